//! The whole model as JSON, for the reference and for commands. Each function takes its type apart, so
//! that a new field breaks it.

use serde_json::{Value, json};

use super::words;
use crate::artifact::{Artifact, COMMAND, MARKER};
use crate::model::{
    Body, Catalogs, Condition, Deprecated, Embedded, Entry, Envelope, Example, Expect, Expected,
    ExpectedWait, Family, Field, Http, Location, Member, Place, RetryRule, Rule, Scalar, Schedule, Source,
    StatusRule, Vendor, WaitSource, When,
};

/// `catalog.json`.
pub(super) fn artifact(catalogs: &Catalogs) -> Artifact {
    let json = json!({
        MARKER: format!("by {COMMAND} from catalog/*.yaml: change that, not this"),
        "format": 1,
        "vendors": catalogs.vendors.iter().map(vendor).collect::<Vec<_>>(),
    });
    Artifact::new("docs/catalog.json", format!("{json:#}\n"))
}

fn vendor(vendor: &Vendor) -> Value {
    let Vendor {
        id,
        module,
        type_name: _,
        title,
        about,
        stability,
        complete,
        sources,
        documentation_url,
        envelope: envelope_,
        waits,
        // Each stands where it is used.
        conditions: _,
        schedule: schedule_,
        no_response,
        statuses,
        families,
        details,
        details_type,
        groups: _,
        entries,
        examples,
    } = vendor;
    json!({
        "id": id,
        "module": module,
        "title": title,
        "about": about,
        "stability": stability.as_str(),
        "complete": complete,
        "sources": sources.iter().map(source).collect::<Vec<_>>(),
        "documentation_url": documentation_url,
        "envelope": envelope(envelope_),
        "waits": waits.iter().map(wait).collect::<Vec<_>>(),
        "schedule": schedule(schedule_),
        "no_response": no_response.as_ref().map(rule),
        "statuses": statuses.iter().map(status_rule).collect::<Vec<_>>(),
        "families": families.iter().map(family).collect::<Vec<_>>(),
        "details": members(details),
        "details_type": details_type,
        "codes": entries.iter().map(|of| entry(id, of)).collect::<Vec<_>>(),
        "examples": examples.iter().map(example).collect::<Vec<_>>(),
    })
}

/// A page that facts come from.
#[must_use]
pub fn source(source: &Source) -> Value {
    let Source { id, title, retrieved, url } = source;
    json!({ "id": id, "title": title, "retrieved": retrieved, "url": url })
}

fn envelope(envelope: &Envelope) -> Value {
    let Envelope { is_error, each, embedded, places } = envelope;
    json!({
        "is_error": is_error.iter().map(|test| {
            let mut json = json!({ "pointer": pointer(&test.pointer) });
            extend(&mut json, condition(&test.condition));
            json
        }).collect::<Vec<_>>(),
        "each": each.as_ref().map(pointer),
        "embedded": match embedded {
            Embedded::Nowhere => json!([]),
            Embedded::AnyList => json!("any_list"),
            Embedded::Lists(lists) => json!(lists.iter().map(pointer).collect::<Vec<_>>()),
        },
        "places": places.iter().map(place).collect::<Vec<_>>(),
    })
}

fn condition(condition: &Condition) -> Value {
    match condition {
        Condition::Present => json!({ "present": true }),
        Condition::Equals(values) => json!({ "equals": scalars(values) }),
        Condition::NotEquals(values) => json!({ "not_equals": scalars(values) }),
    }
}

/// The condition as a member of its own, where there is one.
fn with_when(json: &mut Value, when: Option<&When>) {
    if let Some(When { location: at, condition: of }) = when {
        let mut when = location(at);
        extend(&mut when, condition(of));
        extend(json, json!({ "when": when }));
    }
}

fn scalars(values: &[Scalar]) -> Value {
    let scalar = |value: &Scalar| match value {
        Scalar::Bool(value) => json!(value),
        Scalar::Integer(value) => json!(value),
        Scalar::Text(value) => json!(value),
    };
    values.iter().map(scalar).collect()
}

fn place(place: &Place) -> Value {
    let Place { field, location: at } = place;
    let field = match field {
        Field::Code => "code",
        Field::Message => "message",
        Field::Retryable => "retryable",
        Field::RequestId => "request_id",
        Field::DocumentationUrl => "documentation_url",
        Field::Parameter => "parameter",
        Field::Details => "details",
        Field::Status => "status",
        Field::Other(name) => return json!({ "field": "other", "name": name, "at": location(at) }),
    };
    json!({ "field": field, "at": location(at) })
}

fn location(location: &Location) -> Value {
    match location {
        Location::Pointer(at) => json!({ "pointer": pointer(at) }),
        Location::Header(name) => json!({ "header": name }),
    }
}

fn pointer(pointer: &crate::model::Pointer) -> String {
    if pointer.0.is_empty() { String::new() } else { words::pointer(pointer) }
}

/// A place that says how long to wait.
#[must_use]
pub fn wait(wait: &WaitSource) -> Value {
    let WaitSource { location: at, encoding, when } = wait;
    let mut json = json!({ "at": location(at), "encoding": encoding.as_str() });
    with_when(&mut json, when.as_ref());
    json
}

/// How often to try, and the waits in seconds.
#[must_use]
pub fn schedule(schedule: &Schedule) -> Value {
    let Schedule { max_attempts, initial, factor_millis, max, attempts_documented, backoff_documented } =
        schedule;
    json!({
        "max_attempts": max_attempts,
        "max_attempts_documented": attempts_documented,
        "initial": initial.as_secs_f64(),
        "factor": f64::from(*factor_millis) / 1000.0,
        "max": (*max != std::time::Duration::MAX).then_some(max.as_secs_f64()),
        "backoff_documented": backoff_documented,
    })
}

fn rule(rule: &Rule) -> Value {
    let Rule { category, retry: retry_, meaning, action, inferred } = rule;
    json!({
        "category": category.as_str(),
        "canonical": category.canonical(),
        "retry": retry_.as_ref().map(retry),
        "meaning": meaning,
        "action": action,
        "inferred": inferred,
    })
}

/// What holds for a status.
#[must_use]
pub fn status_rule(status_rule: &StatusRule) -> Value {
    let StatusRule { status, success, when, rule: of } = status_rule;
    let mut json = json!({ "status": status.to_string(), "success": success });
    with_when(&mut json, when.as_ref());
    let facts = if *success { json!({ "meaning": of.meaning }) } else { rule(of) };
    extend(&mut json, facts);
    json
}

/// What holds for the unknown codes of a family.
#[must_use]
pub fn family(family: &Family) -> Value {
    let Family { prefix, rule: of } = family;
    let mut json = json!({ "prefix": prefix });
    extend(&mut json, rule(of));
    json
}

fn extend(json: &mut Value, more: Value) {
    if let (Value::Object(json), Value::Object(more)) = (json, more) {
        json.extend(more);
    }
}

fn retry(retry: &RetryRule) -> Value {
    let RetryRule { kind, documented, max_attempts, default_wait, change, window } = retry;
    json!({
        "kind": kind.as_str(),
        "documented": documented,
        "max_attempts": max_attempts,
        "default_wait": default_wait.map(|wait| wait.as_secs_f64()),
        "change": change,
        "window": window.map(|window| window.as_str()),
    })
}

/// A code with all its facts; its `url` is relative to the reference.
#[must_use]
pub fn entry(vendor: &str, entry: &Entry) -> Value {
    let Entry {
        code,
        name,
        anchor,
        aliases,
        group,
        http,
        category,
        retry: retry_,
        meaning,
        action,
        details,
        details_type,
        inferred,
        source,
        since,
        deprecated,
        examples,
    } = entry;
    json!({
        "code": code,
        "name": name,
        "aliases": aliases,
        "group": group,
        "http": match http {
            Http::Unstated => Value::Null,
            Http::NotApplicable => json!("none"),
            Http::Statuses(patterns) => patterns.iter().map(ToString::to_string).collect(),
        },
        "category": category.as_str(),
        "canonical": category.canonical(),
        "retry": retry_.as_ref().map(retry),
        "meaning": meaning,
        "action": action,
        "details": members(details),
        "details_type": details_type,
        "inferred": inferred,
        "source": source,
        "since": since,
        "deprecated": deprecated.as_ref().map(|Deprecated { since, note, replaced_by }| {
            json!({ "since": since, "note": note, "replaced_by": replaced_by })
        }),
        "url": format!("{vendor}.md#{anchor}"),
        "examples": examples.iter().map(example).collect::<Vec<_>>(),
    })
}

fn members(members: &[Member]) -> Value {
    members
        .iter()
        .map(|Member { name, ident: _, kind }| json!({ "name": name, "type": kind.as_str() }))
        .collect()
}

fn example(example: &Example) -> Value {
    let Example { title, test_name: _, status, headers, body, expect } = example;
    json!({
        "title": title,
        "status": status,
        "headers": headers,
        "body": match body {
            Body::Empty => Value::Null,
            Body::Text(text) => json!(text),
            Body::Json(json) => json.clone(),
        },
        "expect": match expect {
            Expect::NoError => json!("none"),
            Expect::Verdict(one) => expected(one),
            Expect::Verdicts(many) => many.iter().map(expected).collect(),
        },
    })
}

fn expected(expected: &Expected) -> Value {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    json!({
        "code": code,
        "raw_code": raw_code,
        "category": category.map(|category| category.as_str()),
        "retry": retry.map(|retry| retry.as_str()),
        "wait": wait.as_ref().map(|wait| match wait {
            ExpectedWait::None => json!("none"),
            ExpectedWait::For(time) => json!(time.as_secs_f64()),
            ExpectedWait::Until(time) => json!(time),
        }),
        "basis": basis,
        "change": change,
        "request_id": request_id,
    })
}
