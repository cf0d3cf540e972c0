//! What is said twice, and what is never used.

use foldhash::{HashMap, HashMapExt as _};

use errcat_core::table::Field;

use super::{Lints, Scope, Subject};
use crate::raw;
use crate::read::Spanned;

/// Two codes of different categories with one meaning, word for word. Vendors have synonyms, whose category is one.
pub(super) fn meanings(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let mut seen: HashMap<&str, &raw::Entry> = HashMap::new();
    for entry in subject.read.catalog.entries() {
        let first = *seen.entry(entry.meaning.trim()).or_insert(entry);
        if first.category.value == entry.category.value {
            continue;
        }
        let message = format!(
            "`{}` and `{}` have the same meaning, word for word",
            entry.code.escape_debug(),
            first.code.escape_debug()
        );
        let help = "say what distinguishes them, or make one an alias of the other";
        let scope: [&[raw::Allow]; 2] = [&entry.allow, &first.allow];
        twice(lints, &scope, &entry.meaning, &first.meaning, message, help);
    }
}

/// Two examples of one list with one title.
pub(super) fn titles(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    let of_entries = catalog.entries().map(|entry| (&*entry.examples, &*entry.allow));
    for (examples, allow) in of_entries.chain([(&*catalog.examples, &[][..])]) {
        let mut seen: HashMap<&str, &Spanned<String>> = HashMap::new();
        for title in examples.iter().filter_map(|example| example.title.as_ref()) {
            let first = *seen.entry(title.trim()).or_insert(title);
            if !std::ptr::eq(first, title) {
                let message = "two examples have this title".to_owned();
                twice(lints, &[allow], title, first, message, "say what distinguishes them");
            }
        }
    }
}

/// A message that is looked for where the code is.
pub(super) fn message(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let envelope = &subject.read.catalog.envelope.value;
    let places =
        |of: Field| envelope.facts().filter(move |(field, ..)| *field == of).flat_map(|(.., of)| of.iter());
    for message in places(Field::Message) {
        let Some(at) = &message.pointer else { continue };
        let same = places(Field::Code).find(|code| code.place().comparable() == message.place().comparable());
        let Some(code) = same.and_then(|code| code.pointer.as_ref()) else { continue };
        let text = format!("the message is looked for where the code is: `{}`", at.value);
        let help =
            "name the place of the message; where the vendor sends nothing but one text, leave `message` out";
        let related = (lints.place(&code.span), "the code".to_owned());
        if let Some(finding) = lints.add("repeated-place", &[], &at.span, text, help) {
            finding.related.push(related);
        }
    }
}

fn twice(
    lints: &mut Lints<'_>,
    scope: Scope<'_>,
    text: &Spanned<String>,
    first: &Spanned<String>,
    message: String,
    help: &str,
) {
    let related = (lints.place(&first.span), "the first one".to_owned());
    if let Some(finding) = lints.add("repeated-text", scope, &text.span, message, help) {
        finding.related.push(related);
    }
}
