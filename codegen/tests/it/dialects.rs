//! Catalogs that extend others: what is inherited, what is not, and where findings about it stand.

use errcat_codegen::catalogs::Origin;
use errcat_codegen::{Severity, SourceFile};
use errcat_core::{Basis, Category, Response, Retry};
use serde_json::{Value, json};

use crate::fixtures;

const HEAD: &str = "title: Acme\nabout: Sells anvils.\nstability: stable\ncomplete: true\n\
                    sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]\n";

fn file(vendor: &str, more: &str) -> SourceFile {
    SourceFile::new(format!("{vendor}.yaml"), format!("vendor: {vendor}\n{HEAD}{more}"))
}

/// A catalog to extend, with these codes.
fn base(codes: &[&str]) -> SourceFile {
    let codes: String = codes
        .iter()
        .map(|code| {
            format!("      - {{ code: \"{code}\", category: internal, meaning: It failed somehow. }}\n")
        })
        .collect();
    file("base", &format!("envelope: {{ code: /code }}\ngroups:\n  - title: Codes\n    codes:\n{codes}"))
}

fn shown(files: &[SourceFile]) -> Vec<String> {
    let text = |finding: &errcat_codegen::Finding| {
        let file = files.iter().find(|file| file.path == finding.place.file).unwrap();
        let at = String::from_utf8_lossy(&file.bytes[finding.place.span.clone()]).into_owned();
        format!("{} {} {at}", finding.place.file, finding.rule)
    };
    fixtures::findings(files).iter().map(text).collect()
}

fn stores() -> Vec<SourceFile> {
    fixtures::read(&fixtures::folder("valid").join("dialects"))
}

#[test]
fn a_dialect_says_what_differs() {
    let files = stores();
    assert_eq!(shown(&files), [""; 0]);
    let catalogs = fixtures::catalogs(&files);
    let [archive, bucket, store] = catalogs.vendors() else { panic!("three vendors") };
    let codes = |vendor: &errcat_codegen::catalogs::Vendor<'_>| -> Vec<(String, String)> {
        let origin = |notes: &errcat_codegen::catalogs::Notes<'_>| match notes.origin {
            Origin::Source(position) => position.to_string(),
            Origin::Inherited(base) => base.vendor.to_owned(),
        };
        vendor.entries().map(|(entry, notes)| (entry.code.to_owned(), origin(notes))).collect()
    };
    let named = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(code, from)| ((*code).to_owned(), (*from).to_owned())).collect()
    };
    assert_eq!(
        codes(store),
        named(&[("InvalidName", "0"), ("NoSuchKey", "0"), ("SlowDown", "1"), ("TooManyBuckets", "1")])
    );
    let inherited = [("InvalidName", "store"), ("NoSuchKey", "store")];
    assert_eq!(
        codes(bucket),
        named(&[&[("BucketBusy", "0"), ("SlowDown", "0")], inherited.as_slice()].concat())
    );
    assert_eq!(
        codes(archive),
        named(&[&[("BucketBusy", "bucket"), ("SlowDown", "bucket")], inherited.as_slice()].concat())
    );
    // A field of the envelope takes the place of that field alone.
    let response = Response::new(409)
        .header("X-Request-Id", "r")
        .header("X-Bucket-Id", "b")
        .header("X-Error-Code", "BucketBusy");
    let verdict = bucket.table.classify(&response).unwrap();
    assert_eq!((verdict.raw_code(), verdict.request_id()), (Some("BucketBusy"), Some("b")));
    // A rule for several statuses stays for those that the dialect has no rule for.
    let of = |status| bucket.table.classify(&Response::new(status)).unwrap().category();
    assert_eq!(
        (of(500), of(503), of(403)),
        (Category::Internal, Category::Unavailable, Category::PermissionDenied)
    );
    assert_eq!(bucket.table.schedule, store.table.schedule);
    assert_eq!(archive.table.schedule.max_attempts, 2);
    assert_eq!(archive.table.unanswered, store.table.unanswered);
    assert_eq!((bucket.table.complete, store.table.complete), (false, true));
    assert_eq!(bucket.table.sources[0].title, "Bucket API");
    let unknown = Response::new(400).header("X-Error-Code", "InvalidRange");
    let verdict = archive.table.classify(&unknown).unwrap();
    assert_eq!((verdict.basis(), verdict.retry()), (Basis::Family, Retry::Never));
}

#[test]
fn what_is_generated_of_a_dialect_is_complete_and_says_what_is_inherited() {
    let artifacts = fixtures::generate(&stores());
    let text = |path: &str| &artifacts.iter().find(|artifact| artifact.path == path).unwrap().contents;
    let module = text("src/vendors/archive.rs");
    assert!(!module.contains("store::") && !module.contains("bucket::"), "{module}");
    let page = text("docs/bucket.md");
    assert!(page.contains("**A dialect of [Store](store.md):**"), "{page}");
    assert_eq!(page.matches("Inherited from [Store](store.md)").count(), 2, "{page}");
    let catalog: Value = serde_json::from_str(text("docs/catalog.json")).unwrap();
    let [archive, bucket, store] = [0, 1, 2].map(|vendor| &catalog["vendors"][vendor]);
    assert_eq!((&archive["extends"], &bucket["extends"]), (&json!("bucket"), &json!("store")));
    assert!(store.get("extends").is_none());
    let from = |code: usize| (&archive["codes"][code]["inherited_from"], &archive["codes"][code]["source"]);
    assert_eq!(from(0), (&json!("bucket"), &Value::Null));
    assert_eq!(from(2), (&json!("store"), &Value::Null));
    assert!(store["codes"][0].get("inherited_from").is_none());
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let mut files = stores();
    let first = fixtures::generate(&files);
    files.reverse();
    let texts = |artifacts: Vec<errcat_codegen::Artifact>| -> Vec<(String, String)> {
        artifacts.into_iter().map(|artifact| (artifact.path, artifact.contents)).collect()
    };
    assert_eq!(texts(first), texts(fixtures::generate(&files)));
}

#[test]
fn what_is_wrong_with_a_base_is_reported_once() {
    // A mistake of its own, a lint, and a text that is no pointer.
    let wrong = "envelope: { code: code }\nstatuses: [{ status: 404, category: internal, retry: after_reset, meaning: A. }]\n\
                 groups: [{ title: Codes, codes: [{ code: \"A\", category: internal, meaning: One., deprecated: { replaced_by: \"B\" } }] }]\n";
    let alone = shown(&[file("base", wrong)]);
    assert!(!alone.is_empty());
    let dialect = |name: &str| file(name, "extends: base\n");
    assert_eq!(shown(&[file("base", wrong), dialect("one"), dialect("two")]), alone);
    // Lints of what is right.
    let linted =
        wrong.replace("code: code", "code: /code").replace(", deprecated: { replaced_by: \"B\" }", "");
    let alone = shown(&[file("base", &linted)]);
    assert!(!alone.is_empty());
    assert_eq!(shown(&[file("base", &linted), dialect("one"), dialect("two")]), alone);
}

#[test]
fn a_base_that_can_t_be_read_says_so_itself() {
    let dialect = file("acme", "extends: base\nexamples: [{ status: 500, expect: { code: \"A\" } }]\n");
    for (text, rules) in [
        ("vendor: [", vec!["acme.yaml extends base", "base.yaml yaml-syntax "]),
        ("vendor: base\ntitle: Base\n", vec!["base.yaml missing-field vendor"; 5]),
    ] {
        let found = shown(&[SourceFile::new("base.yaml", text), dialect.clone()]);
        assert_eq!(found.len(), rules.len(), "{found:?}");
        assert!(found.iter().zip(&rules).all(|(found, rule)| found.starts_with(rule)), "{found:?}");
    }
    let into_nothing = [file("acme", "extends: base\n"), file("base", "extends: gone\n")];
    assert_eq!(shown(&into_nothing), ["base.yaml extends gone"]);
}

#[test]
fn what_can_t_be_read_in_a_dialect_hides_nothing_and_is_not_missed() {
    let groups = "extends: base\ngroups: none\nexamples: [{ status: 500, expect: { code: \"OWN\" } }]\n";
    assert_eq!(shown(&[base(&["A"]), file("acme", groups)]), ["acme.yaml wrong-type none"]);
    let misspelt = "extends: base\nomits: [\"B\"]\nzzz: 1\n";
    let found = shown(&[base(&["A"]), file("acme", misspelt)]);
    assert_eq!(found, ["acme.yaml omits \"B\"", "acme.yaml unknown-field zzz"]);
}

#[test]
fn what_contradicts_only_together_is_reported_for_the_dialect() {
    let codes = |codes: &str| {
        format!(
            "extends: base\ngroups:\n  - title: Own\n    codes:\n      - {{ {codes}, category: internal, meaning: One. }}\n"
        )
    };
    // An alias that is an inherited code, and two codes of one name.
    let alias = file("acme", &codes("code: \"OWN\", aliases: [\"OLD\"]"));
    assert_eq!(shown(&[base(&["OLD"]), alias]), ["acme.yaml duplicate-code \"OLD\""]);
    let name = file("acme", &codes("code: \"OLD_ONE\""));
    assert_eq!(shown(&[base(&["OldOne"]), name]), ["acme.yaml name-collision \"OLD_ONE\""]);
    // An inherited code is replaced by one that is omitted.
    let replaced = file(
        "base",
        "envelope: { code: /code }\ngroups: [{ title: Codes, codes: [\
         { code: \"A\", category: internal, meaning: One., deprecated: { replaced_by: \"B\" } },\
         { code: \"B\", category: internal, meaning: Two. }] }]\n",
    );
    let omitted = file("acme", "extends: base\nomits: [\"B\"]\n");
    assert_eq!(shown(&[replaced, omitted]), ["acme.yaml deprecated base"]);
    // An entry contradicts an inherited rule.
    let ruled = file(
        "base",
        "envelope: { code: /code }\nstatuses: [{ status: 500, category: internal, retry: backoff, meaning: One. }]\n",
    );
    let contradicts = file("acme", &codes("code: \"OWN\", http: 500, retry: never, action: Wait"));
    assert_eq!(shown(&[ruled, contradicts]), ["acme.yaml status-contradiction never"]);
}

#[test]
fn an_inherited_place_needs_no_example_and_an_own_one_does() {
    let own = file(
        "acme",
        "extends: base\nenvelope: { message: /text }\nexamples: [{ status: 500, body: { code: A }, expect: { code: \"A\" } }]\n",
    );
    let found = shown(&[base(&["A"]), own]);
    assert_eq!(found, ["acme.yaml unexercised-place /text"]);
}

#[test]
fn a_catalog_without_an_envelope_extends_another() {
    let found = shown(&[file("acme", "groups: []\n")]);
    assert_eq!(found, ["acme.yaml missing-field vendor"]);
}

#[test]
fn a_long_chain_ends() {
    let mut files = vec![base(&["A"])];
    for n in 0..200 {
        let of = if n == 0 { "base".to_owned() } else { format!("dialect{}", n - 1) };
        files.push(file(&format!("dialect{n}"), &format!("extends: {of}\n")));
    }
    assert!(fixtures::check(&files).findings.iter().all(|finding| finding.severity == Severity::Warning));
    // And one that goes round.
    files[0] = file("base", "extends: dialect199\n");
    assert_eq!(shown(&files), ["base.yaml extends dialect199"]);
}
