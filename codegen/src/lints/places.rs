//! Places of the envelope, and of conditions, that no example has anything at.

use std::borrow::Cow;
use std::fmt::Display;

use serde_json::Value;

use super::judged::Judged;
use super::{Lints, Subject};
use crate::notation::{EmbeddedList, HeaderName, Pointer, inside};
use crate::raw::{self, PlaceOf};
use crate::read::Spanned;

pub(super) const RULE: &str = "unexercised-place";

pub(super) fn unexercised(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    let envelope = &catalog.envelope.value;
    let examples: Vec<&raw::Example> = catalog.all_examples().map(|example| &example.value).collect();
    let bodies: Vec<Cow<'_, Value>> =
        examples.iter().zip(subject.examples).flat_map(|(example, judged)| bodies(example, judged)).collect();
    // Without a body that shows anything, all places would be reported, which helps no one.
    if bodies.is_empty() {
        return;
    }
    let shown = ExampleBodies::of(envelope, &bodies);
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
    let unseen = |lints: &mut Lints<'_>, of: PlaceOf<'_>| {
        if let Some(pointer) = of.pointer.filter(|pointer| !shown.has_fact(pointer)) {
            add(lints, pointer);
        }
        if let Some(name) = of.header.filter(|name| !examples.iter().any(|example| has_header(example, name)))
        {
            add(lints, name);
        }
    };
    for location in envelope.facts().flat_map(|(.., locations)| locations.iter()) {
        unseen(lints, location.place());
    }
    for when in catalog.conditions() {
        unseen(lints, when.place());
    }
    for wait in catalog.waits() {
        unseen(lints, wait.place());
    }
}

fn add<T: Display>(lints: &mut Lints<'_>, place: &Spanned<T>) {
    // A misspelt name is why.
    if lints.has_at("header-spelling", &place.span) {
        return;
    }
    lints.add(
        RULE,
        &[],
        &place.span,
        format!("no example has anything at `{}`", place.value.to_string().escape_debug()),
        "fix the place, or add an example whose response has it",
    );
}

/// The bodies of the examples, by what places are relative to.
struct ExampleBodies<'a> {
    bodies: Vec<&'a Value>,
    /// What tests look at: bodies and items.
    items: Vec<&'a Value>,
    /// What holds facts: elements of the list of errors, or else bodies; and items.
    facts: Vec<&'a Value>,
}

impl<'a> ExampleBodies<'a> {
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
    pointer.find_all(value).iter().any(|found| !found.is_null())
}

/// The elements of the lists at a pointer. A last `*` stands for what is in a list or an object.
fn elements<'a>(body: &'a Value, pointer: &Pointer) -> Vec<&'a Value> {
    match pointer.without_last_any() {
        Some(container) => Pointer(container.to_vec()).find_all(body).into_iter().flat_map(inside).collect(),
        None => pointer.find_all(body).into_iter().filter_map(Value::as_array).flatten().collect(),
    }
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
