//! Bodies of errors that a document shows.

use serde_json::Value;

use super::reference::Document;
use super::responses::Status;
use super::walk::CodePlace;
use crate::fact::Example;
use crate::facts::Facts;
use crate::machine::tree;
use crate::yaml;

/// The most examples of one code.
const MOST_OF_CODE: usize = 3;

/// The most examples of no code that is known.
const MOST_OTHERS: usize = 20;

/// Adds the examples of a status: to the code that each of them has, or to the end.
pub(super) fn add(
    document: Document<'_>,
    facts: &mut Facts,
    status: &Status<'_>,
    place: Option<&CodePlace<'_>>,
) {
    for (title, body) in status.responses.iter().flat_map(|response| shown(document, response)) {
        let Some(yaml) = yaml::flow(body) else {
            let note = "an example is too long or too deep to be taken over, and was left out";
            if !facts.notes.iter().any(|known| known == note) {
                facts.notes.push(note.to_owned());
            }
            continue;
        };
        let code = place.and_then(|place| code(body, place));
        let example = Example {
            title,
            status: status.status.clone().filter(|status| !status.contains('x')),
            code,
            body: yaml,
        };
        let known = example.code.clone().and_then(|code| facts.fact(&code));
        let (list, most) = match known {
            Some(fact) => (&mut fact.examples, MOST_OF_CODE),
            None => (&mut facts.examples, MOST_OTHERS),
        };
        let is_new =
            list.iter().all(|other| (&other.body, &other.status) != (&example.body, &example.status));
        if list.len() < most && is_new {
            list.push(example);
        }
    }
    // A code that no enum has is none of the draft's.
    facts.examples.iter_mut().for_each(|example| example.code = None);
}

/// The bodies that a response shows, each with the document's name for it.
fn shown<'v>(document: Document<'v>, response: &'v Value) -> Vec<(Option<String>, &'v Value)> {
    let mut shown: Vec<(Option<String>, &'v Value)> = Vec::new();
    for (_, media) in tree::members(response, "content") {
        shown.extend(media.get("example").map(|body| (None, body)));
        for (name, example) in tree::members(media, "examples") {
            let title = tree::text(document.resolve(example), "summary").unwrap_or(name);
            shown.extend(document.resolve(example).get("value").map(|body| (Some(title.to_owned()), body)));
        }
        shown.extend(
            media
                .get("schema")
                .and_then(|schema| document.resolve(schema).get("example"))
                .map(|body| (None, body)),
        );
    }
    // Swagger 2 has one for each media type.
    shown.extend(tree::members(response, "examples").map(|(_, body)| (None, body)));
    shown.extend(
        response
            .get("schema")
            .and_then(|schema| document.resolve(schema).get("example"))
            .map(|body| (None, body)),
    );
    shown
}

/// The code of a body.
fn code(body: &Value, place: &CodePlace<'_>) -> Option<String> {
    let error = match &place.each {
        Some(each) => body.pointer(each)?.get(0)?,
        None => body,
    };
    tree::scalar(error.pointer(&place.pointer())?)
}
