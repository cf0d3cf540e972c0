//! The JSON Schema of the documents, with the closed lists of words as they are declared.

use errcat_core::table::{Area, Encoding, Field, MemberKind, Stability};
use errcat_core::{Basis, Category, Failure, LimitScope, Party, Remedy, Retry, Window};
use serde_json::{Map, Value, json};

use crate::notation::{self, Vocabulary};

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// `catalog.json`: every vendor with all its codes.
    Catalogs,
    /// The list of the vendors of a site.
    Index,
    /// One vendor with all its codes.
    Vendor,
    /// One code.
    Code,
}

/// The JSON Schema (draft 2020-12) of a document. Members may be added in any release, so none is forbidden.
#[must_use]
pub fn schema(of: Document) -> Value {
    let (title, name) = match of {
        Document::Catalogs => ("errcat: every vendor", "catalogs"),
        Document::Index => ("errcat: the vendors of a site", "index"),
        Document::Vendor => ("errcat: a vendor", "vendor_document"),
        Document::Code => ("errcat: a code", "code_document"),
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "$ref": format!("#/$defs/{name}"),
        "$defs": definitions(),
    })
}

fn definitions() -> Value {
    let parts = [documents(), vendor(), code(), rules(), places(), examples()];
    parts.into_iter().fold(Map::new(), |all, part| all.into_iter().chain(part).collect()).into()
}

fn documents() -> Map<String, Value> {
    let head = [
        ("errcat", described("string", "the version of errcat that made the document")),
        ("format", described("integer", "grows when a member changes its meaning")),
    ];
    let with_head = |name: &str, value: Value| {
        let members = head.iter().cloned().chain([(name, value)]);
        object(members)
    };
    let listed = object([
        ("id", text()),
        ("title", text()),
        ("about", text()),
        ("codes", described("integer", "how many codes the vendor has")),
        ("url", described("string", "the vendor's page")),
        ("json", described("string", "the vendor's document")),
    ]);
    let document_of = |name: &str| {
        let head = object(head.iter().cloned());
        json!({ "allOf": [head, reference(name)] })
    };
    definitions_of([
        ("catalogs", with_head("vendors", list(reference("vendor")))),
        ("index", with_head("vendors", list(listed))),
        ("vendor_document", document_of("vendor")),
        ("code_document", {
            let mut document = document_of("code");
            document["properties"] = json!({ "vendor": described("string", "the id of the vendor") });
            document["required"] = json!(["vendor"]);
            document
        }),
    ])
}

fn vendor() -> Map<String, Value> {
    let host = object([
        ("pattern", described("string", "a host, in which a label `*` stands for any")),
        ("source", described("integer", "the position of its source")),
    ]);
    let required = [
        ("id", text()),
        ("module", described("string", "the Rust module")),
        ("title", text()),
        ("about", text()),
        ("area", or_null(words::<Area>())),
        ("stability", words::<Stability>()),
        ("complete", described("boolean", "whether the vendor publishes all of its codes")),
        ("sources", list(reference("source"))),
        ("hosts", list(host)),
        ("documentation_url", or_null(text())),
        ("envelope", reference("envelope")),
        ("waits", list(reference("wait"))),
        ("schedule", reference("schedule")),
        ("no_response", list(reference("unanswered"))),
        ("statuses", list(reference("status_rule"))),
        ("families", list(reference("family"))),
        ("details", list(reference("member"))),
        ("details_type", or_null(text())),
        ("codes", list(reference("code"))),
        ("examples", list(reference("example"))),
    ];
    let source = object([
        ("id", text()),
        ("title", text()),
        ("retrieved", json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" })),
        ("url", or_null(text())),
    ]);
    let schedule = object([
        ("max_attempts", described("integer", "tries in all")),
        ("max_attempts_documented", json!({ "type": "boolean" })),
        ("initial", described("number", "seconds before the second try")),
        ("factor", json!({ "type": "number" })),
        ("max", or_null(described("number", "seconds"))),
        ("backoff_documented", json!({ "type": "boolean" })),
    ]);
    let extends =
        ("extends", described("string", "the id of the vendor that gives what this one leaves out"));
    let max_wait = ("max_wait", described("number", "seconds; a longer wait is not worth it"));
    definitions_of([
        ("vendor", with_optional(object(required), [extends])),
        ("source", source),
        ("schedule", with_optional(schedule, [max_wait])),
    ])
}

fn code() -> Map<String, Value> {
    let required = [
        ("id", described("string", "the id of the vendor, a colon and the code; it stays")),
        ("code", text()),
        ("name", described("string", "the Rust variant")),
        ("aliases", list(text())),
        ("group", text()),
        ("http", json!({ "anyOf": [{ "type": "null" }, { "const": "none" }, list(text())] })),
        ("category", reference("category")),
        ("canonical", text()),
        ("retry", or_null(reference("retry"))),
        ("meaning", text()),
        ("action", or_null(text())),
        ("details", list(reference("member"))),
        ("details_type", or_null(text())),
        ("inferred", list(text())),
        ("source", or_null(described("integer", "the position among the vendor's sources"))),
        ("since", or_null(text())),
        ("deprecated", or_null(reference("deprecated"))),
        ("url", described("string", "the page of the code")),
        ("examples", list(reference("example"))),
    ];
    let optional = [
        ("remedy", reference("remedy")),
        ("who", reference("party")),
        ("scope", reference("limit_scope")),
        ("inherited_from", described("string", "the id of the vendor that it is inherited from")),
        ("variants", list(reference("variant"))),
    ];
    let variant = json!({
        "allOf": [
            reference("rule"),
            object([("when", reference("condition")), ("details", list(reference("member")))]),
        ],
    });
    let deprecated =
        object([("since", or_null(text())), ("note", or_null(text())), ("replaced_by", or_null(text()))]);
    definitions_of([
        ("code", with_optional(object(required), optional)),
        ("variant", variant),
        ("deprecated", deprecated),
        ("member", object([("name", text()), ("type", words::<MemberKind>())])),
    ])
}

fn rules() -> Map<String, Value> {
    let retry = object([
        ("kind", words::<Retry>()),
        ("documented", or_null(described("string", "what the vendor's page says"))),
        ("max_attempts", or_null(described("integer", "tries in all"))),
        ("default_wait", or_null(described("number", "seconds, where a response names no wait"))),
        ("change", or_null(described("string", "the change to make"))),
        ("window", or_null(words::<Window>())),
    ]);
    let rule = object([
        ("category", reference("category")),
        ("canonical", text()),
        ("retry", or_null(reference("retry"))),
        ("meaning", text()),
        ("action", or_null(text())),
        ("inferred", list(text())),
    ]);
    let optional =
        [("remedy", reference("remedy")), ("who", reference("party")), ("scope", reference("limit_scope"))];
    let status = object([("status", text()), ("success", json!({ "type": "boolean" })), ("meaning", text())]);
    let family = json!({ "allOf": [reference("rule"), object([("prefix", text())])] });
    let failures = list(words::<Failure>());
    let unanswered = json!({ "allOf": [reference("rule")], "properties": { "failures": failures } });
    definitions_of([
        ("category", words::<Category>()),
        ("remedy", words::<Remedy>()),
        ("party", words::<Party>()),
        ("limit_scope", words::<LimitScope>()),
        ("retry", retry),
        ("rule", with_optional(rule, optional)),
        ("status_rule", with_optional(status, [("when", reference("condition"))])),
        ("unanswered", unanswered),
        ("family", family),
    ])
}

fn places() -> Map<String, Value> {
    let pointer = json!({
        "anyOf": [text(), object([("path", text()), ("where", json!({ "type": "object" }))])],
    });
    let at = json!({
        "type": "object",
        "oneOf": [object([("pointer", reference("pointer"))]), object([("header", text())])],
    });
    let place = object([("field", words::<Field>()), ("at", reference("location"))]);
    let wait = object([("at", reference("location")), ("encoding", words::<Encoding>())]);
    let envelope = object([
        ("is_error", list(reference("condition"))),
        ("each", or_null(reference("pointer"))),
        ("embedded", json!({ "anyOf": [{ "const": "any_list" }, list(reference("pointer"))] })),
        ("places", list(reference("place"))),
    ]);
    definitions_of([
        ("pointer", pointer),
        ("location", at),
        ("condition", described("object", "a test of a place, `status`, or `all` or `any` of several")),
        ("place", with_optional(place, [("name", text())])),
        ("wait", with_optional(wait, [("when", reference("condition"))])),
        ("envelope", envelope),
    ])
}

fn examples() -> Map<String, Value> {
    let expected = object([
        ("code", or_null(text())),
        ("raw_code", or_null(text())),
        ("category", or_null(reference("category"))),
        ("retry", or_null(words::<Retry>())),
        ("wait", json!({ "type": ["null", "number", "string"] })),
        ("basis", or_null(words::<Basis>())),
        ("change", or_null(text())),
        ("request_id", or_null(text())),
    ]);
    let example = object([
        ("title", or_null(text())),
        ("status", or_null(json!({ "type": "integer" }))),
        ("headers", list(json!({ "type": "array", "items": text(), "minItems": 2, "maxItems": 2 }))),
        ("body", json!(true)),
        (
            "expect",
            json!({ "anyOf": [{ "const": "none" }, reference("expected"), list(reference("expected"))] }),
        ),
    ]);
    definitions_of([("expected", expected), ("example", example)])
}

fn definitions_of<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn described(of: &str, description: &str) -> Value {
    json!({ "type": of, "description": description })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn or_null(of: Value) -> Value {
    json!({ "anyOf": [of, { "type": "null" }] })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// One of the words of a closed list.
fn words<T: Vocabulary>() -> Value {
    json!({ "enum": notation::words::<T>() })
}

/// An object with these members.
fn object<'n>(members: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
    let members: Map<String, Value> =
        members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let required: Vec<&String> = members.keys().collect();
    json!({ "type": "object", "required": required, "properties": members })
}

/// The same, with members that are only there where there is something to say.
fn with_optional<'n>(mut object: Value, members: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
    for (name, value) in members {
        object["properties"][name] = value;
    }
    object
}
