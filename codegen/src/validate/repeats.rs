//! Lists that name one thing twice.

use std::collections::HashMap;
use std::fmt::Display;
use std::hash::Hash;
use std::ops::Range;

use super::report::Report;
use crate::notation::HeaderName;
use crate::raw::{self, Comparable, ComparablePlace, PlaceOf, TestValue, Tested as _, Tests};
use crate::read::{OneOrMany, Spanned};

/// A thing in a list, by what it is, and its place.
type Named = (String, Range<usize>);

pub(super) fn values(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for entry in catalog.entries() {
        once(report, entry.inferred.iter().map(written));
    }
    let of_statuses = catalog.statuses.iter().map(|rule| &rule.inferred);
    let of_families = catalog.families.iter().map(|family| &family.inferred);
    let of_no_response = catalog.no_response.iter().map(|rule| &rule.inferred);
    for inferred in of_statuses.chain(of_families).chain(of_no_response) {
        once(report, inferred.iter().map(written));
    }
    for (.., locations) in catalog.envelope.facts() {
        once_each(report, locations.iter().filter_map(|location| place(location.place())));
    }
    once(report, catalog.omits.iter().map(written));
    once(report, catalog.hosts.iter().map(|of| written(&of.host)));
    once(report, catalog.envelope.embedded.iter().map(written));
    for test in catalog.envelope.is_error.iter() {
        once_in_test(report, &test.tests());
    }
    once_each(report, catalog.waits().filter_map(|wait| wait_place(wait)));
    for when in catalog.conditions() {
        once_in_test(report, &when.tests());
    }
    for example in catalog.all_examples() {
        once(report, example.headers.iter().map(|(name, _)| header(name)));
    }
}

fn once(report: &mut Report<'_>, things: impl Iterator<Item = Named>) {
    once_each(report, things.map(|thing| (thing, ())));
}

/// The same for things that may be there again with something else beside them.
fn once_each<T: Eq + Hash>(report: &mut Report<'_>, things: impl Iterator<Item = (Named, T)>) {
    let mut first: HashMap<(String, T), Range<usize>> = HashMap::new();
    for ((name, span), beside) in things {
        let thing = (name, beside);
        match first.get(&thing) {
            None => {
                first.insert(thing, span);
            }
            Some(other) => {
                let related = (report.place(other), "first given here".to_owned());
                let message = format!("`{}` stands twice in this list", thing.0.escape_debug());
                let finding = report.add("duplicate-value", &span, message, "leave one of them out");
                finding.label = "the second time".to_owned();
                finding.related = vec![related];
            }
        }
    }
}

fn written<T: Display>(value: &Spanned<T>) -> Named {
    (value.value.to_string(), value.span.clone())
}

/// Headers are the same whatever the case of their letters.
fn header(name: &Spanned<HeaderName>) -> Named {
    (name.to_ascii_lowercase(), name.span.clone())
}

/// A place: its name, and with it which part of what is found there is meant.
fn place(of: PlaceOf<'_>) -> Option<(Named, Option<ComparablePlace>)> {
    let name = match (of.header, of.pointer) {
        (Some(name), None) => header(name),
        (None, Some(pointer)) => written(pointer),
        _ => return None,
    };
    Some((name, of.comparable()))
}

fn once_in_test(report: &mut Report<'_>, tests: &Tests<'_>) {
    once(report, test_values(tests.equals));
    once(report, test_values(tests.not_equals));
    for texts in [tests.contains, tests.starts_with, tests.ends_with] {
        once(report, texts.iter().map(|text| (text.to_ascii_lowercase(), text.span.clone())));
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

/// A place in full, and under which condition it is believed.
type Believed = (Option<ComparablePlace>, Option<Comparable>);

/// The place of a wait: its name, and with it under which condition it is believed.
fn wait_place(wait: &raw::WaitSource) -> Option<(Named, Believed)> {
    let (name, place) = place(wait.place())?;
    Some((name, (place, wait.when.as_ref().map(|when| when.comparable()))))
}
