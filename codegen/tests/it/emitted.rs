//! What comes out of small catalogs, one for each feature of the format.

use errcat_codegen::{CrateSource, Dependency, Package, Workspace};
use serde_json::{Value, json};

use crate::fixtures;
use crate::validator::Validator;

#[test]
fn the_same_catalogs_give_the_same_bytes_in_whatever_order() {
    let mut files = fixtures::valid();
    let first = fixtures::generate(&files);
    let half = files.len() / 2;
    files.rotate_left(half);
    assert_eq!(fixtures::generate(&files), first);
}

#[test]
fn each_feature_comes_out() {
    for name in fixtures::names(&fixtures::folder("valid")) {
        let files = fixtures::read(&fixtures::folder("valid").join(&name));
        for artifact in fixtures::generate(&files) {
            let rust = artifact.path.starts_with("src/vendors/") || artifact.path.starts_with("tests/");
            let of_all = ["/mod.rs", "/main.rs"].iter().any(|file| artifact.path.ends_with(file));
            let wanted = rust && !of_all
                || artifact.path.starts_with("docs/")
                    && artifact.path.ends_with(&format!("{}.md", files[0].stem()));
            if wanted {
                insta::assert_snapshot!(
                    format!("{name}-{}", artifact.path.replace('/', "-")),
                    artifact.contents
                );
            }
        }
    }
}

#[test]
fn each_code_is_a_line_for_machines() {
    let files = fixtures::read(&fixtures::folder("valid").join("entries"));
    let artifacts = fixtures::generate(&files);
    let text = &artifacts.iter().find(|artifact| artifact.path == "docs/catalog.json").unwrap().contents;
    let catalog: Value = serde_json::from_str(text).unwrap();
    let codes = catalog["vendors"][0]["codes"].as_array().unwrap();
    let lines: Vec<Value> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line.trim_end_matches(',')).ok())
        .filter(|value: &Value| value.get("code").is_some())
        .collect();
    assert_eq!(&lines, codes);
}

#[test]
fn what_holds_under_a_condition_has_it_for_machines_too() {
    let files = fixtures::read(&fixtures::folder("valid").join("statuses-only"));
    let artifacts = fixtures::generate(&files);
    let catalog = artifacts.iter().find(|artifact| artifact.path == "docs/catalog.json").unwrap();
    let catalog: Value = serde_json::from_str(&catalog.contents).unwrap();
    let vendor = &catalog["vendors"][0];
    assert_eq!(
        vendor["waits"],
        json!([
            { "at": { "header": "X-Reset" }, "encoding": "epoch_seconds",
              "when": { "header": "X-Remaining", "equals": [0] } },
            { "at": { "pointer": "/reset" }, "encoding": "auto",
              "when": { "pointer": "/limited", "equals": [true, "yes"] } },
        ])
    );
    let of_403 = vendor["statuses"].as_array().unwrap().iter().filter(|rule| rule["status"] == "403");
    let whens: Vec<Option<&Value>> = of_403.map(|rule| rule.get("when")).collect();
    let present = json!({ "pointer": "/quota", "present": true });
    let equals = json!({ "header": "X-Remaining", "equals": [0] });
    assert_eq!(whens, [Some(&present), Some(&equals), None]);
}

#[test]
fn the_manifest_has_what_the_package_says_and_nothing_else() {
    let files = fixtures::read(&fixtures::folder("valid").join("smallest"));
    let lines_of = |package: Package| -> Vec<String> {
        let artifacts = fixtures::generate_for(&files, package);
        let manifest = artifacts.into_iter().find(|artifact| artifact.path == "Cargo.toml").unwrap();
        manifest.contents.lines().map(str::to_owned).collect()
    };
    let smallest = lines_of(fixtures::package());
    let full = lines_of(Package {
        license: Some("MIT".to_owned()),
        repository: Some("https://acme.example/errors".to_owned()),
        readme: Some("../README.md".to_owned()),
        keywords: vec!["anvil".to_owned(), "error".to_owned()],
        categories: vec!["api-bindings".to_owned()],
        default_features: Some(vec!["std".to_owned()]),
        core: Dependency {
            version: None,
            source: CrateSource::Folder("../core".to_owned()),
            features: vec!["tower".to_owned()],
        },
        workspace: Workspace::Member,
        ..fixtures::package()
    });
    let more: Vec<&String> = full.iter().filter(|line| !smallest.contains(line)).collect();
    assert_eq!(
        more,
        [
            "license = \"MIT\"",
            "repository = \"https://acme.example/errors\"",
            "readme = \"../README.md\"",
            "keywords = [\"anvil\", \"error\"]",
            "categories = [\"api-bindings\"]",
            "[lints]",
            "workspace = true",
            "default = [\"std\"]",
            "errcat-core = { path = \"../core\", version = \"0.1.0\", default-features = false, features = [\"tower\"] }",
        ]
    );
}

#[test]
fn the_schema_that_the_catalogs_name_is_beside_them() {
    for name in ["dialects", "entries", "formats", "retries", "statuses-only"] {
        let files = fixtures::read(&fixtures::folder("valid").join(name));
        let artifacts = fixtures::generate(&files);
        let json = |path: &str| -> Value {
            let artifact = artifacts.iter().find(|artifact| artifact.path == path).unwrap();
            serde_json::from_str(&artifact.contents).unwrap()
        };
        let catalogs = json("docs/catalog.json");
        let schema = json(&format!("docs/{}", catalogs["$schema"].as_str().unwrap()));
        assert_eq!(Validator::new(schema).complaints(&catalogs), [""; 0], "{name}");
    }
}

/// The module of a vendor with these lines, and the items of it.
fn module(more: &str) -> (String, Vec<syn::Item>) {
    let files = [fixtures::acme(more)];
    let artifacts = fixtures::generate(&files);
    let module = artifacts.into_iter().find(|artifact| artifact.path == "src/vendors/acme.rs").unwrap();
    let items = syn::parse_file(&module.contents).unwrap().items;
    (module.contents, items)
}

/// Holds what is written as text to how the printer lays it out.
fn is_laid_out(more: &str) {
    let (text, items) = module(more);
    let printed =
        |item: syn::Item| prettyplease::unparse(&syn::File { items: vec![item], ..syn::parse_quote!() });
    let mut seen = 0;
    for item in items {
        let expected = match item {
            syn::Item::Enum(of) if of.ident == "ErrorCode" => printed(syn::Item::Enum(of)),
            syn::Item::Impl(mut of) if of.trait_.is_none() => {
                of.items.retain(|item| matches!(item, syn::ImplItem::Fn(of) if of.sig.ident == "all"));
                if of.items.is_empty() {
                    continue;
                }
                printed(syn::Item::Impl(of)).trim_end().trim_end_matches('}').to_owned()
            }
            _ => continue,
        };
        assert!(text.contains(&expected), "{expected}");
        seen += 1;
    }
    assert_eq!(seen, 2);
}

fn codes(entries: &str) -> String {
    format!("groups:\n- title: Codes\n  codes:\n{entries}")
}

#[test]
fn the_list_of_codes_is_laid_out_as_the_printer_does() {
    let entry = |name: &str| {
        format!("  - {{ code: \"{name}\", name: {name}, category: internal, meaning: It broke. }}\n")
    };
    for length in 1..=90 {
        let long = entry(&"A".repeat(length));
        is_laid_out(&codes(&long));
        is_laid_out(&codes(&[long, entry("Bbbbb"), entry("C")].concat()));
    }
    is_laid_out("groups: []\nstatuses: [{ status: 500, category: internal, meaning: It broke. }]\n");
}

#[test]
fn a_variant_is_laid_out_as_the_printer_does() {
    // A line has room for 100 characters.
    let short = (0..100).map(|length| "a".repeat(length));
    let escaped = (0..25).map(|length| "\u{e9}'\\\"\\\\".repeat(length));
    for note in short.chain(escaped) {
        is_laid_out(&codes(&format!(
            "  - {{ code: \"CODE\", category: internal, meaning: It broke., deprecated: {{ note: \"{note}\" }} }}\n"
        )));
    }
}
