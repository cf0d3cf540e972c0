//! Places of the envelope, and of conditions, that no example has anything at.

use std::borrow::Cow;
use std::fmt::Display;

use serde_json::Value;

use super::judged::Judged;
use super::{Lints, Subject};
use crate::notation::{EmbeddedList, HeaderName, Pointer};
use crate::raw::{self, Location};
use crate::read::Spanned;

pub(super) fn unexercised(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    let envelope = &catalog.envelope.value;
    let examples: Vec<&raw::Example> = catalog.all_examples().map(|example| &example.value).collect();
    let bodies: Vec<Cow<'_, Value>> =
        examples.iter().zip(subject.examples).flat_map(|(example, judged)| bodies(example, judged)).collect();
    // Without a body that shows anything, all places would be reported and nobody helped.
    if bodies.is_empty() {
        return;
    }
    let shown = Shown::of(envelope, &bodies);
    for test in envelope.is_error.iter().filter(|test| !shown.has_in_item(&test.pointer)) {
        add(lints, &test.pointer);
    }
    for each in envelope.each.iter().filter(|each| !shown.has_list(each)) {
        add(lints, each);
    }
    for list in envelope.embedded.iter() {
        if matches!(&list.value, EmbeddedList::At(pointer) if !shown.has_list(pointer)) {
            add(lints, list);
        }
    }
    for location in envelope.facts().flat_map(|(.., locations)| locations.iter()) {
        match location {
            Location::Pointer(pointer) if !shown.has_fact(pointer) => add(lints, pointer),
            Location::Header(name) if !examples.iter().any(|example| has_header(example, name)) => {
                add(lints, name);
            }
            Location::Pointer(_) | Location::Header(_) => {}
        }
    }
    for when in catalog.conditions() {
        let unseen_header =
            |name: &&Spanned<HeaderName>| !examples.iter().any(|example| has_header(example, name));
        when.pointer
            .iter()
            .filter(|pointer| !shown.has_fact(pointer))
            .for_each(|pointer| add(lints, pointer));
        when.header.iter().filter(unseen_header).for_each(|name| add(lints, name));
    }
}

fn add<T: Display>(lints: &mut Lints<'_>, place: &Spanned<T>) {
    lints.add(
        "unexercised-place",
        &[],
        &place.span,
        format!("no example has anything at `{}`", place.value.to_string().escape_debug()),
        "mend the place, or add an example whose response has it",
    );
}

/// The bodies of the examples, by what places are relative to.
struct Shown<'a> {
    bodies: Vec<&'a Value>,
    /// What tests look at: bodies and items.
    items: Vec<&'a Value>,
    /// What holds facts: elements of the list of errors, or else bodies; and items.
    facts: Vec<&'a Value>,
}

impl<'a> Shown<'a> {
    fn of(envelope: &raw::Envelope, bodies: &'a [Cow<'_, Value>]) -> Self {
        let bodies: Vec<&Value> = bodies.iter().map(AsRef::as_ref).collect();
        let mut embedded = Vec::new();
        for body in &bodies {
            for list in envelope.embedded.iter() {
                match &list.value {
                    EmbeddedList::Any => all_elements(body, &mut embedded),
                    EmbeddedList::At(pointer) => embedded.extend(elements(body, pointer)),
                }
            }
        }
        let mut facts: Vec<&Value> = match &envelope.each {
            Some(each) => bodies.iter().flat_map(|body| elements(body, each)).collect(),
            None => bodies.clone(),
        };
        facts.extend(&embedded);
        let items = bodies.iter().copied().chain(embedded).collect();
        Self { bodies, items, facts }
    }

    fn has_in_item(&self, pointer: &Pointer) -> bool {
        self.items.iter().any(|item| has(item, pointer))
    }

    fn has_list(&self, pointer: &Pointer) -> bool {
        self.bodies.iter().any(|body| !elements(body, pointer).is_empty())
    }

    fn has_fact(&self, pointer: &Pointer) -> bool {
        self.facts.iter().any(|fact| has(fact, pointer))
    }
}

fn has(value: &Value, pointer: &Pointer) -> bool {
    pointer.find(value).is_some_and(|found| !found.is_null())
}

fn elements<'a>(body: &'a Value, pointer: &Pointer) -> Vec<&'a Value> {
    pointer.find(body).and_then(Value::as_array).into_iter().flatten().collect()
}

fn all_elements<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(elements) => {
            found.extend(elements);
            elements.iter().for_each(|element| all_elements(element, found));
        }
        Value::Object(members) => members.values().for_each(|member| all_elements(member, found)),
        _ => {}
    }
}

/// The body as JSON; where it is written as text, what that is read as.
fn bodies<'a>(example: &'a raw::Example, judged: &Judged<'_>) -> Vec<Cow<'a, Value>> {
    match example.body.as_ref().map(|body| &body.value) {
        None => Vec::new(),
        Some(Value::String(_)) => judged.trees().into_iter().map(Cow::Owned).collect(),
        Some(json) => vec![Cow::Borrowed(json)],
    }
}

fn has_header(example: &raw::Example, name: &HeaderName) -> bool {
    example.headers.iter().any(|(given, _)| given.eq_ignore_ascii_case(name))
}
