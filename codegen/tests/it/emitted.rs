//! What comes out of small catalogs, one for each feature of the format.

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
