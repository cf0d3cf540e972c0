//! Lists that name one thing twice.

use std::collections::HashMap;
use std::ops::Range;

use super::{Report, all_examples, entries, envelope};
use crate::parse::shape::{OneOrMany, Spanned};
use crate::raw::{self, Location, TestValue};

/// A thing in a list, by what it is, and its place.
type Named = (String, Range<usize>);

pub(super) fn values(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let of_entries = entries(catalog).map(|entry| &entry.inferred);
    let of_statuses = catalog.statuses.iter().map(|rule| &rule.inferred);
    let of_families = catalog.families.iter().map(|family| &family.inferred);
    let of_no_response = catalog.no_response.iter().map(|rule| &rule.inferred);
    for inferred in of_entries.chain(of_statuses).chain(of_families).chain(of_no_response) {
        once(report, inferred.iter().map(text));
    }
    for locations in envelope::places(&catalog.envelope) {
        once(report, locations.iter().map(location));
    }
    once(report, catalog.envelope.embedded.iter().map(text));
    for test in catalog.envelope.is_error.iter() {
        once(report, test_values(&test.equals));
        once(report, test_values(&test.not_equals));
    }
    once(report, catalog.wait.iter().filter_map(|wait| wait_place(wait)));
    for example in all_examples(catalog) {
        once(report, example.headers.iter().map(|(name, _)| header(name)));
    }
}

fn once(report: &mut Report<'_>, things: impl Iterator<Item = Named>) {
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    for (name, span) in things {
        match first.get(&name) {
            None => {
                first.insert(name, span);
            }
            Some(other) => {
                let related = (report.place(other), "first given here".to_owned());
                let message = format!("`{}` stands twice in this list", name.escape_debug());
                let finding = report.add("duplicate-value", &span, message, "leave one of them out");
                finding.label = "the second time".to_owned();
                finding.related = vec![related];
            }
        }
    }
}

fn text(text: &Spanned<String>) -> Named {
    (text.value.clone(), text.span.clone())
}

/// Headers are the same whatever the case of their letters.
fn header(name: &Spanned<String>) -> Named {
    (name.value.to_ascii_lowercase(), name.span.clone())
}

fn location(location: &Location) -> Named {
    match location {
        Location::Pointer(pointer) => text(pointer),
        Location::Header(name) => header(name),
    }
}

fn test_values(values: &OneOrMany<Spanned<TestValue>>) -> impl Iterator<Item = Named> + use<'_> {
    values.iter().map(|value| (shown(&value.value), value.span.clone()))
}

/// A text and a number that look alike are two values, so the text is quoted.
fn shown(value: &TestValue) -> String {
    match value {
        TestValue::Bool(value) => value.to_string(),
        TestValue::Integer(value) => value.to_string(),
        TestValue::Text(value) => format!("{value:?}"),
    }
}

fn wait_place(wait: &raw::WaitSource) -> Option<Named> {
    match (&wait.header, &wait.pointer) {
        (Some(name), None) => Some(header(name)),
        (None, Some(pointer)) => Some(text(pointer)),
        _ => None,
    }
}
