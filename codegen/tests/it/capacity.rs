//! How much an envelope may hold: as much as the runtime reads, and the last of it is read.

use errcat_codegen::{SourceFile, rules};

use crate::fixtures::{self, acme};

/// A catalog with this envelope and this place of a wait, and an example of them; what it has is read.
fn catalog(envelope: &str, wait: &str, body: &str) -> SourceFile {
    let file = acme(&format!(
        "wait: [{{ pointer: {wait} }}]
groups: [{{ title: Codes, codes: [{{ code: \"AN_ANVIL\", category: internal, meaning: It broke. }}] }}]
examples: [{{ status: 500, body: {body}, expect: {{ code: \"AN_ANVIL\", wait: 7s }} }}]
allow: [{{ rule: unexercised-place, reason: There are many. }}]
"
    ));
    let text = String::from_utf8(file.bytes).unwrap();
    let envelope = format!("envelope: {{ {envelope} }}");
    SourceFile::new("acme.yaml", text.replace("envelope: { code: /code }", &envelope))
}

/// `code:` with so many pointers, each made of its number.
fn codes(count: usize, pointer: fn(usize) -> String) -> String {
    format!("code: [{}]", (0..count).map(pointer).collect::<Vec<_>>().join(", "))
}

/// The text that a finding is about, and what it says.
fn found(file: &SourceFile) -> Vec<(String, String)> {
    let findings = fixtures::check(std::slice::from_ref(file));
    findings
        .iter()
        .map(|finding| {
            assert_eq!(finding.rule, "envelope-size", "{}", finding.message);
            let text = String::from_utf8_lossy(&file.bytes[finding.place.span.clone()]);
            (text.into_owned(), finding.message.clone())
        })
        .collect()
}

fn too_much(at: &str, limit: &str) -> Vec<(String, String)> {
    vec![(at.to_owned(), format!("the envelope, the waits and the conditions have more than {limit}"))]
}

const PLACES: &str = "31 places";
const NAMES: &str = "61 names on the way to their places";

#[test]
fn places_are_as_many_as_the_runtime_reads() {
    let body = "{ c29: AN_ANVIL, retry: { after: 7 } }";
    let with = |count| catalog(&codes(count, |n| format!("/c{n}")), "/retry/after", body);
    assert_eq!(found(&with(30)), []);
    assert_eq!(found(&with(31)), too_much("/retry/after", PLACES));
    assert_eq!(found(&with(32)), too_much("/c31", PLACES));
}

#[test]
fn names_are_as_many_as_the_runtime_reads() {
    let body = "{ p28: { c: AN_ANVIL }, retry: { after: { it: 7 } } }";
    let two_each = codes(29, |n| format!("/p{n}/c"));
    assert_eq!(found(&catalog(&two_each, "/retry/after/it", body)), []);
    assert_eq!(found(&catalog(&two_each, "/retry/after/it/s", body)), too_much("/retry/after/it/s", NAMES));
    // A name on the way to several places is one.
    assert_eq!(found(&catalog(&format!("{two_each}, message: /p0"), "/retry/after/it", body)), []);
    let message = format!("{two_each}, message: /p0/m/e/s/s");
    assert_eq!(found(&catalog(&message, "/p0", body)), too_much("/p0/m/e/s/s", NAMES));
}

#[test]
fn lists_take_names_and_come_last() {
    let body = "{ errors: [{ p28: { c: AN_ANVIL }, retry: { after: 7 } }] }";
    let two_each = codes(29, |n| format!("/p{n}/c"));
    let each = |list: &str| catalog(&format!("each: {list}, {two_each}"), "/retry/after", body);
    assert_eq!(found(&each("/errors")), []);
    assert_eq!(found(&each("/errors/of")), too_much("/errors/of", NAMES));
    let lists = |lists: &str| catalog(&format!("embedded: {lists}, {two_each}"), "/retry/after", body);
    assert_eq!(found(&lists("[/errors, /p0/of]")), too_much("/p0/of", NAMES));
}

#[test]
fn headers_take_places_and_own_fields_take_none() {
    let body = "{ c0: AN_ANVIL, after: 7 }";
    let headers = (0..29).map(|n| format!("{{ header: H{n} }}")).collect::<Vec<_>>().join(", ");
    let own = "details: /d, fields: { own: [/o0, /o1] }";
    assert_eq!(found(&catalog(&format!("code: [/c0, {headers}], {own}"), "/after", body)), []);
    let request_id = format!("request_id: {{ header: Id }}, code: [/c0, {headers}], {own}");
    assert_eq!(found(&catalog(&request_id, "/after", body)), too_much("/after", PLACES));
}

#[test]
fn conditions_take_a_place_each_time_they_are_new() {
    let body = "{ c0: AN_ANVIL, retry: { after: 7 } }";
    let with = |count, more: &str| {
        let mut file = catalog(&codes(count, |n| format!("/c{n}")), "/retry/after", body);
        file.bytes.extend(more.bytes());
        file
    };
    let rule = |(status, when): &(u16, &str)| {
        format!(
            "  - {{ status: {status}, when: {when}, category: conflict, retry: backoff, meaning: It bent. }}\n"
        )
    };
    let in_body = "{ pointer: /w/h, equals: 1 }";
    let in_header = "{ header: W, present: true }";
    let rules =
        |whens: &[(u16, &str)]| "statuses:\n".to_owned() + &whens.iter().map(rule).collect::<String>();
    let twice = rules(&[(409, in_body), (411, in_body), (411, in_header)]);
    assert_eq!(found(&with(28, &twice)), []);
    assert_eq!(found(&with(29, &twice)), too_much("W", PLACES));
    assert_eq!(found(&with(30, &twice)), too_much("/w/h", PLACES));
    let names = rules(&[(
        409,
        "{ pointer: /a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z/1/2/3/4/5/6, equals: 1 }",
    )]);
    let long = "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z/1/2/3/4/5/6";
    assert_eq!(found(&with(27, &names)), []);
    assert_eq!(found(&with(28, &names)), too_much(long, NAMES));
}

#[test]
fn the_rule_names_the_limits() {
    let wants = rules::find("envelope-size").unwrap().wants;
    assert!([PLACES, "61 names"].iter().all(|limit| wants.contains(limit)), "{wants}");
}
