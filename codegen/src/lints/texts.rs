//! The texts that people read, each with the silencers that hold where it stands.

use crate::raw;
use crate::read::Spanned;

/// A text, and what silences lints about it besides the vendor's own silencers.
type Text<'a> = (Spanned<&'a str>, &'a [raw::Allow]);

/// Every text of a catalog.
pub(super) fn all(catalog: &raw::Catalog) -> Vec<Text<'_>> {
    let mut all = Texts(Vec::new());
    all.add([Some(&catalog.title), Some(&catalog.about)], &[]);
    all.add(catalog.sources.iter().map(|source| Some(&source.title)), &[]);
    for group in catalog.groups.iter() {
        all.add([Some(&group.title), group.about.as_ref()], &[]);
    }
    for entry in catalog.entries() {
        let retry = documented(entry.retry.as_ref());
        all.add([Some(&entry.meaning), entry.action.as_ref(), retry], &entry.allow);
        for variant in entry.variants.iter() {
            let retry = documented(variant.retry.as_ref());
            all.add([variant.meaning.as_ref(), variant.action.as_ref(), retry], &entry.allow);
        }
        all.add(titles(&entry.examples), &entry.allow);
    }
    for rule in catalog.statuses.iter() {
        all.add([Some(&rule.meaning), rule.action.as_ref(), documented(rule.retry.as_ref())], &rule.allow);
    }
    for family in catalog.families.iter() {
        let retry = documented(family.retry.as_ref());
        all.add([Some(&family.meaning), family.action.as_ref(), retry], &family.allow);
    }
    for rule in catalog.no_response.iter() {
        all.add([Some(&rule.meaning), rule.action.as_ref(), documented(rule.retry.as_ref())], &[]);
    }
    all.add(titles(&catalog.examples), &[]);
    all.0
}

struct Texts<'a>(Vec<Text<'a>>);

impl<'a> Texts<'a> {
    fn add(&mut self, texts: impl IntoIterator<Item = Option<&'a Spanned<String>>>, allow: &'a [raw::Allow]) {
        self.0.extend(texts.into_iter().flatten().map(|text| (text.text(), allow)));
    }
}

fn documented(retry: Option<&raw::RetryRule>) -> Option<&Spanned<String>> {
    retry.and_then(|retry| retry.documented.as_ref())
}

fn titles(examples: &[Spanned<raw::Example>]) -> impl Iterator<Item = Option<&Spanned<String>>> {
    examples.iter().map(|example| example.title.as_ref())
}
