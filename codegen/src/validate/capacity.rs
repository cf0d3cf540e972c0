//! How much an envelope may hold: what the runtime has no room for would not be looked for.

use std::collections::HashSet;
use std::ops::Range;

use super::Report;
use crate::notation;
use crate::parse::shape::{OneOrMany, Spanned};
use crate::raw::{self, Location};

/// How many places are read at once: those of tests, of facts, and of waits in the body.
const MAX_PLACES: usize = 31;
/// How many member names there may be on the way to them.
const MAX_NAMES: usize = 61;

pub(super) fn places(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let mut plan = Plan { each: catalog.envelope.each.is_some(), ..Plan::default() };
    if let Err((span, what)) = plan.take(catalog) {
        report.add(
            "envelope-size",
            &span,
            format!("the envelope and the waits have more than {what}"),
            "leave out the places that the vendor uses least; `details` and `fields` don't count",
        );
    }
}

#[derive(Default)]
struct Plan {
    each: bool,
    places: usize,
    /// The ways to the places, each from the body or from an element of the list of errors.
    names: HashSet<(From, Vec<String>)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum From {
    Body,
    Element,
}

/// The first place that finds no room, and what there is too much of.
type TooMuch = (Range<usize>, String);

impl Plan {
    /// In the order in which the runtime makes room.
    fn take(&mut self, catalog: &raw::Catalog) -> Result<(), TooMuch> {
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
        let inside = if self.each { From::Element } else { From::Body };
        for test in is_error.iter() {
            self.place(&test.pointer.span)?;
            self.path(From::Body, &test.pointer)?;
        }
        for locations in [code, message, retryable, request_id, documentation_url, parameter, status] {
            self.locations(inside, locations)?;
        }
        for pointer in catalog.wait.iter().filter_map(|wait| wait.pointer.as_ref()) {
            self.place(&pointer.span)?;
            self.path(inside, pointer)?;
        }
        let lists = embedded.iter().filter(|list| list.value != "any_list");
        each.iter().chain(lists).try_for_each(|list| self.path(From::Body, list))
    }

    fn locations(&mut self, from: From, locations: &OneOrMany<Location>) -> Result<(), TooMuch> {
        for location in locations.iter() {
            match location {
                Location::Header(name) => self.place(&name.span)?,
                Location::Pointer(pointer) => {
                    self.place(&pointer.span)?;
                    self.path(from, pointer)?;
                }
            }
        }
        Ok(())
    }

    fn place(&mut self, span: &Range<usize>) -> Result<(), TooMuch> {
        self.places += 1;
        if self.places > MAX_PLACES { Err((span.clone(), format!("{MAX_PLACES} places"))) } else { Ok(()) }
    }

    fn path(&mut self, from: From, pointer: &Spanned<String>) -> Result<(), TooMuch> {
        let segments = notation::pointer(&pointer.value).unwrap_or_default();
        for end in 1..=segments.len() {
            self.names.insert((from, segments.iter().take(end).cloned().collect()));
        }
        if self.names.len() > MAX_NAMES {
            return Err((pointer.span.clone(), format!("{MAX_NAMES} names on the way to their places")));
        }
        Ok(())
    }
}
