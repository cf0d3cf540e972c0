//! What a vendor answers: each reply by its name.

use std::collections::BTreeMap;

use errcat_codegen::catalogs::{Example, Expect, Vendor};
use errcat_core::table::{Entry, Field, Location, Pointer, Scalar, Test};
use errcat_core::{AnyCode, Response, Verdict};
use serde_json::{Map, Value, json};

use crate::reply::Reply;

/// The name of a success.
pub(crate) const OK: &str = "ok";

/// What comes with an event beside its data, as catalogs write it.
const EVENT: &str = ":event";

/// Replies by their names; of one name there may be several.
#[derive(Debug, Clone, Default)]
pub struct Replies {
    /// Whose they are.
    pub(crate) title: String,
    by_name: BTreeMap<String, Vec<Reply>>,
}

impl Replies {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one more.
    #[must_use]
    pub fn with(mut self, name: &str, reply: Reply) -> Self {
        self.add(name, reply);
        self
    }

    /// What a vendor answers: the examples of its catalog by their codes, those of no code by the names of their tests,
    /// and for codes without an example what the envelope makes of the code, where that is read as it.
    #[must_use]
    pub fn of(vendor: &Vendor<'_>) -> Self {
        let mut replies = Self { title: vendor.table.title.to_owned(), by_name: BTreeMap::new() };
        let is_json =
            |example: &Example<'_>| serde_json::from_str::<Map<String, Value>>(example.body.as_str()).is_ok();
        let speaks_json = vendor.all_examples().any(is_json);
        for (entry, notes) in vendor.entries() {
            for example in notes.examples {
                replies.add(entry.code, of_example(example));
            }
            if notes.examples.is_empty()
                && speaks_json
                && let Some(made) = made(vendor, entry)
            {
                replies.add(entry.code, made);
            }
        }
        for example in vendor.examples {
            replies.add(example.test_name, of_example(example));
        }
        if !replies.by_name.contains_key(OK) {
            replies.add(OK, success(vendor));
        }
        replies
    }

    fn add(&mut self, name: &str, reply: Reply) {
        self.by_name.entry(name.to_owned()).or_default().push(reply);
    }

    /// Those of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&[Reply]> {
        self.by_name.get(name).map(Vec::as_slice)
    }

    /// The names, sorted, each with its replies.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[Reply])> {
        self.by_name.iter().map(|(name, replies)| (name.as_str(), replies.as_slice()))
    }
}

/// An example as it arrives.
fn of_example(example: &Example<'_>) -> Reply {
    let body = example.body.as_str();
    let event = example.headers.iter().find(|(name, _)| *name == EVENT).map(|(_, event)| *event);
    let body = match event {
        // A frame of a stream arrives in one.
        Some(event) => {
            let data: String = body.lines().map(|line| format!("data: {line}\n")).collect();
            format!("event: {}\n{data}\n", event.replace(['\r', '\n'], " "))
        }
        None => body.to_owned(),
    };
    // What came without a status, such as over a WebSocket, needs one here.
    let mut reply = Reply::new(example.status.unwrap_or(200), body);
    if event.is_some() {
        reply = reply.header("Content-Type", "text/event-stream");
    }
    for (name, value) in example.headers {
        reply = reply.header(name, value);
    }
    let title = example.title.unwrap_or(example.test_name);
    match example.status {
        Some(_) => reply.about(title),
        None => reply.about(&format!("{title} (comes without a status; sent with 200)")),
    }
}

/// A success: an example of one, or an empty object.
fn success(vendor: &Vendor<'_>) -> Reply {
    let is_success = |example: &&Example<'_>| {
        matches!(example.expect, Expect::NoError) && example.status.is_none_or(|status| status < 300)
    };
    match vendor.all_examples().find(is_success) {
        Some(example) => of_example(example),
        None => Reply::json(200, "{}").about("a success"),
    }
}

/// The simplest response with a code that the table reads as it; `None` where there is none, as places are of other
/// shapes.
fn made(vendor: &Vendor<'_>, entry: &Entry<'_>) -> Option<Reply> {
    let table = &vendor.table;
    let status = entry.http.statuses().first().map_or(400, |status| status.first());
    let of_place = |at: Location<'_>| match at {
        Location::Header(name) => Reply::json(status, "{}").header(name, entry.code),
        Location::Pointer(pointer) => {
            let mut body = json!({});
            let tested = table.envelope.is_error.iter().find_map(|check| match (check.at, check.test) {
                (Location::Pointer(at), Test::Equals([scalar, ..])) => Some((at, value(scalar))),
                _ => None,
            });
            if let Some((at, value)) = tested {
                put(&mut body, &at, value);
            }
            let code = entry.code.parse::<i64>().map_or_else(|_| json!(entry.code), |number| json!(number));
            put(&mut body, &pointer, code);
            Reply::json(status, body.to_string())
        }
    };
    let places =
        table.envelope.places.iter().filter(|place| place.field == Field::Code && place.part.is_none());
    let reply = places.map(|place| of_place(place.at)).find(|reply| is_read_as(vendor, entry, reply));
    reply.map(|reply| reply.about("made of the envelope; the catalog has no example"))
}

fn value(scalar: &Scalar<'_>) -> Value {
    match scalar {
        Scalar::Bool(flag) => json!(flag),
        Scalar::Integer(number) => json!(number),
        Scalar::Text(text) => json!(text),
    }
}

/// Puts a value where a pointer leads, through objects and to the first element of lists.
fn put(body: &mut Value, pointer: &Pointer<'_>, value: Value) {
    let mut here = body;
    for segment in pointer.segments {
        here = match *segment {
            Pointer::ANY | "0" => {
                if !here.is_array() {
                    *here = json!([Value::Null]);
                }
                match here.get_mut(0) {
                    Some(first) => first,
                    None => return,
                }
            }
            name => {
                if !here.is_object() {
                    *here = json!({});
                }
                let Value::Object(members) = here else { return };
                members.entry(name).or_insert(Value::Null)
            }
        };
    }
    *here = value;
}

/// Whether the table judges a reply by this entry.
fn is_read_as(vendor: &Vendor<'_>, entry: &Entry<'_>, reply: &Reply) -> bool {
    let headers: Vec<(String, Vec<u8>)> =
        reply.headers.iter().map(|(name, value)| (name.clone(), value.clone().into_bytes())).collect();
    let response = Response::new(reply.status).headers(&headers).body(&reply.body);
    let verdict: Option<Verdict<'_, AnyCode<'_>>> = vendor.table.classify(&response);
    verdict.and_then(|verdict| verdict.entry()).is_some_and(|found| found.code == entry.code)
}
