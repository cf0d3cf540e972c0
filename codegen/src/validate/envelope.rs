//! Rules about where a response carries what.

use std::ops::Range;

use super::{Report, all_examples, shown};
use crate::lower::envelope::conditions;
use crate::notation;
use crate::parse::shape::{OneOrMany, Spanned};
use crate::raw::{self, Location};

/// Every list of places of an envelope.
pub(crate) fn places(envelope: &raw::Envelope) -> impl Iterator<Item = &OneOrMany<Location>> {
    let raw::Envelope {
        is_error: _,
        each: _,
        embedded: _,
        code,
        message,
        retryable,
        request_id,
        documentation_url,
        parameter,
        details,
        status,
        fields,
    } = envelope;
    [code, message, retryable, request_id, documentation_url, parameter, details, status]
        .into_iter()
        .chain(fields.iter().map(|(_, locations)| locations))
}

pub(super) fn pointers(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let envelope = &catalog.envelope;
    let of_places =
        places(envelope).flat_map(|locations| locations.iter()).filter_map(|location| match location {
            Location::Pointer(pointer) => Some(pointer),
            Location::Header(_) => None,
        });
    let of_lists =
        envelope.each.iter().chain(envelope.embedded.iter().filter(|list| list.value != "any_list"));
    let of_tests = envelope.is_error.iter().map(|test| &test.pointer);
    let of_waits = catalog.wait.iter().filter_map(|wait| wait.pointer.as_ref());
    let of_conditions = conditions(catalog).filter_map(|when| when.pointer.as_ref());
    let all: Vec<&Spanned<String>> =
        of_places.chain(of_lists).chain(of_tests).chain(of_waits).chain(of_conditions).collect();
    for pointer in all {
        if let Err(wanted) = notation::pointer(&pointer.value) {
            report.add(
                "pointer",
                &pointer.span,
                format!("`{}` is no place in a body", shown(pointer)),
                format!("write {wanted}"),
            );
        }
    }
    if let Some(any) =
        envelope.embedded.iter().find(|list| list.value == "any_list" && envelope.embedded.len() > 1)
    {
        report.add(
            "pointer",
            &any.span,
            "`any_list` stands beside other lists",
            "write `embedded: any_list`, or only the lists",
        );
    }
}

pub(super) fn tests(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for test in catalog.envelope.is_error.iter() {
        let of = Comparison { equals: &test.equals, not_equals: &test.not_equals, present: &test.present };
        if let Some(span) = of.wrong(report.read.whole, &test.pointer.span) {
            report.add(
                "envelope",
                &span,
                "a test has one condition",
                "write one of `equals: …`, `not_equals: …` or `present: true` beside the pointer",
            );
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
    fn wrong(&self, whole: super::Whole, place: &Range<usize>) -> Option<Range<usize>> {
        let values = |values: &OneOrMany<Spanned<raw::TestValue>>| values.first().map(|one| one.span.clone());
        let present = self.present.as_ref();
        let conditions =
            [values(self.equals), values(self.not_equals), present.map(|present| present.span.clone())];
        let mut given = conditions.into_iter().flatten();
        match (given.next(), given.next()) {
            // One that could not be read is left out.
            (None, _) if whole == super::Whole::No => None,
            (None, _) => Some(place.clone()),
            (Some(_), Some(second)) => Some(second),
            (Some(only), None) => present.filter(|present| !present.value).map(|_| only),
        }
    }
}

pub(super) fn whens(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for when in conditions(catalog) {
        let place = match (&when.header, &when.pointer) {
            (Some(place), None) | (None, Some(place)) => place,
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
        if let Some(span) = of.wrong(report.read.whole, &place.span) {
            report.add(
                "condition",
                &span,
                "a condition says one thing of its place",
                "write one of `equals: …`, `not_equals: …` or `present: true` beside the place",
            );
        }
        if when.header.is_some() {
            when.equals.iter().chain(when.not_equals.iter()).for_each(|value| header_value(report, value));
        }
    }
}

fn not_one_place(report: &mut Report<'_>, at: &Range<usize>) {
    report.add(
        "condition",
        at,
        "a condition is about one place",
        "give one of `header: X-RateLimit-Remaining` and `pointer: /error/type`",
    );
}

/// The text of a header has no space around it, and an empty one is taken for none.
fn header_value(report: &mut Report<'_>, value: &Spanned<raw::TestValue>) {
    if let raw::TestValue::Text(text) = &value.value
        && (text.is_empty() || text.trim() != text)
    {
        report.add(
            "condition",
            &value.span,
            format!("no header has the text `{}`", text.escape_debug()),
            "write the text without the space around it; for a header that is there, write `present: true`",
        );
    }
}

/// What is in the list of errors is read as errors, and no test looks there.
pub(super) fn tests_in_list(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let Some(each) = catalog.envelope.each.as_ref().filter(|each| !each.value.is_empty()) else { return };
    for test in catalog.envelope.is_error.iter() {
        let inside = test.pointer.value.strip_prefix(&each.value);
        if inside.is_some_and(|inside| inside.starts_with('/')) {
            report.add(
                "envelope",
                &test.pointer.span,
                format!("a test can't look into the list of errors at `{}`", shown(each)),
                "leave the test out, so that each element is an error, or test a place outside of the list",
            );
        }
    }
}

pub(super) fn headers(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let of_places =
        places(&catalog.envelope).flat_map(|locations| locations.iter()).filter_map(
            |location| match location {
                Location::Header(name) => Some(name),
                Location::Pointer(_) => None,
            },
        );
    let of_waits = catalog.wait.iter().filter_map(|wait| wait.header.as_ref());
    let of_conditions = conditions(catalog).filter_map(|when| when.header.as_ref());
    let of_examples = all_examples(catalog).flat_map(|example| example.headers.iter().map(|(name, _)| name));
    let all: Vec<&Spanned<String>> =
        of_places.chain(of_waits).chain(of_conditions).chain(of_examples).collect();
    for name in all {
        if !notation::is_header_name(&name.value) {
            report.add(
                "header",
                &name.span,
                format!("`{}` is no header name", shown(name)),
                "write it as the vendor sends it, such as `Retry-After`, without a colon",
            );
        }
    }
}

pub(super) fn decides(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let envelope = &catalog.envelope;
    let codes = super::entries(catalog).count();
    if envelope.code.is_empty()
        && (codes > 0 || !catalog.families.is_empty())
        && report.read.whole == super::Whole::Yes
    {
        report.add(
            "envelope",
            &catalog.envelope.span,
            "the envelope does not say where a response carries its code",
            "add `code:` to the envelope, such as `code: /error/code`",
        );
    }
}

pub(super) fn field_names(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for (name, _) in catalog.envelope.fields.iter() {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !name.value.starts_with(|c: char| c.is_ascii_lowercase()) || !name.value.chars().all(allowed) {
            report.add(
                "field-name",
                &name.span,
                format!("`{}` is no name for a field", shown(name)),
                "use lower-case letters, digits and `_`, a letter first, such as `task_type`",
            );
        }
    }
}

pub(super) fn waits(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for wait in catalog.wait.iter() {
        let span = match (&wait.header, &wait.pointer) {
            (Some(_), None) | (None, Some(_)) => continue,
            (Some(_), Some(pointer)) => pointer.span.clone(),
            (None, None) => wait.span.clone(),
        };
        report.add("wait-source", &span, "a wait is in a header or in the body", "give one of `header: Retry-After` and `pointer: /retry_after`; list several places as several items");
    }
}
