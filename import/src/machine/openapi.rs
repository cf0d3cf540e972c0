//! An OpenAPI 3 or Swagger 2 document: its responses by status, and the enums of codes in its schemas of errors.

mod reference;

mod enums;

mod walk;

mod examples;
mod responses;

use std::collections::HashSet;

use serde_json::Value;

use super::tree;
use crate::envelope::Envelope;
use crate::error::Unreadable;
use crate::fact::Fact;
use crate::facts::Facts;
use crate::samples;
use crate::source::{Kind, SourceText};
use crate::yaml;
use reference::Document;
use walk::{CodeEnum, CodePlace, Walk};

/// The most places that a draft tries for the code.
const MOST_PLACES: usize = 4;

/// Reads the responses and the codes of a document.
pub(super) fn read(file: &SourceText<'_>) -> Result<Facts, Unreadable> {
    let root = tree::yaml(file)?;
    if root.get("openapi").is_none() && root.get("swagger").is_none() {
        let message =
            "this is neither an OpenAPI nor a Swagger document: it has no `openapi` and no `swagger`";
        return Err(Unreadable::whole(
            file,
            message,
            "give the whole document, or name the kind with --from",
        ));
    }
    let document = Document { root: &root };
    let mut facts = Facts::of(Kind::OpenApi);
    facts.title = root.pointer("/info/title").and_then(Value::as_str).map(str::to_owned);
    let statuses = responses::by_status(document);
    let mut walk = Walk::new(document);
    for status in &statuses {
        for schema in &status.schemas {
            walk.root(schema, status.status.as_deref());
        }
    }
    named(document, &mut walk);
    if walk.is_exhausted() {
        facts.notes.push(
            "TODO: the document has more schemas of errors than are read; some may be missing".to_owned(),
        );
    }
    for of in &walk.enums {
        codes(document, &mut facts, of);
    }
    facts.statuses = statuses.iter().filter_map(responses::Status::fact).collect();
    facts.envelope = envelope(&walk.places, statuses.iter().flat_map(|status| &status.waits));
    let place = best(&walk.places);
    for status in &statuses {
        examples::add(document, &mut facts, status, place);
    }
    Ok(facts)
}

/// Words in the name of an enum of errors that holds something else than codes.
const NOT_CODES: &[&str] = &["category", "severity", "level", "location", "source", "display", "format"];

/// The schemas whose names say that they are of errors, whether or not a response has them.
fn named<'v>(document: Document<'v>, walk: &mut Walk<'v>) {
    for (name, schema) in document.schemas() {
        let lower = name.to_ascii_lowercase();
        let status = crate::cells::status(name).filter(|status| responses::is_error(status));
        if status.is_some() {
            walk.root(schema, status.as_deref());
        } else if lower.contains("error") && !NOT_CODES.iter().any(|word| lower.contains(word)) {
            walk.named(name, schema);
        }
    }
}

fn codes(document: Document<'_>, facts: &mut Facts, of: &CodeEnum<'_>) {
    if of.statuses.len() > 1 {
        let statuses: Vec<&str> = of.statuses.iter().map(String::as_str).take(20).collect();
        facts.notes.push(format!(
            "The codes of {} come with any of the statuses {}.",
            of.title,
            statuses.join(", ")
        ));
    }
    for value in enums::values(document, of.schema) {
        let statuses = match of.statuses.iter().next() {
            Some(only) if of.statuses.len() == 1 => vec![only.clone()],
            _ => Vec::new(),
        };
        if let Some(known) = facts.fact(&value.value) {
            // The same code under another status.
            known.statuses.extend(
                statuses.into_iter().filter(|status| !known.statuses.contains(status)).collect::<Vec<_>>(),
            );
            continue;
        }
        let mut fact = Fact { statuses, name: value.name, ..Fact::default() };
        fact.texts.extend(value.text.map(|text| ("description".to_owned(), text)));
        facts.entry(Some(&of.title), &value.value, fact);
    }
}

/// The place of the code that most likely is that of every error.
fn best<'p, 'v>(places: &'p [CodePlace<'v>]) -> Option<&'p CodePlace<'v>> {
    places.iter().min_by_key(|place| place.rank)
}

fn envelope<'w>(places: &[CodePlace<'_>], waits: impl Iterator<Item = &'w String>) -> Option<Envelope> {
    let mut envelope =
        Envelope { doubt: "check; this is what the schemas have".to_owned(), ..Envelope::default() };
    let mut seen = HashSet::new();
    envelope.waits = waits.filter(|wait| seen.insert(*wait)).cloned().collect();
    let Some(best) = best(places) else {
        return (!envelope.waits.is_empty()).then_some(envelope);
    };
    envelope.each = best.each.as_deref().map(yaml::text);
    let mut pointers = vec![yaml::text(&best.pointer())];
    for place in places.iter().filter(|place| {
        place.each == best.each && place.rank.is_of_responses() == best.rank.is_of_responses()
    }) {
        let pointer = yaml::text(&place.pointer());
        if pointers.len() < MOST_PLACES && !pointers.contains(&pointer) {
            pointers.push(pointer);
        }
    }
    let code = match &*pointers {
        [only] => only.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    envelope.places.push(("code", code));
    let has = |field: &str, name: &str| {
        best.siblings.iter().any(|(sibling, kind)| {
            *sibling == name
                && match field {
                    "status" => kind.contains(&"integer") || kind.contains(&"number"),
                    "details" => kind.contains(&"object"),
                    _ => true,
                }
        })
    };
    for (field, name) in samples::members_of(has) {
        if name != best.name {
            envelope
                .places
                .push((field, yaml::text(&format!("{}/{}", best.object, yaml::pointer_part(name)))));
        }
    }
    Some(envelope)
}
