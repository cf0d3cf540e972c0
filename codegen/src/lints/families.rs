//! Families that nothing belongs to.

use bumpalo::Bump;

use super::verdicts::Received;
use super::{Lints, Subject};
use crate::tables;
use crate::validate::{entries, shown};

pub(super) fn unused(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    if catalog.families.is_empty() {
        return;
    }
    let sent = sent_codes(subject);
    for family in catalog.families.iter() {
        let prefix = family.prefix.value.as_str();
        let has_it = |code: &str| code.starts_with(prefix);
        let of_entry = entries(catalog)
            .flat_map(|entry| std::iter::once(&entry.code).chain(entry.aliases.iter()))
            .any(|code| has_it(&code.value));
        if !of_entry && !sent.iter().any(|code| has_it(code)) {
            lints.add(
                "unused-family",
                &[&family.allow],
                &family.prefix.span,
                format!("no code and no example starts with `{}`", shown(&family.prefix)),
                "mend the prefix, add an example with such a code, or remove the family",
            );
        }
    }
}

/// The codes that the examples' responses carry.
fn sent_codes(subject: Subject<'_>) -> Vec<String> {
    let arena = Bump::new();
    let table = tables::fill(&arena, subject.vendor);
    let examples = subject.vendor.all_examples();
    examples
        .flat_map(|(_, example)| {
            let received = Received::of(example);
            let judgements = table.classify_all(&received.response());
            judgements.iter().filter_map(|one| one.raw_code().map(str::to_owned)).collect::<Vec<_>>()
        })
        .collect()
}
