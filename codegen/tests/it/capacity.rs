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
    let findings = fixtures::findings(std::slice::from_ref(file));
    // There are more places here than an example could show.
    let of_size = findings.iter().filter(|finding| finding.rule != "unexercised-condition");
    of_size
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

const PLACES: &str = "63 places";
const NAMES: &str = "253 names on the way to their places";

/// 61 places of codes, each behind four names: 244 in all.
fn four_each() -> String {
    codes(61, |n| format!("/p{n}/a/b/c"))
}

/// A pointer of so many names.
fn path(start: &str, names: usize) -> String {
    start.to_owned() + &(1..names).map(|n| format!("/s{n}")).collect::<String>()
}

/// The value at such a pointer.
fn at_path(start: &str, names: usize, value: &str) -> String {
    let inside = (1..names).rev().fold(value.to_owned(), |inside, n| format!("{{ s{n}: {inside} }}"));
    format!("{}: {inside}", start.trim_start_matches('/'))
}

#[test]
fn places_are_as_many_as_the_runtime_reads() {
    let body = "{ c61: AN_ANVIL, retry: { after: 7 } }";
    let with = |count| catalog(&codes(count, |n| format!("/c{n}")), "/retry/after", body);
    assert_eq!(found(&with(62)), []);
    assert_eq!(found(&with(63)), too_much("/retry/after", PLACES));
    assert_eq!(found(&with(64)), too_much("/c63", PLACES));
}

#[test]
fn names_are_as_many_as_the_runtime_reads() {
    let body = format!("{{ p60: {{ a: {{ b: {{ c: AN_ANVIL }} }} }}, {} }}", at_path("/retry", 9, "7"));
    let with = |more: &str, wait: &str| catalog(&format!("{}{more}", four_each()), wait, &body);
    assert_eq!(found(&with("", &path("/retry", 9))), []);
    assert_eq!(found(&with("", &path("/retry", 10))), too_much(&path("/retry", 10), NAMES));
    // A name on the way to several places is one.
    assert_eq!(found(&with(", message: /p0", &path("/retry", 9))), []);
    let far = path("/p0/more", 10);
    assert_eq!(found(&with(&format!(", message: {far}"), "/p0")), too_much(&far, NAMES));
}

#[test]
fn lists_take_names_and_come_last() {
    let body = format!(
        "{{ errors: [{{ p60: {{ a: {{ b: {{ c: AN_ANVIL }} }} }}, {} }}] }}",
        at_path("/retry", 8, "7")
    );
    let with = |list: &str| catalog(&format!("{list}, {}", four_each()), &path("/retry", 8), &body);
    assert_eq!(found(&with("each: /errors")), []);
    assert_eq!(found(&with("each: /errors/of")), too_much("/errors/of", NAMES));
    assert_eq!(found(&with("embedded: [/errors, /p0/of]")), too_much("/p0/of", NAMES));
}

#[test]
fn headers_take_places_and_own_fields_take_none() {
    let body = "{ c0: AN_ANVIL, after: 7 }";
    let headers = (0..61).map(|n| format!("{{ header: H{n} }}")).collect::<Vec<_>>().join(", ");
    let own = "details: /d, fields: { own: [/o0, /o1] }";
    assert_eq!(found(&catalog(&format!("code: [/c0, {headers}], {own}"), "/after", body)), []);
    let request_id = format!("request_id: {{ header: Id }}, code: [/c0, {headers}], {own}");
    assert_eq!(found(&catalog(&request_id, "/after", body)), too_much("/after", PLACES));
}

#[test]
fn conditions_take_a_place_where_none_is_looked_at_yet() {
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
    let of_wait = "{ pointer: /retry/after, present: true }";
    let rules =
        |whens: &[(u16, &str)]| "statuses:\n".to_owned() + &whens.iter().map(rule).collect::<String>();
    // Headers are looked up when a condition asks, and two that ask for one place share it.
    let twice = rules(&[(409, in_body), (411, in_body), (411, in_header), (412, of_wait)]);
    assert_eq!(found(&with(61, &twice)), []);
    assert_eq!(found(&with(62, &twice)), too_much("/w/h", PLACES));
    let long = |names| rules(&[(409, &format!("{{ pointer: {}, equals: 1 }}", path("/when", names)))]);
    assert_eq!(found(&with(61, &long(190))), []);
    assert_eq!(found(&with(61, &long(191))), too_much(&path("/when", 191), NAMES));
}

#[test]
fn the_rule_names_the_limits() {
    let requires = rules::find("envelope-size").unwrap().requires;
    assert!([PLACES, "253 names"].iter().all(|limit| requires.contains(limit)), "{requires}");
}
