//! The feed of what is new.

use errcat_codegen::{Input, Options as CheckOptions, SourceFile, changes, check};
use errcat_site::Options;

use crate::scene::{options, site};

const ACME: &str = "vendor: acme
title: Acme & Sons
about: Sells anvils.
stability: stable
complete: true
sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]
envelope: { code: /code }
groups:
  - title: Codes
    codes:
      - { code: \"A_FAILED\", category: internal, retry: never, meaning: It failed., action: Ask. }
      - { code: \"B_FAILED\", category: internal, retry: never, meaning: It failed., action: Ask. }
";

/// The entries of the feed of a catalog, given what it was before.
fn entries(before: &str, now: &str) -> Vec<String> {
    let input = |text: &str| Input::new(vec![SourceFile::new("acme.yaml", text)]);
    let (before, after) = (input(before), input(now));
    let old = check(&before, &CheckOptions::default()).catalogs.unwrap();
    let new = check(&after, &CheckOptions::default()).catalogs.unwrap();
    let changes = changes::between(old.vendors(), new.vendors());
    let options = Options { changes, ..options(Some("https://example.org/errors/")) };
    let feed = site(vec![SourceFile::new("acme.yaml", now)], &options).remove("feed.xml").unwrap();
    feed.split("<entry>").skip(1).map(|entry| entry.split("</entry>").next().unwrap().to_owned()).collect()
}

#[test]
fn each_code_that_changed_is_an_entry() {
    let now = ACME
        .replacen("retry: never", "retry: backoff", 1)
        .replace("B_FAILED", "C_FAILED")
        .replace("2026-11-21", "2026-11-25");
    let entries = entries(ACME, &now);
    let shown: Vec<(&str, &str)> = entries
        .iter()
        .map(|entry| {
            let part =
                |name: &str| entry.split_once(&format!("<{name}>")).unwrap().1.split_once("</").unwrap().0;
            (part("title"), part("updated"))
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Acme &amp; Sons: 2 codes as of 2026-11-25", "2026-11-25T00:00:00Z"),
            ("Acme &amp; Sons A_FAILED: retry.kind never → backoff", "2026-11-25T00:00:00Z"),
            ("Acme &amp; Sons B_FAILED is gone", "2026-11-25T00:00:00Z"),
            ("Acme &amp; Sons C_FAILED is new: do not retry", "2026-11-25T00:00:00Z"),
        ],
        "{entries:#?}"
    );
    assert!(
        entries[1].contains("<link href=\"https://example.org/errors/acme/A_FAILED/index.html\"/>"),
        "{}",
        entries[1]
    );
    assert!(entries[2].contains("/acme/index.html"), "there is no page of it: {}", entries[2]);
}

#[test]
fn what_no_client_notices_is_no_news_and_many_codes_are_one_entry() {
    let wording = ACME.replace("It failed.", "It broke.").replace("2026-11-21", "2026-11-25");
    assert_eq!(entries(ACME, &wording).len(), 1);
    let many: String = (0..30)
        .map(|number| ACME.lines().last().unwrap().replace("B_FAILED", &format!("N_{number}")) + "\n")
        .collect();
    let entries = entries(ACME, &format!("{ACME}{many}"));
    assert_eq!(entries.len(), 2);
    assert!(entries[1].contains("30 codes changed") && entries[1].contains("N_29"), "{}", entries[1]);
}

#[test]
fn the_same_change_has_the_same_id_and_another_one_has_another() {
    let id = |retry: &str| {
        let entries = entries(ACME, &ACME.replacen("retry: never", retry, 1));
        entries[1].split_once("<id>").unwrap().1.split_once("</id>").unwrap().0.to_owned()
    };
    assert_eq!(id("retry: backoff"), id("retry: backoff"));
    assert_ne!(id("retry: backoff"), id("retry: after_wait"));
}
