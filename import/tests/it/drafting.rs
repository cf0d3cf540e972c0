//! A draft as a test asks for it.

use errcat_codegen::{Checked, Input, Options, SourceFile, check};
use errcat_import::{About, Draft, Error, Source, draft};

/// Drafts a catalog of the vendor `acme` from a text of which only this is known.
pub(crate) fn import(text: &str) -> Result<Draft, Error> {
    import_from(&Source::new("source", text))
}

/// The notes on a page that gives nothing.
pub(crate) fn nothing(page: &str) -> Vec<String> {
    match import(page).unwrap_err() {
        Error::NothingFound(nothing) => nothing.notes,
        error => panic!("{error}"),
    }
}

/// Drafts a catalog of the vendor `acme`.
pub(crate) fn import_from(source: &Source<'_>) -> Result<Draft, Error> {
    draft(source, &about("acme"))
}

/// What a source does not say of a vendor.
pub(crate) fn about(vendor: &str) -> About {
    About {
        vendor: vendor.parse().unwrap(),
        title: None,
        source_title: None,
        url: None,
        retrieved: "2026-11-21".to_owned(),
    }
}

/// The draft after a person has filled in what can't be left open.
pub(crate) fn filled(draft: &str) -> String {
    // No two texts are the same.
    let mut parts = draft.split("\"\" # TODO:");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (part, number) in parts.zip(1..) {
        filled.push_str(&format!("Filled in {number}. #{part}"));
    }
    filled.replace("stability: TODO", "stability: stable").replace("complete: TODO", "complete: true")
}

/// What a draft gives; it lives as long as the tests do.
pub(crate) fn checked(draft: &str) -> Checked<'static> {
    checked_as("acme", draft)
}

/// What the catalog of a vendor gives.
pub(crate) fn checked_as(vendor: &str, catalog: &str) -> Checked<'static> {
    let input = Input::new(vec![SourceFile::new(format!("{vendor}.yaml"), catalog)]);
    check(Box::leak(Box::new(input)), &Options::default())
}
