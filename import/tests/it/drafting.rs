//! A draft as a test asks for it.

use errcat_codegen::{Checked, Input, Options, SourceFile, check};
use errcat_import::{About, Draft, NothingFound, draft};

/// Drafts a catalog of the vendor `acme`.
pub(crate) fn import(page: &str) -> Result<Draft, NothingFound> {
    let about = About { vendor: "acme".parse().unwrap(), title: None, retrieved: "2026-11-21".to_owned() };
    draft(page, &about)
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
    let input = Input::new(vec![SourceFile::new("acme.yaml", draft)]);
    check(Box::leak(Box::new(input)), &Options::default())
}
