//! Places of the envelope, and of conditions, that no example has anything at.

use std::borrow::Cow;
use std::fmt::Display;
use std::ops::Range;

use errcat_core::Wait;
use errcat_core::table::Encoding;
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
    let shown = ExampleBodies::of(envelope, &bodies);
    let absolute = within_each(lints, envelope, &shown);
    // Without examples all places would be reported, which helps no one.
    if examples.is_empty() {
        return;
    }
    waits(lints, subject, &examples, &shown);
    // Nor does it without a body that shows anything.
    if bodies.is_empty() {
        return;
    }
    for test in envelope.is_error.iter() {
        unseen(lints, test.place(), &examples, |pointer| shown.has_in_item(pointer));
    }
    for each in envelope.each.iter().filter(|each| !shown.has_list(each)) {
        add(lints, each);
    }
    for list in envelope.embedded.iter() {
        if matches!(&list.value, EmbeddedList::At(pointer) if !shown.has_list(pointer)) {
            add(lints, list);
        }
    }
    let facts = envelope.facts().flat_map(|(.., locations)| locations.iter().map(|of| of.place()));
    for of in facts.chain(catalog.conditions().map(|when| when.place())) {
        unseen(lints, of, &examples, |pointer| shown.has_fact(pointer) || absolute.contains(&pointer.span));
    }
}

/// The places of facts that are written with the list of errors that they are within, and an element's number. Where
/// no example has anything there, that is a mistake, whatever else the examples show.
fn within_each(
    lints: &mut Lints<'_>,
    envelope: &raw::Envelope,
    shown: &ExampleBodies<'_>,
) -> Vec<Range<usize>> {
    let Some(each) = &envelope.each else { return Vec::new() };
    let mut reported = Vec::new();
    for pointer in envelope.facts().flat_map(|(.., of)| of.iter()).filter_map(|of| of.pointer.as_ref()) {
        let Some(relative) = pointer.relative_to(each).filter(|_| !shown.has_fact(pointer)) else { continue };
        let message = format!(
            "`{}` begins with the list at `{}`, within which it is looked for",
            pointer.value.to_string().escape_debug(),
            each.value.to_string().escape_debug()
        );
        let help = "write the place relative to an error of the list";
        if let Some(finding) = lints.add(RULE, &[], &pointer.span, message, help) {
            finding.correct(Some(&relative.to_string()));
        }
        reported.push(pointer.span.clone());
    }
    reported
}

/// The places of waits, and how the waits are written there.
fn waits(lints: &mut Lints<'_>, subject: Subject<'_>, examples: &[&raw::Example], shown: &ExampleBodies<'_>) {
    for wait in subject.read.catalog.waits() {
        let is_unseen = unseen(lints, wait.place(), examples, |pointer| shown.has_fact(pointer));
        if !is_unseen && let Some(encoding) = &wait.encoding {
            unread(lints, wait, encoding, &texts_at(wait, examples, shown));
        }
    }
}

/// Reports a place that no example has anything at, and says whether it is one; `is_shown` says it of a pointer.
fn unseen(
    lints: &mut Lints<'_>,
    of: PlaceOf<'_>,
    examples: &[&raw::Example],
    is_shown: impl Fn(&Spanned<Pointer>) -> bool,
) -> bool {
    let pointer = of.pointer.filter(|pointer| !is_shown(pointer));
    let header = of.header.filter(|name| !examples.iter().any(|example| has_header(example, name)));
    pointer.into_iter().for_each(|pointer| add(lints, pointer));
    header.into_iter().for_each(|name| add(lints, name));
    pointer.is_some() || header.is_some()
}

/// What the examples have at the place of a wait.
fn texts_at(wait: &raw::WaitSource, examples: &[&raw::Example], shown: &ExampleBodies<'_>) -> Vec<String> {
    let of = wait.place();
    let in_bodies = of.pointer.into_iter().flat_map(|pointer| {
        shown.facts.iter().flat_map(|fact| pointer.find_all(fact)).map(|found| match found {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    });
    let in_headers = of.header.into_iter().flat_map(|name| texts_in_header(examples.iter().copied(), name));
    in_bodies.chain(in_headers).collect()
}

/// What these examples have in the headers of a name.
pub(super) fn texts_in_header<'e>(
    examples: impl Iterator<Item = &'e raw::Example>,
    name: &HeaderName,
) -> impl Iterator<Item = String> {
    let headers = examples.flat_map(|example| example.headers.iter());
    headers.filter(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.value.to_string())
}

/// A wait that no example has in its encoding, though something is there.
fn unread(lints: &mut Lints<'_>, wait: &raw::WaitSource, encoding: &Spanned<Encoding>, texts: &[String]) {
    // What is a part of another text is not looked into.
    if wait.part().is_whole() && !texts.iter().any(|text| Wait::parse(text, encoding.value).is_some()) {
        let message = format!("no example has a wait in `{}` there", encoding.value);
        let help = "fix the encoding, or add an example whose response has such a wait";
        lints.add(RULE, &[], &encoding.span, message, help);
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
