//! What differs between two states of a catalog: each field of the format, with what its change breaks.

use std::collections::BTreeSet;

use errcat_codegen::changes::{self, Change, Subject};
use errcat_codegen::{Breakage, Bump, ChangeKind, Severity, SourceFile};
use serde_json::{Value, json};

use crate::{fixtures, shapes};

/// A catalog that the other one can extend.
const BASE: &str = r#"
vendor: base
title: Base
about: Sells less.
stability: stable
complete: true
sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]
envelope: { code: /code }
groups: [{ title: Base, codes: [{ code: Z_BASE, category: internal, meaning: The base broke. }] }]
"#;

const CODE: &str = "/groups/0/codes/0";

/// A catalog in which every field can be changed.
fn full() -> Value {
    let mut full = shapes::full();
    let code = full.pointer_mut(CODE).unwrap();
    code["remedy"] = json!("slow_down");
    code["who"] = json!("operator");
    code["scope"] = json!("key");
    code["variants"] = json!([{
        "when": { "pointer": "/message", "contains": "day" }, "category": "quota_exhausted", "retry": "never",
        "meaning": "The day is over.", "action": "Sleep.", "remedy": "slow_down", "who": "operator", "scope": "account",
        "details": { "day": "integer" }, "inferred": ["retry"],
    }]);
    code["examples"] = json!([]);
    full["retry"]["max_wait"] = json!("2m");
    full["families"][0]["when"] = json!({ "status": 500 });
    full
}

/// A value and the place where it is put; `null` takes away.
type Put = (String, Value);

/// A field of the format, what has to be there first, and what is then put.
type Row = (String, Vec<Put>, Put);

/// A change of each field of the format.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = |field: &str, path: &str, value: Value| {
        rows.push((field.to_owned(), Vec::new(), (path.replace("CODE", CODE), value)));
    };
    for (field, path, value) in [
        ("vendor", "/vendor", json!("apex")),
        ("title", "/title", json!("Apex")),
        ("about", "/about", json!("Sells hammers.")),
        ("area", "/area", json!("web")),
        ("hosts", "/hosts/0", Value::Null),
        ("stability", "/stability", json!("unstable")),
        ("complete", "/complete", json!(false)),
        ("sources", "/sources/1", json!({ "id": "more", "title": "More", "retrieved": "2026-11-22" })),
        ("documentation_url", "/documentation_url", json!("https://b.example/{code}")),
        ("extends", "/extends", json!("base")),
        ("envelope", "/envelope/message", json!("/text")),
        ("wait", "/wait/1", Value::Null),
        ("retry", "/retry", Value::Null),
        ("no_response", "/no_response", Value::Null),
        ("statuses", "/statuses/0", Value::Null),
        ("families", "/families/0", Value::Null),
        ("details", "/details/reason", Value::Null),
        (
            "groups",
            "/groups/1",
            json!({ "title": "More", "codes": [{ "code": "A_NEW", "category": "internal", "meaning": "It is new." }] }),
        ),
        ("examples", "/examples/0/title", json!("nothing")),
        ("allow", "/allow", json!([{ "rule": "unexercised-place", "reason": "There is none." }])),
    ] {
        row(&format!("Catalog.{field}"), path, value);
    }
    for (field, value) in
        [("title", json!("Codes")), ("retrieved", json!("2026-11-22")), ("url", json!("https://b.example/"))]
    {
        row(&format!("Source.{field}"), &format!("/sources/0/{field}"), value);
    }
    row("Host.host", "/hosts/1/host", json!("*.c.example"));
    for (field, value) in [
        ("is_error", json!([{ "pointer": "/status", "equals": ["failure"] }])),
        ("each", json!("/errors")),
        ("embedded", json!(["/parts"])),
        ("stream", json!("sse")),
        ("fields", json!({ "job": "/task" })),
    ] {
        row(&format!("Envelope.{field}"), &format!("/envelope/{field}"), value);
    }
    for field in
        ["code", "message", "retryable", "request_id", "documentation_url", "parameter", "details", "status"]
    {
        row(&format!("Envelope.{field}"), &format!("/envelope/{field}"), json!("/elsewhere"));
    }
    let tests = [
        ("equals", json!("error")),
        ("not_equals", json!("fine")),
        ("present", json!(true)),
        ("absent", json!(true)),
        ("contains", json!("err")),
        ("starts_with", json!("err")),
        ("ends_with", json!("or")),
        ("above", json!(5)),
        ("below", json!(5)),
    ];
    let parts = [
        ("where", json!({ "kind": "x" })),
        ("json", json!("/inner")),
        ("after", json!("code: ")),
        ("after_last", json!("code: ")),
        ("before", json!(";")),
    ];
    row("Test.pointer", "/envelope/is_error/0/pointer", json!("/state"));
    row("Test.header", "/envelope/is_error/2/header", json!("X-State"));
    row("Location.header", "/envelope/code/1/header", json!("X-Other"));
    row("Location.pointer", "/envelope/code/0", json!("/number"));
    row("Location.decides", "/envelope/retryable", json!({ "pointer": "/retryable", "decides": true }));
    row("Location.inverted", "/envelope/retryable", json!({ "pointer": "/retryable", "inverted": true }));
    row("WaitSource.header", "/wait/0/header", json!("X-Wait"));
    row("WaitSource.pointer", "/wait/1/pointer", json!("/pause"));
    row("WaitSource.encoding", "/wait/0/encoding", json!("seconds"));
    row("WaitSource.when", "/wait/0/when", Value::Null);
    row(
        "WaitSource.longest",
        "/wait/1",
        json!({ "longest": [{ "header": "A-Wait" }, { "header": "B-Wait" }] }),
    );
    let variant = "/groups/0/codes/0/variants/0/when";
    row("When.status", "/families/0/when/status", json!(501));
    row("When.header", variant, json!({ "header": "X-Day", "present": true }));
    row("When.pointer", variant, json!({ "pointer": "/note", "contains": "day" }));
    for combined in ["all", "any"] {
        let both = json!([{ "pointer": "/message", "contains": "day" }, { "status": 500 }]);
        row(&format!("When.{combined}"), variant, json!({ combined: both }));
    }
    for (test, value) in tests {
        row(&format!("Test.{test}"), "/envelope/is_error/0", json!({ "pointer": "/state", test: value }));
        row(&format!("When.{test}"), variant, json!({ "pointer": "/note", test: value }));
    }
    for (part, value) in parts {
        let pointer = if part == "where" { "/list/*/x" } else { "/text" };
        row(&format!("Location.{part}"), "/envelope/message", json!({ "pointer": pointer, part: value }));
        row(&format!("WaitSource.{part}"), "/wait/1", json!({ "pointer": pointer, part: value }));
        row(&format!("When.{part}"), variant, json!({ "pointer": pointer, part: value, "equals": "x" }));
        row(
            &format!("Test.{part}"),
            "/envelope/is_error/0",
            json!({ "pointer": pointer, part: value, "equals": "x" }),
        );
    }
    row("Schedule.max_attempts", "/retry/max_attempts", json!(5));
    row("Schedule.backoff", "/retry/backoff", Value::Null);
    row("Schedule.max_wait", "/retry/max_wait", json!("3m"));
    row("Backoff.initial", "/retry/backoff/initial", json!("2s"));
    row("Backoff.factor", "/retry/backoff/factor", json!(3));
    row("Backoff.max", "/retry/backoff/max", json!("9s"));
    row("RetryRule.kind", "/families/0/retry", json!("never"));
    row("RetryRule.documented", "CODE/retry/documented", json!("try again"));
    row("RetryRule.max_attempts", "CODE/retry/max_attempts", json!(3));
    row("RetryRule.default_wait", "/statuses/0/retry/default_wait", json!("61s"));
    row("RetryRule.change", "CODE/retry/change", json!("x=2"));
    row("RetryRule.window", "/groups/0/codes/1/retry/window", json!("month"));
    for (mapping, path) in [
        ("NoResponse", "/no_response"),
        ("StatusRule", "/statuses/0"),
        ("Family", "/families/0"),
        ("Entry", CODE),
        ("Variant", "/groups/0/codes/0/variants/0"),
    ] {
        for (field, value) in [
            ("category", json!("conflict")),
            ("retry", json!("never")),
            ("meaning", json!("It is another story.")),
            ("action", json!("Do something else.")),
            ("remedy", json!("contact_vendor")),
            ("who", json!("account_owner")),
            ("scope", json!("model")),
            ("inferred", json!([])),
        ] {
            let value = if (mapping, field) == ("Variant", "retry") { json!("backoff") } else { value };
            row(&format!("{mapping}.{field}"), &format!("{path}/{field}"), value);
        }
    }
    row("NoResponse.failure", "/no_response/failure", json!(["dropped"]));
    row("StatusRule.status", "/statuses/0/status/1", json!("53x"));
    row("StatusRule.when", "/statuses/1/when/not_equals", json!(["speed"]));
    row(
        "StatusRule.success",
        "/statuses/2",
        json!({ "status": 200, "category": "internal", "meaning": "It worked." }),
    );
    row("Family.prefix", "/families/0/prefix", json!("C_"));
    row("Family.when", "/families/0/when", Value::Null);
    row("Family.before_codes", "/families/0/before_codes", json!(true));
    row("Group.title", "/groups/0/title", json!("All codes"));
    row("Group.about", "/groups/0/about", json!("Each of them."));
    row(
        "Group.codes",
        "/groups/0/codes/2",
        json!({ "code": "A_NEW", "category": "internal", "meaning": "It is new." }),
    );
    for (field, value) in [
        ("code", json!("A_FELL")),
        ("name", json!("Broken")),
        ("aliases", json!(["A_BROKEN"])),
        ("http", json!([500, 501])),
        ("variants", json!([])),
        ("details", json!({ "limit": "string" })),
        ("since", json!("2024-06")),
        ("deprecated", Value::Null),
        ("examples", json!([])),
        ("allow", json!([{ "rule": "unexercised-place", "reason": "There is none." }])),
    ] {
        row(&format!("Entry.{field}"), &format!("CODE/{field}"), value);
    }
    row("Variant.when", variant, json!({ "pointer": "/message", "contains": "month" }));
    row("Variant.details", "CODE/variants/0/details", json!({ "day": "string" }));
    let allow = || json!([{ "rule": "unexercised-place", "reason": "There is none." }]);
    for (mapping, path) in [
        ("StatusRule", "/statuses/0"),
        ("Family", "/families/0"),
        ("Variant", "/groups/0/codes/0/variants/0"),
    ] {
        row(&format!("{mapping}.allow"), &format!("{path}/allow"), allow());
    }
    row("Deprecated.since", "CODE/deprecated/since", json!("2026"));
    row("Deprecated.note", "CODE/deprecated/note", json!("Merged."));
    row("Deprecated.replaced_by", "CODE/deprecated/replaced_by", Value::Null);
    for (field, value) in [
        ("title", json!("another response")),
        ("status", json!(501)),
        ("headers", json!({ "Retry-After": "7", "X-Remaining": "0", "X-More": "1" })),
        ("body", json!({ "code": "A_FAILED", "more": 1 })),
        ("expect", json!({ "code": "A_FAILED" })),
    ] {
        row(&format!("Example.{field}"), &format!("CODE/examples/0/{field}"), value);
    }
    for field in ["code", "raw_code", "category", "retry", "wait", "basis", "change"] {
        row(&format!("Expected.{field}"), &format!("CODE/examples/0/expect/{field}"), Value::Null);
    }
    row("Expected.request_id", "CODE/examples/0", {
        json!({ "status": 500, "body": { "code": "A_FAILED", "id": "1" }, "expect": { "request_id": "1" } })
    });
    let first = |path: &str, value: Value| (path.to_owned(), value);
    rows.push((
        "Catalog.omits".to_owned(),
        vec![first("/extends", json!("base"))],
        first("/omits", json!(["Z_BASE"])),
    ));
    rows.push((
        "Source.id".to_owned(),
        vec![first("/groups/0/codes/0/source", Value::Null), first("/hosts/1/source", Value::Null)],
        first("/sources/0/id", json!("codes")),
    ));
    rows.push((
        "Host.source".to_owned(),
        vec![first("/sources/1", json!({ "id": "more", "title": "More", "retrieved": "2026-11-22" }))],
        first("/hosts/1/source", json!("more")),
    ));
    rows.push((
        "Entry.source".to_owned(),
        vec![first("/sources/1", json!({ "id": "more", "title": "More", "retrieved": "2026-11-22" }))],
        first("/groups/0/codes/0/source", json!("more")),
    ));
    rows.push((
        "Envelope.each_decides".to_owned(),
        vec![first("/envelope/each", json!("/errors"))],
        first("/envelope/each_decides", json!("most_severe")),
    ));
    for (field, value) in [("rule", json!("unused-family")), ("reason", json!("It is so."))] {
        rows.push((
            format!("Allow.{field}"),
            vec![first("/allow", allow())],
            first(&format!("/allow/0/{field}"), value),
        ));
    }
    rows
}

/// Puts a value at a place, whose parent is there; `null` takes away what is.
fn put(catalog: &mut Value, (path, value): &Put) {
    let (parent, name) = path.rsplit_once('/').unwrap();
    match catalog.pointer_mut(parent).unwrap() {
        Value::Object(members) if value.is_null() => drop(members.remove(name)),
        Value::Object(members) => drop(members.insert(name.to_owned(), value.clone())),
        Value::Array(list) => {
            let at: usize = name.parse().unwrap();
            match (at < list.len(), value.is_null()) {
                (true, true) => drop(list.remove(at)),
                (true, false) => list[at] = value.clone(),
                (false, _) => list.push(value.clone()),
            }
        }
        other => panic!("{path}: {other}"),
    }
}

/// A catalog, with the one that it may extend, as far as no rule is broken; what lints find does not matter here.
fn files(catalog: &Value) -> [SourceFile; 2] {
    let mut silent = catalog.clone();
    let vendor = catalog["vendor"].as_str().unwrap().to_owned();
    if silent["allow"].is_null() {
        silent.as_object_mut().unwrap().remove("allow");
    }
    [SourceFile::new(format!("{vendor}.yaml"), silent.to_string()), SourceFile::new("base.yaml", BASE)]
}

fn between(old: &Value, new: &Value) -> Vec<Change> {
    let [old, new] = [old, new].map(|catalog| fixtures::catalogs(&files(catalog)));
    changes::between(old.vendors(), new.vendors())
}

#[test]
fn a_change_of_each_field_appears_with_what_it_breaks() {
    let rows = rows();
    let (mut shown, mut problems) = (String::new(), String::new());
    for (field, first, change) in &rows {
        let mut old = full();
        if ["Example.", "Expected.", "Entry.examples"].iter().any(|of| field.starts_with(of)) {
            old["groups"][0]["codes"][0]["examples"] =
                shapes::full()["groups"][0]["codes"][0]["examples"].clone();
        }
        first.iter().for_each(|first| put(&mut old, first));
        let mut new = old.clone();
        put(&mut new, change);
        let (mapping, name) = field.split_once('.').unwrap();
        let declared = changes::fields().into_iter().find(|(m, n, _)| (*m, *n) == (mapping, name));
        let (_, _, breakage) = declared.unwrap_or_else(|| panic!("there is no field {field}"));
        let checked = [&old, &new].map(|catalog| fixtures::check(&files(catalog)));
        if let Some(broken) = checked.iter().find(|checked| checked.catalogs.is_none()) {
            let errors: Vec<_> = broken.findings.iter().filter(|of| of.severity == Severity::Error).collect();
            problems += &format!("{field}: {errors:?}\n");
            continue;
        }
        let [old, new] = checked.map(|checked| checked.catalogs.unwrap().vendors());
        let found = changes::between(old, new);
        let as_declared: Vec<&Change> = found.iter().filter(|of| of.breakage == breakage).collect();
        if as_declared.is_empty() {
            problems += &format!("{field} ({breakage:?}): {found:?}\n");
        }
        // Nothing changes without its contrary.
        assert_eq!(changes::between(new, old).len(), found.len(), "{field}");
        for of in found {
            let (path, vendor) = (of.field.as_deref().unwrap_or("itself"), &of.vendor);
            let what = of.subject.in_words();
            let (kind, bump) = (of.kind.as_str(), of.bump);
            shown += &format!("{field}: {vendor}: {what}: {path} {kind} ({bump}): {}\n", of.consequence);
        }
    }
    assert!(problems.is_empty(), "{problems}");
    insta::assert_snapshot!("changes", shown);
    let rows: BTreeSet<&str> = rows.iter().map(|(field, ..)| field.as_str()).collect();
    let fields: BTreeSet<String> =
        changes::fields().iter().map(|(mapping, name, _)| format!("{mapping}.{name}")).collect();
    let missing: Vec<&String> = fields.iter().filter(|field| !rows.contains(field.as_str())).collect();
    assert!(missing.is_empty(), "no row changes {missing:?}");
}

/// The fields with a class are those of the schema, so that none can be left out.
#[test]
fn every_field_of_the_schema_has_a_class() {
    let schema: Value = serde_json::from_str(&errcat_codegen::schema("errcat").contents).unwrap();
    let mut of_schema = BTreeSet::new();
    let definitions = schema["definitions"].as_object().unwrap().iter().map(|(name, of)| (name.as_str(), of));
    for (mapping, definition) in definitions.chain([("Catalog", &schema)]) {
        let alternatives = definition["anyOf"].as_array().into_iter().flatten();
        for of in alternatives.chain([definition]) {
            let names = of["properties"].as_object().into_iter().flatten().map(|(name, _)| name);
            of_schema.extend(names.map(|name| format!("{mapping}.{name}")));
        }
    }
    let declared: BTreeSet<String> =
        changes::fields().iter().map(|(mapping, name, _)| format!("{mapping}.{name}")).collect();
    assert_eq!(of_schema, declared);
}

#[test]
fn what_is_written_in_another_way_is_no_change() {
    let mut new = full();
    new["groups"][0]["codes"][0]["http"] = json!([500]);
    new["groups"][0]["codes"][0]["name"] = json!("Failed");
    new["envelope"]["code"] = json!([{ "pointer": "/code" }, { "header": "X-Code" }]);
    new["envelope"]["each_decides"] = Value::Null;
    new["envelope"].as_object_mut().unwrap().remove("each_decides");
    new["families"][0]["before_codes"] = json!(false);
    new["families"][0]["retry"] = json!({ "kind": "backoff" });
    new["retry"]["max_wait"] = json!("120s");
    let split = new["statuses"][0].clone();
    new["statuses"][0]["status"] = json!(429);
    new["statuses"].as_array_mut().unwrap().push(split);
    new["statuses"][3]["status"] = json!("52x");
    let mut reversed = serde_json::Map::new();
    reversed.extend(new.as_object().unwrap().clone().into_iter().rev());
    assert_eq!(between(&full(), &Value::Object(reversed)), []);
}

#[test]
fn a_code_that_goes_was_deprecated_before_or_it_is_said() {
    let mut old = full();
    let code = |catalog: &mut Value| catalog["groups"][0]["codes"].as_array_mut().unwrap().remove(0);
    let removed = |old: &Value, new: &Value| {
        let found = between(old, new);
        let is_removed =
            |of: &&Change| of.kind == ChangeKind::Removed && matches!(of.subject, Subject::Code(_));
        found.iter().find(is_removed).cloned().unwrap()
    };
    let mut new = old.clone();
    code(&mut new);
    assert!(!removed(&old, &new).is_abrupt);
    old["groups"][0]["codes"][0].as_object_mut().unwrap().remove("deprecated");
    assert!(removed(&old, &new).is_abrupt);

    // As an alias its text is still read; the name is gone.
    new["groups"][0]["codes"][0]["aliases"] = json!(["A_FAILED"]);
    let aliased = removed(&old, &new);
    assert_eq!(aliased.bump, Bump::Major);
    assert!(
        aliased.consequence.ends_with("it is an alias of `A_STOPPED` now, and read as that code"),
        "{aliased:?}"
    );
    // Under the same name, programs compile.
    let mut renamed = old.clone();
    renamed["groups"][0]["codes"][0]["code"] = json!("A_FELL");
    renamed["groups"][0]["codes"][0]["aliases"] = json!(["A_BROKE", "A_FAILED"]);
    renamed["groups"][0]["codes"][0]["examples"] = json!([]);
    let renamed = removed(&old, &renamed);
    assert_eq!((renamed.bump, renamed.is_abrupt), (Bump::Minor, false), "{renamed:?}");
}

#[test]
fn a_dialect_changes_with_its_base() {
    let dialect = "vendor: twin\ntitle: Twin\nabout: Sells the same.\nstability: stable\ncomplete: true\n\
        sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]\nextends: base\n";
    let of = |base: &str| {
        let files = [SourceFile::new("base.yaml", base), SourceFile::new("twin.yaml", dialect)];
        fixtures::catalogs(&files)
    };
    let changed = BASE.replace("category: internal", "category: internal, retry: after_wait");
    let stopped = changed.replace("after_wait", "never");
    let found = changes::between(of(&changed).vendors(), of(&stopped).vendors());
    let vendors: Vec<&str> = found.iter().map(|change| change.vendor.as_str()).collect();
    assert_eq!(vendors, ["base", "twin"]);
    for change in found {
        assert_eq!((change.breakage, change.bump), (Breakage::Behaviour, Bump::Minor));
        assert!(change.consequence.starts_with("code written for `after_wait` now stops"), "{change:?}");
    }
}
