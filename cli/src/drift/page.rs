//! What differs, for people.

use errcat_codegen::{Position, words};

use super::compare::{Comparison, Kind, Row};
use crate::report::count;
use crate::terminal::{CAUTION, FAINT, STRONG, Sheet, paint};

/// What differs, with the place of each on both sides.
pub(super) fn page(comparison: &Comparison<'_>) -> String {
    let mut sheet = Sheet::new();
    let of = |wanted: fn(Kind) -> bool| comparison.rows.iter().filter(move |row| wanted(row.kind));
    section(&mut sheet, "On the page, and not in the catalog:", of(|kind| kind == Kind::MissingHere));
    section(&mut sheet, "In the catalog, and no longer on the page:", of(|kind| kind == Kind::GoneThere));
    section(&mut sheet, "Changed since:", of(|kind| matches!(kind, Kind::Changed(_))));
    for unread in &comparison.source.unread {
        sheet.gap();
        sheet.line(&paint(CAUTION, &format!("{unread}; `import` shows which")));
    }
    sheet.gap();
    sheet.line(&end(comparison));
    sheet.finish()
}

fn section<'r>(sheet: &mut Sheet, title: &str, rows: impl Iterator<Item = &'r Row>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    sheet.gap();
    sheet.line(&paint(CAUTION, title));
    for row in rows {
        let field = match row.kind {
            Kind::Changed(field) => format!(" {field}"),
            _ => String::new(),
        };
        sheet.paragraph(&format!("{}{field}", paint(STRONG, &words::plain(&row.code))));
        side(sheet, "catalog", row.here.as_deref(), row.here_at.as_ref());
        side(sheet, "page", row.there.as_deref(), row.there_at.as_ref());
    }
}

fn side(sheet: &mut Sheet, name: &str, says: Option<&str>, at: Option<&(String, Position)>) {
    let place = at.map(|(file, at)| paint(FAINT, &format!("{file}:{}:{}", at.line, at.column)));
    let parts: Vec<String> = says.map(str::to_owned).into_iter().chain(place).collect();
    if !parts.is_empty() {
        sheet.fact(name, &parts.join("  "));
    }
}

fn end(comparison: &Comparison<'_>) -> String {
    let codes = count(comparison.codes, "code");
    let against = match comparison.sources.as_slice() {
        [] => "no source as a whole, so that it is not known which codes have gone; --source names one"
            .to_owned(),
        sources => sources.join(", "),
    };
    let number = |wanted: fn(Kind) -> bool| comparison.rows.iter().filter(|row| wanted(row.kind)).count();
    let (missing, gone) = (number(|kind| kind == Kind::MissingHere), number(|kind| kind == Kind::GoneThere));
    let changed = comparison.rows.len() - missing - gone;
    let found = match comparison.rows.len() {
        0 => "no drift".to_owned(),
        _ => format!("{missing} missing here, {gone} gone there, {changed} changed"),
    };
    format!(
        "{found}: {codes} of {} held against {} ({against})",
        comparison.source.shown, comparison.vendor.table.id
    )
}
