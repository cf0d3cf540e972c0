//! What differs between a page and a catalog.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use errcat_codegen::catalogs::{Notes, Vendor};
use errcat_codegen::{EntryPlace, Position, SourceFile, SourceSpan, entry_places, status_pattern, words};
use errcat_core::table::{Entry, Http, StatusPattern};
use errcat_import::Row as PageRow;

use super::source::Source;
use crate::known::Known;
use crate::report::count;

/// A page and a catalog, and what differs.
pub(super) struct Comparison<'a> {
    pub(super) vendor: &'static Vendor<'static>,
    pub(super) source: &'a Source,
    /// The sources that the page is taken for.
    pub(super) sources: Vec<&'static str>,
    /// How many codes were found on the page.
    pub(super) codes: usize,
    pub(super) rows: Vec<Row>,
}

/// A difference.
pub(super) struct Row {
    pub(super) kind: Kind,
    /// The code, or a status.
    pub(super) code: String,
    /// What the catalog says.
    pub(super) here: Option<String>,
    pub(super) here_at: Option<(String, Position)>,
    /// What the page says.
    pub(super) there: Option<String>,
    pub(super) there_at: Option<(String, Position)>,
}

/// What kind of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// On the page, and not in the catalog.
    MissingHere,
    /// In the catalog, and no longer on the page.
    GoneThere,
    /// In both, and this field is another one.
    Changed(&'static str),
}

impl Kind {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::MissingHere => "missing_here",
            Self::GoneThere => "gone_there",
            Self::Changed(_) => "changed",
        }
    }
}

impl<'a> Comparison<'a> {
    pub(super) fn of(
        known: &Known,
        vendor: &'static Vendor<'static>,
        source: &'a Source,
        named: &[String],
    ) -> Result<Self> {
        let mut on_page: BTreeSet<&str> = source.rows.iter().filter_map(|row| row.code.as_deref()).collect();
        // Some pages have their codes in sentences and samples, and a table of statuses.
        let texts =
            vendor.table.entries.iter().flat_map(|entry| std::iter::once(&entry.code).chain(entry.aliases));
        on_page.extend(texts.copied().filter(|code| source.mentions(code)));
        let sources = sources(vendor, &on_page, named);
        is_its_page(vendor, source, &on_page, &sources, !named.is_empty())?;
        let places = Places::of(known, vendor);
        let mut comparison = Self { vendor, source, sources, codes: on_page.len(), rows: Vec::new() };
        for row in &source.rows {
            match &row.code {
                Some(code) => match vendor.table.entry(code) {
                    Some(entry) => comparison.entry(&places, entry, code, row),
                    None => comparison.missing(code, row),
                },
                None => comparison.statuses(row),
            }
        }
        for (entry, notes) in vendor.entries() {
            if comparison.is_expected(notes) && !is_there(entry, &on_page) {
                comparison.rows.push(Row {
                    kind: Kind::GoneThere,
                    code: entry.code.to_owned(),
                    here: Some(words::http(&entry.http)),
                    here_at: places.entry(entry.code).map(|place| places.position(&place.at)),
                    there: None,
                    there_at: None,
                });
            }
        }
        if comparison.sources.len() == vendor.table.sources.len() {
            comparison.gone_statuses();
        }
        Ok(comparison)
    }

    /// The rules for single statuses that a page with a table of statuses does not mention.
    fn gone_statuses(&mut self) {
        if self.source.rows.iter().all(|row| row.code.is_some()) {
            return;
        }
        let single =
            self.vendor.table.statuses.iter().map(|rule| rule.status).filter(|status| status.width() == 1);
        let gone: BTreeSet<String> =
            single.map(|status| status.to_string()).filter(|status| !self.source.mentions(status)).collect();
        self.rows.extend(gone.into_iter().map(|status| Row {
            kind: Kind::GoneThere,
            code: format!("status {status}"),
            here: None,
            here_at: None,
            there: None,
            there_at: None,
        }));
    }

    /// Whether an entry has to be on the page.
    fn is_expected(&self, notes: &Notes<'_>) -> bool {
        is_of(self.vendor, notes, &self.sources)
    }

    fn missing(&mut self, code: &str, row: &PageRow) {
        let statuses = if row.statuses.is_empty() { "no status".to_owned() } else { row.statuses.join(", ") };
        let retry =
            row.documented.as_ref().map_or_else(String::new, |cell| format!(", “{}”", words::plain(cell)));
        self.rows.push(Row {
            kind: Kind::MissingHere,
            code: code.to_owned(),
            here: None,
            here_at: None,
            there: Some(statuses + &retry),
            there_at: self.there_at(code, row),
        });
    }

    /// The cells of a code that is in both.
    fn entry(&mut self, places: &Places<'_>, entry: &Entry<'_>, code: &str, row: &PageRow) {
        let place = places.entry(entry.code);
        let at_code = place.map(|place| places.position(&place.at));
        if let Some((here, there)) = other_statuses(self.source, entry, row) {
            self.changed("http", code, row, (here, at_code.clone()), there);
        }
        if let Some((here, there)) = other_retry(entry, row) {
            let at = place.and_then(|place| place.retry.as_ref()).map(|place| places.position(place));
            self.changed("retry", code, row, (here, at.or(at_code)), there);
        }
    }

    fn changed(
        &mut self,
        field: &'static str,
        code: &str,
        row: &PageRow,
        (here, here_at): (String, Option<(String, Position)>),
        there: String,
    ) {
        self.rows.push(Row {
            kind: Kind::Changed(field),
            code: code.to_owned(),
            here: Some(here),
            here_at,
            there: Some(there),
            there_at: self.there_at(code, row),
        });
    }

    /// A row about statuses alone.
    fn statuses(&mut self, row: &PageRow) {
        for status in &row.statuses {
            let Ok(pattern) = status_pattern(status) else { continue };
            // One that the catalog speaks of anywhere was seen.
            let is_known = self.vendor.table.statuses.iter().any(|rule| rule.status.overlaps(pattern))
                || self.vendor.table.entries.iter().any(|entry| entry.code == status)
                || self
                    .vendor
                    .table
                    .entries
                    .iter()
                    .flat_map(|entry| entry.http.statuses())
                    .any(|of| of.overlaps(pattern))
                || pattern.first() < 400;
            if !is_known {
                let documented = row.documented.as_deref().map(words::plain);
                self.rows.push(Row {
                    kind: Kind::MissingHere,
                    code: format!("status {status}"),
                    here: None,
                    here_at: None,
                    there: documented,
                    there_at: self.source.place(status, &[]),
                });
            }
        }
    }

    fn there_at(&self, code: &str, row: &PageRow) -> Option<(String, Position)> {
        let cells: Vec<&str> =
            row.statuses.iter().map(String::as_str).chain(row.documented.as_deref()).collect();
        self.source.place(code, &cells)
    }
}

/// The sources that a page is taken for: those that are named, or the only one, or those that have nearly all of their
/// codes on it.
fn sources(
    vendor: &'static Vendor<'static>,
    on_page: &BTreeSet<&str>,
    named: &[String],
) -> Vec<&'static str> {
    let all = vendor.table.sources;
    if !named.is_empty() {
        let is_named = |id: &&str| named.iter().any(|named| named == id);
        return all.iter().map(|source| source.id).filter(is_named).collect();
    }
    if let [only] = all {
        return vec![only.id];
    }
    let is_covered = |id: &&'static str| {
        let (mut there, mut gone) = (0, 0);
        for (entry, notes) in vendor.entries() {
            if is_of(vendor, notes, &[*id]) {
                *(if is_there(entry, on_page) { &mut there } else { &mut gone }) += 1;
            }
        }
        there > 0 && gone * 20 <= there
    };
    all.iter().map(|source| source.id).filter(is_covered).collect()
}

/// Whether an entry comes from one of these sources.
fn is_of(vendor: &Vendor<'_>, notes: &Notes<'_>, sources: &[&str]) -> bool {
    let source = notes.origin.source().and_then(|at| vendor.table.sources.get(at));
    source.is_some_and(|source| sources.contains(&source.id))
}

fn is_there(entry: &Entry<'_>, on_page: &BTreeSet<&str>) -> bool {
    std::iter::once(&entry.code).chain(entry.aliases).any(|code| on_page.contains(code))
}

/// Refuses what is most likely another page, or one that was not read as a whole.
fn is_its_page(
    vendor: &Vendor<'_>,
    source: &Source,
    on_page: &BTreeSet<&str>,
    sources: &[&str],
    is_named: bool,
) -> Result<()> {
    let shown = &source.shown;
    if on_page.is_empty() {
        bail!(
            "{shown} has no code that could be read; save the page as it is shown, with its table of codes"
        );
    }
    let expected: Vec<&Entry<'_>> =
        vendor.entries().filter(|(_, notes)| is_of(vendor, notes, sources)).map(|(entry, _)| entry).collect();
    let there = expected.iter().filter(|entry| is_there(entry, on_page)).count();
    if there * 2 < expected.len() {
        let all = count(expected.len(), "code");
        bail!(
            "{shown} has only {there} of the {all} that the catalog has of it: it is another page, or was not read as a whole"
        );
    }
    let known = on_page.iter().filter(|code| vendor.table.position(code).is_some()).count();
    if !is_named && known * 2 < on_page.len() {
        let all = count(on_page.len(), "code");
        bail!(
            "the catalog has only {known} of the {all} of {shown}: is it a page of {}? --source says which",
            vendor.table.title
        );
    }
    Ok(())
}

/// The statuses of the catalog and of the page, where they differ.
fn other_statuses(source: &Source, entry: &Entry<'_>, row: &PageRow) -> Option<(String, String)> {
    let mut there: Vec<StatusPattern> =
        row.statuses.iter().filter_map(|status| status_pattern(status).ok()).collect();
    let mut here = entry.http.statuses().to_vec();
    [&mut here, &mut there].into_iter().for_each(|list| list.sort_unstable());
    // What the page does not say may be inferred, or be said elsewhere on it.
    let says_none = row.has_no_status;
    if there.is_empty() && !says_none {
        return None;
    }
    let is_same = match entry.http {
        Http::NotApplicable => says_none && there.is_empty(),
        Http::Unstated => false,
        Http::Statuses(_) => here == there,
    };
    // A page without such a column has statuses only in samples.
    let has_column = source.has_column(|row| row.has_no_status || !row.statuses.is_empty());
    let shown = if says_none { "none".to_owned() } else { row.statuses.join(", ") };
    (has_column && !is_same).then(|| (words::http(&entry.http), shown))
}

/// The words about retrying of the catalog and of the page, where they differ.
fn other_retry(entry: &Entry<'_>, row: &PageRow) -> Option<(String, String)> {
    let there = row.documented.as_deref()?;
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let rule = entry.rule.retry.as_ref();
    let here = rule.and_then(|rule| rule.documented);
    let is_same = match (here, rule) {
        (Some(here), _) => spaced(here) == spaced(there),
        // Without the page's words there is only what they are read as.
        (None, Some(rule)) => row.retry.is_none_or(|retry| retry == rule.kind),
        (None, None) => false,
    };
    let shown = || match (here, rule) {
        (Some(here), _) => format!("“{}”", words::plain(here)),
        (None, Some(rule)) => rule.kind.to_string(),
        (None, None) => "–".to_owned(),
    };
    (!is_same).then(|| (shown(), format!("“{}”", words::plain(there))))
}

/// Where the catalog, and those that it extends, have their entries.
struct Places<'k> {
    files: Vec<&'k SourceFile>,
    entries: BTreeMap<String, EntryPlace>,
}

impl<'k> Places<'k> {
    fn of(known: &'k Known, vendor: &Vendor<'_>) -> Self {
        let (mut files, mut entries) = (Vec::new(), BTreeMap::new());
        let mut next = Some(vendor.table.id);
        while let Some(file) = next.and_then(|id| known.file(id)).filter(|file| !files.contains(file)) {
            files.push(file);
            for place in entry_places(file) {
                // A catalog's own entry takes the place of an inherited one.
                entries.entry(place.code.clone()).or_insert(place);
            }
            let of = known.vendors().iter().find(|vendor| vendor.table.id == file.stem());
            next = of.and_then(|vendor| vendor.extends).map(|base| base.vendor);
        }
        Self { files, entries }
    }

    fn entry(&self, code: &str) -> Option<&EntryPlace> {
        self.entries.get(code)
    }

    fn position(&self, place: &SourceSpan) -> (String, Position) {
        let file = self.files.iter().find(|file| file.path == place.file);
        let start = Position { line: 1, column: 1 };
        let at = file.map_or(start, |file| Position::of(&file.bytes, place.span.start));
        (place.file.clone(), at)
    }
}
