//! The catalogs as JSON, for the reference and for commands: the tables as they serialize, and what the pages know
//! besides.

use errcat_core::table::{Entry, Source, Table, Variant};
use serde_json::{Value, json};

use crate::catalogs::{Body, Catalogs, Example, Expect, Expected, ExpectedWait, Notes, Origin, Vendor};

/// Every vendor with everything that is known about it.
pub(super) fn catalogs(catalogs: &Catalogs<'_>) -> Value {
    catalogs.vendors.iter().map(vendor).collect()
}

fn vendor(vendor: &Vendor<'_>) -> Value {
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
        "codes": vendor.entries().map(|(of, notes)| entry(id, of, notes)).collect::<Vec<_>>(),
        "examples": vendor.examples.iter().map(example).collect::<Vec<_>>(),
    });
    if let Some(base) = vendor.extends {
        json["extends"] = json!(base.vendor);
    }
    json
}

/// A code with all its facts; its `url` is relative to the reference.
#[must_use]
pub fn entry(vendor: &str, entry: &Entry<'_>, notes: &Notes<'_>) -> Value {
    let Entry { code, name, aliases, group, http, rule, variants, details, since, deprecated } = entry;
    let mut json = json!({
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
        "url": format!("{vendor}.md#{}", notes.anchor),
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

fn example(example: &Example<'_>) -> Value {
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
