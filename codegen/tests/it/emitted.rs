//! What comes out of small catalogs, one for each feature of the format.

use errcat_codegen::{CrateSource, Dependency, Package, Workspace};
use serde_json::{Value, json};

use crate::fixtures;

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
        let complaints: Vec<String> = jsonschema::validator_for(&schema)
            .unwrap()
            .iter_errors(&catalogs)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(complaints, [""; 0], "{name}");
    }
}
