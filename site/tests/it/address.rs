//! Where the pages of vendors and codes are.

use std::collections::HashSet;

use serde_json::Value;

use crate::scene::{catalog_of, options, site};

/// The folders of the pages of these codes of a vendor.
fn folders(vendor: &str, codes: &[&str]) -> Vec<String> {
    let code = |(at, code): (usize, &&str)| {
        let code = Value::from(*code);
        format!(
            "{{ code: {code}, name: Code{at}, category: internal, retry: never, meaning: It failed., action: Ask. }}, "
        )
    };
    let codes: String = codes.iter().enumerate().map(code).collect();
    let files = site(vec![catalog_of(vendor, &codes)], &options(None));
    let index: Value = serde_json::from_str(&files["v1/index.json"]).unwrap();
    let document = format!("v1/{}", index["vendors"][0]["json"].as_str().unwrap());
    let document: Value = serde_json::from_str(&files[&document]).unwrap();
    let folder = |code: &Value| {
        let page = code["url"].as_str().unwrap();
        assert!(files.contains_key(page), "{page}");
        page.trim_end_matches("/index.html").to_owned()
    };
    document["codes"].as_array().unwrap().iter().map(folder).collect()
}

#[test]
fn names_are_safe_and_keep_their_case() {
    let names = [
        ("RATE_LIMITED", "RATE_LIMITED"),
        ("timeoutProvider", "timeoutProvider"),
        ("22P02", "22P02"),
        ("a.b", "a.b"),
        ("..", "~2E~2E"),
        ("a/b c", "a~2Fb~20c"),
        ("<b>%41", "~3Cb~3E~2541"),
        ("CON", "~43ON"),
        ("nul.txt", "~6Eul.txt"),
        ("com1", "~63om1"),
        ("common", "common"),
        ("index.html", "~69ndex.html"),
        ("page-2", "~70age-2"),
        ("é", "~C3~A9"),
    ];
    let expected = names.map(|(_, name)| format!("acme/{name}"));
    assert_eq!(folders("acme", &names.map(|(code, _)| code)), expected);
    for (vendor, name) in [("status", "~73tatus"), ("v1", "~761"), ("runo", "runo")] {
        assert_eq!(folders(vendor, &["A"]), [format!("{name}/A")]);
    }
    let long = folders("acme", &[&"é".repeat(1000), &"é".repeat(1001)]);
    assert!(long[0].len() < 140 && long[0] != long[1], "{long:?}");
}

#[test]
fn names_that_differ_in_case_alone_are_different_folders_in_any_order() {
    let mut codes = ["Error", "ERROR", "error", "other", "~error"];
    let names = folders("acme", &codes);
    assert_eq!(names[1], "acme/ERROR");
    let folded: HashSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    assert_eq!(folded.len(), codes.len(), "{names:?}");
    codes.reverse();
    let mut turned = folders("acme", &codes);
    turned.reverse();
    assert_eq!(turned, names);
}
