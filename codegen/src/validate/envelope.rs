//! Rules about where a response carries what.

use std::ops::Range;

use errcat_core::table::Field;

use super::report::{Completeness, Report};
use crate::notation::EmbeddedList;
use crate::raw;
use crate::read::{OneOrMany, Spanned};

pub(super) fn lists(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let lists = &catalog.envelope.embedded;
    if let Some(any) = lists.iter().find(|list| list.value == EmbeddedList::Any && lists.len() > 1) {
        let help = "write `embedded: any_list`, or only the lists";
        report.add("pointer", &any.span, "`any_list` is given together with other lists", help);
    }
}

pub(super) fn tests(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for test in catalog.envelope.is_error.iter() {
        let of = Comparison { equals: &test.equals, not_equals: &test.not_equals, present: &test.present };
        if let Some(span) = of.wrong(report.read.completeness, &test.pointer.span) {
            let help = "write one of `equals: …`, `not_equals: …` or `present: true` beside the pointer";
            report.add("envelope", &span, "a test has one condition", help);
        }
    }
}

/// What a test says of its place.
struct Comparison<'a> {
    equals: &'a OneOrMany<Spanned<raw::TestValue>>,
    not_equals: &'a OneOrMany<Spanned<raw::TestValue>>,
    present: &'a Option<Spanned<bool>>,
}

impl Comparison<'_> {
    /// Where it says nothing, as of this place, or too much.
    fn wrong(&self, completeness: Completeness, place: &Range<usize>) -> Option<Range<usize>> {
        let values = |values: &OneOrMany<Spanned<raw::TestValue>>| values.first().map(|one| one.span.clone());
        let present = self.present.as_ref();
        let conditions =
            [values(self.equals), values(self.not_equals), present.map(|present| present.span.clone())];
        let mut given = conditions.into_iter().flatten();
        match (given.next(), given.next()) {
            // One that could not be read is left out.
            (None, _) if completeness == Completeness::Partial => None,
            (None, _) => Some(place.clone()),
            (Some(_), Some(second)) => Some(second),
            (Some(only), None) => present.filter(|present| !present.value).map(|_| only),
        }
    }
}

pub(super) fn whens(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for when in catalog.conditions() {
        let place = match (&when.header, &when.pointer) {
            (Some(header), None) => &header.span,
            (None, Some(pointer)) => &pointer.span,
            (Some(_), Some(second)) => {
                not_one_place(report, &second.span);
                continue;
            }
            (None, None) => {
                not_one_place(report, &when.span);
                continue;
            }
        };
        let of = Comparison { equals: &when.equals, not_equals: &when.not_equals, present: &when.present };
        if let Some(span) = of.wrong(report.read.completeness, place) {
            let help = "write one of `equals: …`, `not_equals: …` or `present: true` beside the place";
            report.add("condition", &span, "a condition says one thing of its place", help);
        }
        if when.header.is_some() {
            when.equals.iter().chain(when.not_equals.iter()).for_each(|value| header_value(report, value));
        }
    }
}

fn not_one_place(report: &mut Report<'_>, at: &Range<usize>) {
    let help = "give one of `header: X-RateLimit-Remaining` and `pointer: /error/type`";
    report.add("condition", at, "a condition is about one place", help);
}

/// The text of a header has no space around it, and an empty one is taken for none.
fn header_value(report: &mut Report<'_>, value: &Spanned<raw::TestValue>) {
    if let raw::TestValue::Text(text) = &value.value
        && (text.is_empty() || text.trim() != text)
    {
        let message = format!("no header has the text `{}`", text.escape_debug());
        let help =
            "write the text without the space around it; for a header that is there, write `present: true`";
        report.add("condition", &value.span, message, help);
    }
}

/// What is in the list of errors is read as errors, and no test looks there.
pub(super) fn tests_in_list(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let Some(each) = catalog.envelope.each.as_ref().filter(|each| !each.0.is_empty()) else { return };
    for test in catalog.envelope.is_error.iter().filter(|test| test.pointer.is_within(each)) {
        let message =
            format!("a test can't look into the list of errors at `{}`", each.to_string().escape_debug());
        let help =
            "leave the test out, so that each element is an error, or test a place outside of the list";
        report.add("envelope", &test.pointer.span, message, help);
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
        let span = match (&wait.header, &wait.pointer) {
            (Some(_), None) | (None, Some(_)) => continue,
            (Some(_), Some(pointer)) => &pointer.span,
            (None, None) => &wait.span,
        };
        let help = "give one of `header: Retry-After` and `pointer: /retry_after`; list several places as several items";
        report.add("wait-source", span, "a wait is in a header or in the body", help);
    }
}
