//! Rules about where a response carries what.

use std::ops::Range;

use errcat_core::table::Field;

use super::report::{Completeness, Report};
use crate::lower::filter_place;
use crate::notation::EmbeddedList;
use crate::raw::{self, PlaceOf, Tested as _, Tests};
use crate::read::Spanned;

pub(super) fn lists(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let lists = &catalog.envelope.embedded;
    if let Some(any) = lists.iter().find(|list| list.value == EmbeddedList::Any && lists.len() > 1) {
        let help = "write `embedded: any_list`, or only the lists";
        report.add("pointer", &any.span, "`any_list` is given together with other lists", help);
    }
}

/// What a test of a place is part of: the rule that its findings have, what it is called, and how to write several.
struct TestOf {
    rule: &'static str,
    name: &'static str,
    several: &'static str,
}

const OF_ENVELOPE: TestOf =
    TestOf { rule: "envelope", name: "a test", several: "of several tests in a list, one has to hold" };

const OF_CONDITION: TestOf =
    TestOf { rule: "condition", name: "a condition", several: "several conditions belong under `all:`" };

pub(super) fn tests(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for test in catalog.envelope.is_error.iter() {
        numbers(report, &test.tests());
        part(report, test.place());
        tested_place(report, &OF_ENVELOPE, test.place(), &test.tests(), &test.span);
    }
}

/// A place and what is asked of it, in the mapping that is here: one of each.
fn tested_place(
    report: &mut Report<'_>,
    test: &TestOf,
    of: PlaceOf<'_>,
    tests: &Tests<'_>,
    mapping: &Range<usize>,
) {
    let TestOf { rule, name, several } = test;
    let not_one_place = |report: &mut Report<'_>, at: &Range<usize>| {
        let help = "give one of `header: X-RateLimit-Remaining` and `pointer: /error/type`";
        report.add(rule, at, format!("{name} is about one place"), help);
    };
    let place = match (of.header, of.pointer) {
        (Some(header), None) => &header.span,
        (None, Some(pointer)) => &pointer.span,
        (Some(_), Some(second)) => return not_one_place(report, &second.span),
        // One that could not be read is left out.
        (None, None) if report.read.completeness == Completeness::Partial => return,
        (None, None) => return not_one_place(report, mapping),
    };
    if let Some(span) = wrong_test(tests, report.read.completeness, place) {
        let help = format!(
            "write one of `equals: …`, `not_equals: …`, `contains: …` or `present: true` beside the place; {several}"
        );
        report.add(rule, &span, format!("{name} says one thing of its place"), help);
    }
    for text in tests.searched().filter(|text| text.trim().is_empty()) {
        let help = "write the text, or `present: true` for a place that has anything";
        report.add(rule, &text.span, "a blank text is in almost every text", help);
    }
    if of.header.is_some() {
        let values = tests.equals.iter().chain(tests.not_equals.iter());
        values.for_each(|value| header_value(report, rule, value));
    }
}

/// Where what is asked of this place is nothing, or too much.
fn wrong_test(of: &Tests<'_>, completeness: Completeness, place: &Range<usize>) -> Option<Range<usize>> {
    let mut given = of.given();
    match (given.next(), given.next()) {
        // One that could not be read is left out.
        (None, _) if completeness == Completeness::Partial => None,
        (None, _) => Some(place.clone()),
        (Some(_), Some(second)) => Some(second),
        (Some(only), None) => of.empty_flag().map(|_| only),
    }
}

/// Numbers to compare with are kept in millionths.
fn numbers(report: &mut Report<'_>, of: &Tests<'_>) {
    for number in [of.above, of.below].into_iter().flatten() {
        let millionths = number.value * 1e6;
        if millionths.abs() > 1e15 || (millionths - millionths.round()).abs() > 1e-3 {
            let message = format!("`{}` is too large or too fine to compare with", number.value);
            let help = "write a number below a billion with up to six decimal places";
            report.add("condition", &number.span, message, help);
        }
    }
}

pub(super) fn whens(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for when in catalog.conditions() {
        let tests = when.tests();
        numbers(report, &tests);
        part(report, when.place());
        let asks_of_place = when.header.is_some() || when.pointer.is_some() || tests.given().next().is_some();
        let asks_else = !when.statuses().is_empty() || !when.all.is_empty() || !when.any.is_empty();
        if asks_of_place || !asks_else {
            tested_place(report, &OF_CONDITION, when.place(), &tests, &when.span);
        }
    }
}

/// The places of facts.
pub(super) fn places(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for (field, _, locations) in catalog.envelope.facts() {
        for location in locations.iter() {
            let of = location.place();
            let second = match (of.header, of.pointer) {
                (Some(_), Some(pointer)) => Some(pointer.span.clone()),
                _ => None,
            };
            if let Some(span) = second {
                let help = "give one of them; list several places as several items";
                report.add("place", &span, "a place is in a header or in the body", help);
            }
            part(report, of);
            let flags = [("decides", &location.decides), ("inverted", &location.inverted)];
            for (name, flag) in flags {
                if let Some(flag) = flag.as_ref().filter(|_| field != Field::Retryable) {
                    let message = format!("`{name}` is said of `retryable` alone");
                    report.add("place", &flag.span, message, format!("leave `{name}` out"));
                }
            }
        }
    }
}

/// Which part of what is found at a place is meant.
fn part(report: &mut Report<'_>, of: PlaceOf<'_>) {
    for (name, _) in of.part.filters.iter() {
        let Some(pointer) = of.pointer else {
            let help = "write `when` for a condition; `where` belongs to a pointer with a `*`";
            report.add("place", &name.span, "a header has no members to choose from", help);
            break;
        };
        if filter_place(pointer, name).is_none() {
            let message =
                format!("`{}` is not beside what a `*` of the pointer stands for", name.escape_debug());
            let help = "name a member beside what is looked for after the last `*`, or give its pointer, such as `/error/details/*/@type`";
            report.add("place", &name.span, message, help);
        }
    }
    let markers = of.part.after.iter().chain(of.part.after_last).chain(of.part.before);
    for marker in markers.filter(|marker| marker.is_empty()) {
        report.add(
            "place",
            &marker.span,
            "an empty text marks nothing",
            "write the text beside the part that is meant",
        );
    }
}

/// The text of a header has no space around it, and an empty one is taken for none.
fn header_value(report: &mut Report<'_>, rule: &'static str, value: &Spanned<raw::TestValue>) {
    if let raw::TestValue::Text(text) = &value.value
        && (text.is_empty() || text.trim() != text)
    {
        let message = format!("no header has the text `{}`", text.escape_debug());
        let help =
            "write the text without the space around it; for a header that is there, write `present: true`";
        report.add(rule, &value.span, message, help);
    }
}

/// What is in the list of errors is read as errors, and no test looks there.
pub(super) fn tests_in_list(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let Some(each) = catalog.envelope.each.as_ref().filter(|each| !each.0.is_empty()) else { return };
    let pointers = catalog.envelope.is_error.iter().filter_map(|test| test.pointer.as_ref());
    for pointer in pointers.filter(|pointer| pointer.is_within(each)) {
        let message =
            format!("a test can't look into the list of errors at `{}`", each.to_string().escape_debug());
        let help =
            "leave the test out, so that each element is an error, or test a place outside of the list";
        report.add("envelope", &pointer.span, message, help);
    }
}

pub(super) fn decides(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let envelope = &catalog.envelope;
    let has_codes = catalog.entries().next().is_some() || !catalog.families.is_empty();
    let has_place = envelope.facts().any(|(field, _, places)| field == Field::Code && !places.is_empty());
    if !has_place && has_codes && report.read.completeness == Completeness::Complete {
        let message = "the envelope does not say where a response carries its code";
        let help = "add `code:` to the envelope, such as `code: /error/code`";
        report.add("envelope", &envelope.span, message, help);
    }
}

pub(super) fn waits(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for wait in catalog.wait.iter() {
        waits_of(report, wait);
        for inner in wait.longest.iter() {
            waits_of(report, inner);
            if let Some(nested) = inner.longest.first() {
                let help = "list all the places in one `longest`";
                report.add("wait-source", &nested.span, "the longest of the longest is the longest", help);
            }
        }
    }
}

fn waits_of(report: &mut Report<'_>, wait: &Spanned<raw::WaitSource>) {
    part(report, wait.place());
    let span = match (&wait.header, &wait.pointer) {
        (Some(header), None) if !wait.longest.is_empty() => &header.span,
        (None, Some(pointer)) if !wait.longest.is_empty() => &pointer.span,
        (Some(_), None) | (None, Some(_)) => return,
        (Some(_), Some(pointer)) => &pointer.span,
        (None, None) if !wait.longest.is_empty() => return,
        (None, None) => &wait.span,
    };
    let help =
        "give one of `header: Retry-After` and `pointer: /retry_after`; list several places as several items";
    report.add("wait-source", span, "a wait is in a header or in the body", help);
}
