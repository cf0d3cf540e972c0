//! Changes for people: by vendor and subject, each with what it means.

use errcat_codegen::ChangeKind;
use errcat_codegen::changes::{ABRUPT, Change};

use super::{Difference, shown};
use crate::report::count;
use crate::terminal::{CAUTION, STRONG, Sheet, paint};

/// Everything that differs.
pub(super) fn page(difference: &Difference) -> String {
    let mut sheet = Sheet::new();
    let mut above: Option<&Change> = None;
    for change in &difference.changes {
        if above.is_none_or(|above| above.vendor != change.vendor || above.subject != change.subject) {
            sheet.gap();
            let subject = change.subject.in_words();
            sheet.line(&paint(STRONG, &format!("{}: {subject}", change.vendor)));
        }
        above = Some(change);
        one(&mut sheet, change);
    }
    sheet.gap();
    for vendor in &difference.broken {
        let text = format!("{vendor} is not compared, as a catalog of it has errors");
        sheet.paragraph(&paint(CAUTION, &text));
    }
    sheet.line(&end(difference));
    sheet.finish()
}

fn one(sheet: &mut Sheet, change: &Change) {
    let field = change.field.as_deref().unwrap_or_default();
    let what = match change.kind {
        ChangeKind::Added if field.is_empty() => "added".to_owned(),
        ChangeKind::Removed if field.is_empty() => "removed".to_owned(),
        _ => format!("{field}: {} → {}", shown(change.before.as_ref()), shown(change.after.as_ref())),
    };
    sheet.fact(change.bump.as_str(), &what);
    sheet.fact("", &change.consequence);
    if change.is_abrupt {
        sheet.fact("", &paint(CAUTION, ABRUPT));
    }
}

fn end(difference: &Difference) -> String {
    let bump = difference.bump();
    let abrupt = match difference.abrupt().count() {
        0 => String::new(),
        number => format!("; {} without having been deprecated", count(number, "code") + " went"),
    };
    let number = count(difference.changes.len(), "change");
    format!("{number}: {} ({}){abrupt}", paint(STRONG, bump.as_str()), bump.meaning())
}
