//! How much an envelope may hold: what the runtime has no room for would not be looked for.

use std::ops::Range;

use bumpalo::Bump;

use super::Report;
use crate::lower::envelope;
use crate::raw::{self, Location};
use crate::tables;

/// The runtime itself says what finds no room.
pub(super) fn places(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let (lowered, waits) = (envelope::lower(&catalog.envelope), envelope::waits(&catalog.wait));
    let (conditions, given): (Vec<_>, Vec<_>) = envelope::distinct_conditions(catalog).into_iter().unzip();
    let arena = Bump::new();
    let Some(overflow) = tables::plan(&arena, &lowered, &waits, &conditions).overflow() else { return };
    report.add(
        "envelope-size",
        spans(catalog, &given).get(overflow.before as usize).copied().unwrap_or(&catalog.envelope.span),
        format!("the envelope, the waits and the conditions have more than {}", overflow.limit),
        "leave out the places that the vendor uses least; `details` and `fields` don't count",
    );
}

/// Where everything stands that needs room, in the order in which the runtime makes it.
fn spans<'a>(catalog: &'a raw::Catalog, conditions: &[&'a raw::When]) -> Vec<&'a Range<usize>> {
    let raw::Envelope {
        is_error,
        each,
        embedded,
        code,
        message,
        retryable,
        request_id,
        documentation_url,
        parameter,
        details: _,
        status,
        fields: _,
    } = &catalog.envelope.value;
    let tests = is_error.iter().map(|test| &test.pointer);
    let places = [code, message, retryable, request_id, documentation_url, parameter, status];
    let places = places.into_iter().flat_map(|locations| locations.iter()).map(|location| match location {
        Location::Pointer(at) | Location::Header(at) => at,
    });
    let in_body = catalog.wait.iter().filter(|wait| wait.header.is_none());
    let waits = in_body.filter_map(|wait| wait.pointer.as_ref());
    let conditions = conditions.iter().filter_map(|when| when.header.as_ref().or(when.pointer.as_ref()));
    let lists = each.iter().chain(embedded.iter());
    tests.chain(places).chain(waits).chain(conditions).chain(lists).map(|at| &at.span).collect()
}
