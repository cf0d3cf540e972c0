//! The catalogs as JSON, for the reference, for sites and for commands: the tables as they serialize, and what the
//! pages know besides.

mod schema;

use errcat_core::table::{Entry, Source, Table, Variant};
use serde_json::{Value, json};

use crate::catalogs::{Body, Catalogs, Example, Expect, Expected, ExpectedWait, Notes, Origin, Vendor};

pub use schema::{Document, schema};

/// The version of errcat, which documents name as `errcat`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version of the documents' form: it grows when a member changes its meaning.
pub const FORMAT: u32 = 1;

/// The address of a code, by the vendor's id, for its `url`.
pub type Address<'f> = &'f dyn Fn(&str, &Entry<'_>, &Notes<'_>) -> String;

/// The place of a code in the Markdown reference, relative to it.
#[must_use]
pub fn reference(vendor: &str, _: &Entry<'_>, notes: &Notes<'_>) -> String {
    format!("{vendor}.md#{}", notes.anchor)
}

/// The id of a code: it stays as long as the vendor's id and the code do.
#[must_use]
pub fn id(vendor: &str, code: &str) -> String {
    format!("{vendor}:{code}")
}

/// Every vendor with everything that is known about it.
pub(super) fn catalogs(catalogs: &Catalogs<'_>) -> Value {
    catalogs.vendors.iter().map(|of| vendor(of, &reference)).collect()
}

/// A vendor with everything that is known about it.
#[must_use]
pub fn vendor(vendor: &Vendor<'_>, address: Address<'_>) -> Value {
    let Table {
        id,
        title,
        about,
        area,
        stability,
        complete,
        sources,
        hosts: _,
        documentation_url,
        envelope,
        waits,
        plan: _,
        schedule,
        unanswered,
        statuses,
        families,
        entries: _,
        lookup: _,
    } = &vendor.table;
    let mut json = json!({
        "id": id,
        "module": vendor.module,
        "title": title,
        "about": about,
        "area": area,
        "stability": stability,
        "complete": complete,
        "sources": sources,
        "hosts": vendor.hosts().map(|(host, source)| json!({ "pattern": host.pattern, "source": source })).collect::<Vec<_>>(),
        "documentation_url": documentation_url,
        "envelope": envelope,
        "waits": waits,
        "schedule": schedule,
        "no_response": unanswered,
        "statuses": statuses,
        "families": families,
        "details": vendor.details.members.iter().map(|member| json!(member.of)).collect::<Vec<_>>(),
        "details_type": vendor.details.type_name,
        "codes": vendor.entries().map(|(of, notes)| entry(id, of, notes, address)).collect::<Vec<_>>(),
        "examples": vendor.examples.iter().map(example).collect::<Vec<_>>(),
    });
    if let Some(base) = vendor.extends {
        json["extends"] = json!(base.vendor);
    }
    json
}

/// A code with all its facts.
#[must_use]
pub fn entry(vendor: &str, entry: &Entry<'_>, notes: &Notes<'_>, address: Address<'_>) -> Value {
    let Entry { code, name, aliases, group, http, rule, variants, details, since, deprecated } = entry;
    let url = address(vendor, entry, notes);
    let mut json = json!({
        "id": id(vendor, code),
        "code": code,
        "name": name,
        "aliases": aliases,
        "group": group,
        "http": http,
        "category": rule.category,
        "canonical": rule.category.canonical(),
        "retry": rule.retry,
        "meaning": rule.meaning,
        "action": rule.action,
        "details": details,
        "details_type": notes.details.type_name,
        "inferred": rule.inferred,
        "source": notes.origin.source(),
        "since": since,
        "deprecated": deprecated,
        "url": url,
        "examples": notes.examples.iter().map(example).collect::<Vec<_>>(),
    });
    // What few entries have is left out of the others.
    let of_few = [
        ("remedy", rule.remedy.map(|remedy| json!(remedy))),
        ("who", rule.who.map(|who| json!(who))),
        ("scope", rule.scope.map(|scope| json!(scope))),
        (
            "inherited_from",
            match notes.origin {
                Origin::Source(_) => None,
                Origin::Inherited(base) => Some(json!(base.vendor)),
            },
        ),
        ("variants", (!variants.is_empty()).then(|| variants.iter().map(variant).collect())),
    ];
    for (name, value) in of_few {
        if let Some(value) = value {
            json[name] = value;
        }
    }
    json
}

fn variant(of: &Variant<'_>) -> Value {
    let Variant { when, rule, details } = of;
    let mut json = json!({ "when": when, "details": details });
    if let (Value::Object(json), Value::Object(rule)) = (&mut json, json!(rule)) {
        json.extend(rule);
    }
    json
}

/// A page that facts come from.
#[must_use]
pub fn source(source: &Source<'_>) -> Value {
    json!(source)
}

/// A received response and what it means.
#[must_use]
pub fn example(example: &Example<'_>) -> Value {
    let Example { title, test_name: _, status, headers, body, expect } = example;
    json!({
        "title": title,
        "status": status,
        "headers": headers,
        "body": match body {
            Body::Empty => Value::Null,
            Body::Text(text) => json!(text),
            // The catalog's own JSON is read again as it was.
            Body::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        },
        "expect": match expect {
            Expect::NoError => json!("none"),
            Expect::Verdict(one) => expected(one),
            Expect::Verdicts(many) => many.iter().map(expected).collect(),
        },
    })
}

fn expected(expected: &Expected<'_>) -> Value {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    json!({
        "code": code,
        "raw_code": raw_code,
        "category": category,
        "retry": retry,
        "wait": wait.map(|wait| match wait {
            ExpectedWait::None => json!("none"),
            ExpectedWait::For(time) => json!(time.as_secs_f64()),
            ExpectedWait::Until(time) => json!(time.to_string()),
        }),
        "basis": basis,
        "change": change,
        "request_id": request_id,
    })
}
