//! Drafts of sources that are made for machines, each of its own kind.

use std::fs;
use std::path::{Path, PathBuf};

use errcat_codegen::Severity;
use errcat_import::{Draft, Error, Kind, Source, SourceText, draft};

use crate::drafting::{about, checked, filled, import, import_from};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/machine")
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// Each fixture, its kind, and the service config beside it.
const FIXTURES: &[(&str, Kind, Option<&str>)] = &[
    ("botocore.json", Kind::Botocore, None),
    ("query.json", Kind::Botocore, None),
    ("smithy.json", Kind::Smithy, None),
    ("openapi.yaml", Kind::OpenApi, None),
    ("swagger.json", Kind::OpenApi, None),
    ("code.proto", Kind::Proto, Some("service_config.json")),
    ("errcodes.txt", Kind::Postgresql, None),
    ("Errors.java", Kind::Kafka, None),
    ("protocol.html", Kind::Kafka, None),
    ("error_codes.yml", Kind::Mongodb, None),
];

#[test]
fn each_kind_of_source_is_drafted() {
    for (name, kind, config) in FIXTURES {
        let (main, config) = (text(name), config.map(|config| (config, text(config))));
        let service_config = config.as_ref().map(|(name, text)| SourceText { name, text });
        let source = Source { service_config, ..Source::new(name, &main) };
        assert_eq!(source.kind(), *kind, "{name}");
        let Draft { text, codes, statuses, unread, todos } = import_from(&source).unwrap();
        let counts =
            format!("codes: {codes}, rules for statuses: {statuses}, unread rows: {unread}, TODOs: {todos}");
        insta::assert_snapshot!(*name, format!("{text}\n{counts}\n"));
        // What is not filled in is refused, and then only what says so is left to fix.
        assert!(checked(&text).catalogs.is_none(), "{name}");
        let draft = filled(&text);
        for finding in checked(&draft).findings {
            let is_left = finding.severity == Severity::Warning || finding.rule == "variant-name";
            assert!(is_left, "{name}: {finding:?}");
            assert!(draft.contains(&format!("# TODO: {}", finding.message)), "{name}: {finding:?}");
        }
    }
}

#[test]
fn flags_fill_in_the_source() {
    let mut about = about("acme");
    about.source_title = Some("codes: the proto file".to_owned());
    about.url = Some("https://acme.example/code.proto".to_owned());
    let drafted = draft(&Source::new("code.proto", &text("code.proto")), &about).unwrap().text;
    let source = "  - id: errors # TODO: is this its day?\n    title: \"codes: the proto file\"\n    retrieved: 2026-11-21\n    url: \"https://acme.example/code.proto\"\n";
    assert!(drafted.contains(source), "{drafted}");
}

#[test]
fn a_source_is_what_it_looks_like() {
    for (text, kind) in [
        (
            "{ \"smithy\": \"2.0\", \"shapes\": { \"a#B\": { \"traits\": { \"smithy.api#error\": \"client\" } } } }",
            Kind::Smithy,
        ),
        ("\u{feff}\n{ \"metadata\": {}, \"shapes\": {} }", Kind::Botocore),
        ("{ \"metadata\": {}, \"shapes\": {", Kind::Botocore),
        ("{ \"swagger\": \"2.0\" }", Kind::OpenApi),
        ("# A comment\nopenapi: 3.1.0\ninfo: {}\n", Kind::OpenApi),
        ("\"swagger\": '2.0'\n", Kind::OpenApi),
        ("// A comment\nsyntax = \"proto3\";\n", Kind::Proto),
        ("enum Code {\n  OK = 0;\n}\n", Kind::Proto),
        ("package x;\npublic enum Errors {\n", Kind::Kafka),
        ("<table><tr><td>UNKNOWN_SERVER_ERROR</td><th>Retriable</th>", Kind::Kafka),
        ("#\nSection: Class 00\n\n00000    S    ERRCODE_FINE    fine\n", Kind::Postgresql),
        ("error_categories: []\nerror_codes:\n  - { code: 1, name: A }\n", Kind::Mongodb),
        ("{ \"error\": { \"code\": \"A\" } }", Kind::Page),
        ("openapi: what it is\n", Kind::Page),
        ("| Code | Meaning |\n|---|---|\n", Kind::Page),
        ("", Kind::Page),
    ] {
        assert_eq!(Source::new("source", text).kind(), kind, "{text}");
    }
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(*kind));
    }
    assert!("pdf".parse::<Kind>().unwrap_err().to_string().contains("page, botocore, smithy"));
}

#[test]
fn a_kind_can_be_forced() {
    let named = |kind| Source {
        kind: Some(kind),
        ..Source::new("x.json", "{ \"error\": { \"code\": \"A_B\", \"status\": 400 } }")
    };
    assert_eq!(import_from(&named(Kind::Page)).unwrap().codes, 1);
    let error = import_from(&named(Kind::Botocore)).unwrap_err().to_string();
    assert_eq!(
        error,
        "x.json: this is not a service model of botocore: it has no object `shapes`; give service-2.json, or name the kind with --from"
    );
}

/// The message on a source that can't be read.
fn unreadable(name: &str, kind: Kind, text: &str) -> String {
    match import_from(&Source { kind: Some(kind), ..Source::new(name, text) }) {
        Err(Error::Unreadable(unreadable)) => unreadable.to_string(),
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn what_can_not_be_read_is_named_with_its_place_and_the_remedy() {
    for (name, kind, text, message) in [
        (
            "a.json",
            Kind::Botocore,
            "{\n  \"shapes\": {\n",
            "a.json:3:1: this is not JSON: EOF while parsing an object; the file ends too early: save it again, as a whole",
        ),
        (
            "a.json",
            Kind::Smithy,
            "{ \"shapes\": [] ]",
            "a.json:1:16: this is not JSON: expected `,` or `}`; save the file again, or name its kind with --from",
        ),
        (
            "a.yaml",
            Kind::OpenApi,
            "openapi: 3.0.0\ninfo: &a {}\n",
            "a.yaml:2:7: an anchor, an alias or a tag of YAML is used here, which is not read; write the values out, for example by converting the file to JSON",
        ),
        (
            "a.yaml",
            Kind::OpenApi,
            "info: {}\n",
            "a.yaml: this is neither an OpenAPI nor a Swagger document: it has no `openapi` and no `swagger`; give the whole document, or name the kind with --from",
        ),
        (
            "a.proto",
            Kind::Proto,
            "enum Code {\n  OK = 0;\n",
            "a.proto:1:11: this enum does not end; close it with `}`, or save the file again",
        ),
        (
            "a.proto",
            Kind::Proto,
            "/* x",
            "a.proto:1:1: this comment does not end; close it with `*/`, or save the file again",
        ),
        (
            "a.java",
            Kind::Kafka,
            "enum Errors {\n  A(1, \"x,\n}",
            "a.java:2:8: this text does not end on its line; close its quotes, or save the file again",
        ),
        (
            "a.txt",
            Kind::Postgresql,
            "# nothing\n",
            "a.txt: this has no rows such as `00000    S    ERRCODE_SUCCESSFUL_COMPLETION    successful_completion`; give src/backend/utils/errcodes.txt",
        ),
        (
            "a.yml",
            Kind::Mongodb,
            "error_codes: {}\n",
            "a.yml: this has no list `error_codes`; give src/mongo/base/error_codes.yml",
        ),
    ] {
        assert_eq!(unreadable(name, kind, text), message);
    }
    let config = SourceText { name: "config.json", text: "{}" };
    let source = Source { service_config: Some(config), ..Source::new("a.proto", "enum Code { OK = 0; }") };
    let error = import_from(&source).unwrap_err().to_string();
    assert_eq!(
        error,
        "config.json: this is not a gRPC service config: it has no list `methodConfig`; give the file that has the retry policies"
    );
}

#[test]
fn durations_of_a_service_config_are_those_of_catalogs() {
    let drafted = |text: &str| {
        let config = format!(
            "{{ \"methodConfig\": [{{ \"name\": [{{}}], \"retryPolicy\": {{ \"initialBackoff\": \"{text}\", \"maxBackoff\": \"9s\", \"backoffMultiplier\": 2 }} }}] }}"
        );
        let service_config = Some(SourceText { name: "config.json", text: &config });
        import_from(&Source { service_config, ..Source::new("a.proto", "enum Code { A_B = 1; }") })
            .unwrap()
            .text
    };
    for (text, initial) in
        [("0.100s", "100ms"), ("1s", "1s"), ("60s", "60s"), ("1.3s", "1300ms"), ("0.0015s", "2ms")]
    {
        let backoff = format!("\n  backoff: {{ initial: {initial}, factor: 2, max: 9s }}\n");
        assert!(drafted(text).contains(&backoff), "{}", drafted(text));
    }
    for text in ["", "s", "1", "-1s", "1e99s", "NaNs", "infs", "0s"] {
        let drafted = drafted(text);
        assert!(!drafted.contains("backoff:"), "{drafted}");
        assert!(drafted.contains("# TODO: the waits of this policy could not be read: "), "{drafted}");
    }
}

#[test]
fn hostile_sources_end() {
    let deep_json = |open: &str| format!("{{ \"metadata\": {{}}, \"shapes\": {}", open.repeat(100_000));
    assert!(unreadable("a", Kind::Botocore, &deep_json("[")).contains("nested too deep"));
    assert!(
        unreadable("a", Kind::OpenApi, &format!("openapi: 3\nx: {}", "[".repeat(100_000))).contains("deep")
    );
    // Schemas that refer to each other, and to themselves, in every way.
    let parts: String =
        (0..40).map(|n| format!("{{ \"$ref\": \"#/components/schemas/Error{n}\" }},")).collect();
    let parts = parts.trim_end_matches(',');
    let schemas: String = (0..40).map(|n| format!("\"Error{n}\": {{ \"anyOf\": [{parts}], \"properties\": {{ \"a\": {{ \"oneOf\": [{parts}] }}, \"code\": {{ \"enum\": [\"C_{n}\"] }} }} }},")).collect();
    let circles = format!(
        "{{ \"openapi\": \"3.0.0\", \"components\": {{ \"schemas\": {{ {} }} }} }}",
        schemas.trim_end_matches(',')
    );
    assert_eq!(import(&circles).unwrap().codes, 40);
    let circle = "{ \"openapi\": \"3\", \"components\": { \"schemas\": { \"Error\": { \"$ref\": \"#/components/schemas/Error\" } } } }";
    assert!(matches!(import(circle), Err(Error::NothingFound(_))));
    let values: String = (0..3_000).map(|n| format!("  C_{n} = {n}; // HTTP Mapping: 400\n")).collect();
    assert_eq!(import(&format!("enum Code {{\n{values}}}\n")).unwrap().codes, 3_000);
    let rows: String = (0..2_000).map(|n| format!("A{n:04}    E    ERRCODE_N{n}    n{n}\n")).collect();
    assert_eq!(import(&rows).unwrap().codes, 2_000);
    for hostile in [
        format!("enum Code {{ A = 1 {}", "[(".repeat(50_000)),
        format!("enum Code {{ A {}; }}", "= 1 [deprecated".repeat(10_000)),
        "enum A {} ".repeat(10_000) + "enum A {\n",
        format!("public enum Errors {{ A(1, {}", "(\"\"+".repeat(25_000)),
        "public enum Errors { A(1, null, B::new); } class B extends B {}".to_owned(),
        format!("error_codes:\n{}", "  - {}\n".repeat(5_000)),
        format!("error_codes:\n{}", "  - {code: 1, name: A}\n".repeat(5_000)),
    ] {
        // It neither panics nor runs for ever.
        let _ = import(&hostile);
    }
}

#[test]
fn whatever_a_source_says_stays_data() {
    let text = "x # y: \"z\" \\ ' - [a] {b} & * ! % @ \u{2028}\u{85}\u{202e}\t\u{7}\nvendor: evil";
    let json = serde_json::to_string(text).unwrap();
    let botocore = format!(
        "{{ \"metadata\": {{ \"protocol\": {json}, \"serviceFullName\": {json} }}, \"shapes\": {{ {json}: {{ \"exception\": true, \"documentation\": {json}, \"retryable\": {{ \"throttling\": {json} }}, \"error\": {{ \"httpStatusCode\": {json}, \"code\": {json} }}, \"members\": {{ {json}: {{ \"location\": \"header\", \"locationName\": {json} }}, \"retryAfter\": {{ \"location\": \"header\", \"locationName\": {json} }} }} }} }} }}"
    );
    let smithy = format!(
        "{{ \"smithy\": \"2\", \"shapes\": {{ \"a#S\": {{ \"type\": \"service\", \"traits\": {{ \"smithy.api#title\": {json}, {json}: {{}} }} }}, {json}: {{ \"type\": \"structure\", \"members\": {{ \"retryAfter\": {{ \"traits\": {{ \"smithy.api#httpHeader\": {json} }} }} }}, \"traits\": {{ \"smithy.api#error\": \"client\", \"smithy.api#documentation\": {json} }} }} }} }}"
    );
    let openapi = format!(
        "{{ \"openapi\": \"3.0.0\", \"info\": {{ \"title\": {json} }}, \"paths\": {{ \"/\": {{ \"get\": {{ \"responses\": {{ \"400\": {{ \"description\": {json}, \"headers\": {{ \"Retry-After\": {{}} }}, \"content\": {{ {json}: {{ \"example\": {{ {json}: {json}, \"code\": {json} }}, \"examples\": {{ {json}: {{ \"value\": {json} }} }}, \"schema\": {{ \"properties\": {{ {json}: {{}}, \"code\": {{ \"enum\": [{json}, 1], \"x-enum-varnames\": [{json}, {json}], \"x-enumDescriptions\": [{json}] }} }} }} }} }} }} }} }} }} }} }}"
    );
    let config = format!(
        "{{ \"methodConfig\": [{{ \"name\": [{{}}], \"retryPolicy\": {{ \"initialBackoff\": \"1s\", \"maxBackoff\": \"2s\", \"backoffMultiplier\": 2, \"retryableStatusCodes\": [\"A_B\", {json}] }} }}] }}"
    );
    let mongodb = format!(
        "error_codes: [{{ \"code\": 1, \"name\": {json}, \"categories\": [{json}] }}]\n",
        json = json.replace("\\u2028", "\u{2028}")
    );
    let proto = format!("enum Code {{\n  /* {text} */\n  A_B = 1; // {}\n}}\n", text.replace('\n', " "));
    let java = "public enum Errors { A_B(1, \"x # y: \\\" z\\nvendor: evil\", null) }".to_owned();
    let postgresql = format!("Section: {}\n00000    S    ERRCODE_\"#:    \"#:\n", text.replace('\n', " "));
    for (kind, text) in [
        (Kind::Botocore, &botocore),
        (Kind::Smithy, &smithy),
        (Kind::OpenApi, &openapi),
        (Kind::Mongodb, &mongodb),
        (Kind::Proto, &proto),
        (Kind::Kafka, &java),
        (Kind::Postgresql, &postgresql),
    ] {
        let main = Source { kind: Some(kind), ..Source::new("a", text) };
        let service_config = (kind == Kind::Proto).then_some(SourceText { name: "b", text: &config });
        let drafted = import_from(&Source { service_config, ..main })
            .unwrap_or_else(|error| panic!("{kind}: {error}"))
            .text;
        for line in drafted.lines() {
            assert!(!line.starts_with("vendor: evil"), "{kind}: {drafted}");
        }
        let findings = checked(&filled(&drafted)).findings;
        let broken = findings.iter().find(|finding| {
            matches!(finding.rule, "yaml-syntax" | "unknown-field" | "wrong-type" | "duplicate-key")
        });
        assert!(broken.is_none(), "{kind}: {broken:?}\n{drafted}");
    }
}
