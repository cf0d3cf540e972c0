//! How catalogs are read: what can't be read hides nothing else, and what stands in for it is not judged.

use errcat_codegen::catalogs::Body;
use errcat_codegen::{Position, SourceFile};
use serde_json::json;

use crate::fixtures::{self, acme};

/// The line, the column and the rule of each finding.
fn found(file: &SourceFile) -> Vec<(usize, usize, &'static str)> {
    fixtures::findings(std::slice::from_ref(file))
        .iter()
        .map(|finding| {
            let Position { line, column } = Position::of(&file.bytes, finding.place.span.start);
            (line, column, finding.rule)
        })
        .collect()
}

#[test]
fn a_wrong_text_is_found_in_what_can_not_be_read() {
    let file = acme(
        "statuses: [{ status: 500, category: internal, meaning: It broke. }]
examples:
- { status: 42, headers: { \"A B\": x }, expect: { wait: soon }, titel: Odd }
- { status: 500, headers: { \"A B\": x } }
",
    );
    let expected = [
        (10, 13, "status"),
        (10, 28, "header"),
        (10, 56, "duration"),
        (10, 64, "unknown-field"),
        (11, 5, "missing-field"),
        (11, 29, "header"),
    ];
    assert_eq!(found(&file), expected);
}

#[test]
fn a_reference_is_followed_though_something_else_can_not_be_read() {
    let file = acme(
        "groups:
- title: Codes
  codes:
  - { code: \"A\", category: intern, meaning: It broke. }
  - { code: \"B\", category: internal, meaning: It bent., deprecated: { replaced_by: \"A\" } }
  - { code: \"C\", category: internal, meaning: It fell., deprecated: { replaced_by: \"X\" } }
",
    );
    let text = String::from_utf8(file.bytes).unwrap().replace("complete: true", "complete: mostly");
    let file = SourceFile::new("acme.yaml", text);
    assert_eq!(found(&file), [(5, 11, "wrong-type"), (11, 28, "unknown-word"), (13, 84, "deprecated")]);
}

#[test]
fn what_stands_in_for_a_text_is_compared_with_nothing() {
    let file = acme(
        "statuses:
- { status: 42, category: internal, meaning: It broke. }
- { status: 43, category: internal, meaning: It bent. }
retry: { backoff: { initial: 1s, max: soon } }
no_response: { category: internal, retry: { kind: after_wait, default_wait: later }, meaning: It fell. }
",
    );
    let text = String::from_utf8(file.bytes).unwrap().replace("code: /code", "code: [code, id]");
    let expected =
        [(7, 20, "pointer"), (7, 26, "pointer"), (9, 13, "status"), (10, 13, "status"), (11, 39, "duration")];
    let found = found(&SourceFile::new("acme.yaml", text));
    assert_eq!(found, [expected.as_slice(), &[(12, 77, "duration")]].concat());
}

#[test]
fn keys_are_given_once_in_long_mappings_too() {
    let members: String = (0..40).map(|n| format!("  m{n}: string\n")).collect();
    let file = acme(&format!("groups: []\ndetails:\n{members}  m7: integer\n"));
    assert_eq!(found(&file), [(50, 3, "duplicate-key")]);
}

#[test]
fn a_field_that_is_indented_too_little_belongs_to_the_mapping_before_it() {
    let file = acme(
        "groups:
- title: Codes
  codes:
  - { code: \"A\", category: internal, meaning: It broke. }
  - { code: \"B\", category: internal }
  meaning: It bent.
  extra: more
- title: More
  codes:
  - { code: \"C\", category: internal }
  meaning: It fell.
",
    );
    let findings = fixtures::findings(std::slice::from_ref(&file));
    let related = |at: usize| {
        let place = &findings[at].related[0].0;
        Position::of(&file.bytes, place.span.start).line
    };
    assert_eq!(found(&file), [(13, 3, "unknown-field"), (14, 3, "unknown-field"), (18, 3, "unknown-field")]);
    assert_eq!((related(0), related(2)), (12, 17));
}

#[test]
fn text_that_only_some_parsers_accept_is_not_yaml() {
    for text in ["title: [|\n  a]\n", "title: { >-\n  a: b }\n", "title: a\u{fffe}\n", "title: \u{ffff}\n"] {
        assert_eq!(found(&SourceFile::new("acme.yaml", text)).len(), 1, "{text}");
        assert_eq!(found(&SourceFile::new("acme.yaml", text))[0].2, "yaml-syntax", "{text}");
    }
}

#[test]
fn a_body_holds_what_its_scalars_mean() {
    let file = acme(
        "groups: []
statuses: [{ status: 500, category: internal, meaning: It broke. }]
examples:
- status: 500
  body:
    texts: [NO, 08000, 5xx, 2026-11-21, '1', \"\\u00e9\", a b, .5.]
    numbers: [0, -7, 1e3, 0x1F, 1.5, .5, 18446744073709551615, 99999999999999999999]
    others: [~, null, true, False, .nan]
    block: |
      one
      two
    folded: >-
      one
      two
  expect: { category: internal }
allow: [{ rule: unexercised-place, reason: It is about the body. }]
",
    );
    let vendor = &fixtures::catalogs(&[file]).vendors()[0];
    let Body::Json(body) = vendor.examples[0].body else { panic!("{:?}", vendor.examples[0].body) };
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let expected = json!({
        "texts": ["NO", "08000", "5xx", "2026-11-21", "1", "é", "a b", ".5."],
        "numbers": [0, -7, 1000.0, 31, 1.5, 0.5, 18_446_744_073_709_551_615_u64, 1e20],
        "others": [null, null, true, false, null],
        "block": "one\ntwo\n",
        "folded": "one two",
    });
    assert_eq!(body, expected);
}
