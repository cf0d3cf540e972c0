//! Pages of the shapes that vendors' pages have.

use std::fs;
use std::path::{Path, PathBuf};

use errcat_codegen::Severity;
use errcat_import::{Draft, InvalidVendorId, VendorId};

use crate::drafting::{checked, filled, import, nothing};

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages")
}

fn page(name: &str) -> String {
    fs::read_to_string(pages().join(name)).unwrap()
}

#[test]
fn each_shape_of_page_is_drafted() {
    let mut names: Vec<String> = fs::read_dir(pages())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        let Draft { text, codes, statuses, unread, todos } = import(&page(&name)).unwrap();
        let counts =
            format!("codes: {codes}, rules for statuses: {statuses}, unread rows: {unread}, TODOs: {todos}");
        insta::assert_snapshot!(name.clone(), format!("{text}\n{counts}\n"));
        // What is not filled in is refused, and then only what says so is left to fix.
        assert!(checked(&text).catalogs.is_none());
        let draft = filled(&text);
        for finding in checked(&draft).findings {
            let is_left = finding.severity == Severity::Warning || finding.rule == "variant-name";
            assert!(is_left, "{name}: {finding:?}");
            assert!(draft.contains(&format!("# TODO: {}", finding.message)), "{name}: {finding:?}");
        }
    }
}

#[test]
fn every_fact_of_a_pasted_page_is_right() {
    let drafted = import(&page("pasted.txt")).unwrap();
    let catalogs = checked(&filled(&drafted.text)).catalogs.unwrap();
    let facts: Vec<String> = catalogs.vendors()[0]
        .table
        .entries
        .iter()
        .map(|entry| {
            let retry = entry.rule.retry.unwrap();
            let cell = retry.documented.unwrap();
            let http = entry.http.statuses().first().map_or("n/a".to_owned(), ToString::to_string);
            format!("{} {http} {} “{cell}”", entry.code, retry.kind)
        })
        .collect();
    assert_eq!(
        facts,
        [
            "ORDER_BENT 400 never “no”",
            "BLUEPRINT_NEEDED 422 never “no”",
            "METAL_SWAP_FAILED 200 never “no”",
            "TILL_JAMMED 429 after_wait “yes (after Retry-After)”",
            "WAGON_FULL 429 after_reset “no this month”",
            "T4_DOOR_ONLY 402 never “no”",
            "YARD_LOCKED 403 never “no”",
            "WORKSHOP_BUSY 200 backoff “yes”",
            "WORKSHOP_SLOW 200 backoff “yes”",
            "WORKSHOP_AWAY 200 backoff “yes (back off)”",
            "CAP_REACHED 200 not_applicable “n/a”",
            "WAGON_TURNED n/a not_applicable “n/a”",
            "WAGON_GONE 404 never “no”",
        ]
    );
}

#[test]
fn pages_that_give_nothing_say_why() {
    for page in ["", "Just a sentence.\n", "<html><body><div id=app></div><script>x</script></body></html>"] {
        assert_eq!(nothing(page), Vec::<String>::new(), "{page}");
    }
    let page = "| Plan | Price |\n|---|---|\n| Small | 400 |\n";
    assert_eq!(import(page).unwrap_err().to_string(), "no code and no status was found");
    assert!(nothing(page)[0].contains("not read: a table (Plan, Price)"), "{:?}", nothing(page));
}

#[test]
fn numbers_take_their_names_from_the_column_beside_them() {
    let page = "| Code | Name | Description |\n|---|---|---|\n| 20404 | NOT_FOUND | Gone. |\n| 0 | Not ready yet | Soon. |\n";
    let drafted = import(page).unwrap().text;
    assert!(drafted.contains("- code: \"20404\"\n        name: NotFound\n"), "{drafted}");
    assert!(drafted.contains("- code: \"0\"\n        name: NotReadyYet\n"), "{drafted}");
    assert!(!drafted.contains("page: Name"), "{drafted}");
    // A column of sentences holds no names.
    let drafted = import(&page.replace("Name", "Error").replace("NOT_FOUND", "It’s gone!")).unwrap().text;
    assert!(
        drafted.contains("page: Error: It’s gone!") && drafted.contains("such as `name: Code20404`"),
        "{drafted}"
    );
}

#[test]
fn a_byte_order_mark_and_other_line_ends_change_nothing() {
    let page = page("pipes.md");
    let drafted = import(&page).unwrap();
    assert_eq!(import(&format!("\u{feff}{}", page.replace('\n', "\r\n"))), Ok(drafted.clone()));
    assert_eq!(import(&page.replace('\n', "\r")), Ok(drafted));
}

#[test]
fn what_is_not_an_id_is_refused() {
    for id in ["acme", "acme-eu_2"] {
        assert_eq!(id.parse::<VendorId>().unwrap().as_str(), id);
    }
    for id in ["", "Acme", "2acme", "big acme", "acme: 1", "acme\nvendor"] {
        let error: InvalidVendorId = id.parse::<VendorId>().unwrap_err();
        assert!(error.to_string().contains("use lower-case letters"), "{error}");
    }
}
