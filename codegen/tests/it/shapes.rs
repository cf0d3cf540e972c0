//! Each value of a catalog that is missing or of the wrong shape is one finding, and hides no other.

use errcat_codegen::SourceFile;
use serde_json::{Value, json};

use crate::fixtures;

/// A catalog with every field that the format has, as JSON, which is YAML too.
pub(crate) fn full() -> Value {
    let retry = json!({ "kind": "with_change", "documented": "retry", "max_attempts": 2, "change": "x=1" });
    let example = json!({
        "title": "a response", "status": 500, "headers": { "Retry-After": "7", "X-Remaining": "0" }, "body": { "code": "A_FAILED" },
        "expect": { "code": "A_FAILED", "raw_code": "A_FAILED", "category": "internal", "retry": "with_change",
                    "wait": "7s", "basis": "code", "change": "x=1" },
    });
    json!({
        "vendor": "acme", "title": "Acme", "about": "Sells anvils.", "area": "commerce", "stability": "stable", "complete": true,
        "sources": [{ "id": "errors", "title": "Errors", "retrieved": "2026-11-21", "url": "https://a.example/" }],
        "hosts": ["api.a.example", { "host": "*.b.example", "source": "errors" }],
        "documentation_url": "https://a.example/{code}",
        "envelope": {
            "is_error": [
                { "pointer": "/status", "equals": ["error"] }, { "pointer": "/error", "present": true },
                { "header": "X-Status", "equals": ["error"] },
            ],
            "embedded": ["/items"], "code": ["/code", { "header": "X-Code" }], "message": "/message",
            "retryable": "/retryable", "request_id": "/id", "documentation_url": "/url", "parameter": "/parameter",
            "details": "/details", "status": "/http", "fields": { "task": "/task" },
        },
        "wait": [
            { "header": "Retry-After", "encoding": "auto", "when": { "header": "X-Remaining", "equals": ["0"] } },
            { "pointer": "/wait", "when": { "pointer": "/wait", "present": true } },
        ],
        "retry": { "max_attempts": 4, "backoff": { "initial": "1s", "factor": 2.5, "max": "8s" } },
        "no_response": { "category": "unavailable", "retry": "backoff", "meaning": "No answer came.",
                         "action": "Try again.", "inferred": ["retry"] },
        "statuses": [
            { "status": [429, "52x"], "category": "rate_limited", "retry": { "kind": "after_wait", "default_wait": "60s" },
              "meaning": "Too fast.", "action": "Slow down.", "inferred": ["action"] },
            { "status": 429, "when": { "pointer": "/reason", "not_equals": ["speed", 7] }, "category": "rate_limited",
              "retry": "backoff", "meaning": "Too much." },
            { "status": 200, "success": true, "meaning": "It worked." },
        ],
        "families": [{ "prefix": "B_", "category": "internal", "retry": "backoff", "meaning": "It broke.",
                       "action": "Try again.", "inferred": ["action"] }],
        "details": { "reason": "string" },
        "groups": [{
            "title": "Codes", "about": "All of them.",
            "codes": [
                { "code": "A_FAILED", "name": "Failed", "aliases": ["A_BROKE"], "http": 500, "category": "internal",
                  "retry": retry, "meaning": "It failed.", "action": "Change it.", "details": { "limit": "integer" },
                  "inferred": ["http"], "source": "errors", "since": "2024-05",
                  "deprecated": { "since": "2025", "note": "Split.", "replaced_by": "A_STOPPED" },
                  "examples": [example] },
                { "code": "A_STOPPED", "category": "cancelled", "retry": { "kind": "after_reset", "window": "day" },
                  "meaning": "It stopped.", "action": "Wait." },
            ],
        }],
        "examples": [{ "status": 200, "expect": "none" }],
    })
}

/// Every path to a value, outermost first.
fn paths(value: &Value, here: &str, all: &mut Vec<String>) {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(elements) => {
            elements.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    for (name, value) in below {
        let path = format!("{here}/{}", name.replace('~', "~0").replace('/', "~1"));
        all.push(path.clone());
        // What a body holds is the vendor's business.
        if name != "body" {
            paths(value, &path, all);
        }
    }
}

fn all_paths() -> Vec<String> {
    let mut all = Vec::new();
    paths(&full(), "", &mut all);
    all
}

fn file(catalog: &Value) -> SourceFile {
    SourceFile::new("acme.yaml", catalog.to_string())
}

#[test]
fn the_full_catalog_is_valid() {
    fixtures::catalogs(&[file(&full())]);
}

#[test]
fn a_value_of_the_wrong_shape_is_one_finding_at_its_place() {
    for path in all_paths().into_iter().filter(|path| !path.ends_with("/body")) {
        let mut catalog = full();
        let value = catalog.pointer_mut(&path).unwrap();
        *value = if value.is_object() || value.is_array() { json!(-70.5) } else { json!([["@wrong@"]]) };
        let wrong = value.to_string();
        let file = file(&catalog);
        let start = String::from_utf8_lossy(&file.bytes).find(&wrong).unwrap();
        let findings = fixtures::check(std::slice::from_ref(&file)).findings;
        let shown = fixtures::show(std::slice::from_ref(&file), &findings);
        assert_eq!(findings.len(), 1, "{path}: {shown}");
        let place = &findings[0].place.span;
        assert!((start..start + wrong.len()).contains(&place.start), "{path}: {shown}");
    }
}

#[test]
fn required_fields_are_missed_one_by_one() {
    let mut required = String::new();
    for path in all_paths() {
        let mut catalog = full();
        let (parent, name) = path.rsplit_once('/').unwrap();
        let Some(members) = catalog.pointer_mut(parent).unwrap().as_object_mut() else { continue };
        members.remove(name).unwrap();
        let file = file(&catalog);
        let findings = fixtures::check(std::slice::from_ref(&file)).findings;
        let shown = fixtures::show(std::slice::from_ref(&file), &findings);
        if findings.iter().any(|finding| finding.rule == "missing-field") {
            assert_eq!(findings.len(), 1, "{path}: {shown}");
            required += &format!("{path}\n");
        }
    }
    insta::assert_snapshot!("required", required);
}

#[test]
fn all_that_is_wrong_is_found_in_one_run() {
    let nothing = SourceFile::new("acme.yaml", "vendor: acme\n");
    let rules: Vec<&str> = fixtures::check(&[nothing]).findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["missing-field"; 6]);

    let mut catalog = full();
    let wrong: Vec<String> = all_paths()
        .into_iter()
        .filter(|path| !path.contains("/body"))
        .filter(|path| catalog.pointer(path).is_some_and(|value| !value.is_object() && !value.is_array()))
        .collect();
    for path in &wrong {
        *catalog.pointer_mut(path).unwrap() = json!([["@wrong@"]]);
    }
    assert_eq!(fixtures::check(&[file(&catalog)]).findings.len(), wrong.len());
}
