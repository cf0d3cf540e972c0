//! The JSON documents are as their published schemas say.

use serde_json::Value;

use crate::scene::{hostile, of_workspace, options, site};
use crate::validator::Validator;

#[test]
fn documents_are_as_their_schemas_say_and_name_pages() {
    for files in [of_workspace(), &site(hostile(), &options(None))] {
        let schema = |name: &str| -> Value {
            serde_json::from_str(&files[&format!("v1/{name}.schema.json")]).unwrap()
        };
        let validator = |name: &str| Validator::new(schema(name));
        let (index, vendor, code) = (validator("index"), validator("vendor"), validator("code"));
        let documents =
            files.iter().filter(|(path, _)| path.starts_with("v1/") && !path.ends_with(".schema.json"));
        let mut ids = std::collections::BTreeSet::new();
        for (path, text) in documents {
            let document: Value = serde_json::from_str(text).unwrap();
            let validator = match path.split('/').count() {
                2 if path == "v1/index.json" => &index,
                2 => &vendor,
                _ => &code,
            };
            assert_eq!(validator.complaints(&document), [""; 0], "{path}");
            assert!(document["errcat"].is_string(), "{path}");
            if let Some(url) = document["url"].as_str() {
                assert!(files.contains_key(url), "{path}: {url}");
                assert!(ids.insert(document["id"].as_str().unwrap().to_owned()), "{path}");
            }
        }
    }
}

#[test]
fn with_an_address_links_are_absolute() {
    let files = site(hostile(), &options(Some("https://example.org/errors/")));
    let document: Value = serde_json::from_str(&files["v1/hostile/TWIN.json"]).unwrap();
    assert_eq!(document["url"], "https://example.org/errors/hostile/TWIN/");
    assert_eq!(document["id"], "hostile:TWIN");
    assert!(files["llms.txt"].contains("](https://example.org/errors/hostile/index.md)"));
}
