//! Families that nothing belongs to.

use std::cell::LazyCell;

use super::judged::Judged;
use super::{Lints, Subject};

pub(super) fn unused(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    // Most prefixes are those of entries, so that no example has to be judged.
    let sent = LazyCell::new(|| sent_codes(subject));
    for family in catalog.families.iter() {
        let has_it = |code: &str| code.starts_with(&*family.prefix.value);
        let of_entry = catalog
            .entries()
            .flat_map(|entry| std::iter::once(&entry.code).chain(entry.aliases.iter()))
            .any(|code| has_it(&code.value));
        // A wrong prefix matches nothing either.
        if lints.has_at("code-punctuation", &family.prefix.span) {
            continue;
        }
        if !of_entry && !sent.iter().any(|code| has_it(code)) {
            lints.add(
                "unused-family",
                &[&family.allow],
                &family.prefix.span,
                format!("no code and no example starts with `{}`", family.prefix.escape_debug()),
                "fix the prefix, add an example with such a code, or remove the family",
            );
        }
    }
}

/// The codes that the examples' responses carry.
fn sent_codes(subject: Subject<'_>) -> Vec<String> {
    let verdicts = subject.examples.iter().flat_map(Judged::all);
    verdicts.filter_map(|verdict| verdict.raw_code().map(str::to_owned)).collect()
}
