//! Tables in Markdown files.

use errcat_codegen::{Input, Options as CheckOptions, Position, SourceFile, check};
use errcat_site::{Injected, inject};

use crate::scene::options;

const ACME: &str = "vendor: acme
title: Acme
about: Sells anvils.
stability: stable
complete: true
sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]
envelope: { code: /code }
groups:
  - title: Quotas & access
    codes:
      - { code: \"A|B\", http: 429, category: rate_limited, retry: after_wait, meaning: Too *many*., action: Wait. }
  - title: Other
    codes:
      - { code: \"A_FAILED\", category: internal, retry: never, meaning: It failed., action: Ask. }
";

fn injected(text: &str, base_url: Option<&str>) -> Injected {
    let input = Input::new(vec![SourceFile::new("acme.yaml", ACME)]);
    let catalogs = check(&input, &CheckOptions::default()).catalogs.unwrap();
    inject(&SourceFile::new("README.md", text), &catalogs, &options(base_url))
}

#[test]
fn a_table_is_filled_in_and_stays_as_it_is() {
    let text = "# A\n\n<!-- errcat: table vendor=acme group=\"Quotas & access\" columns=code,http,retry,meaning -->\nold\n<!-- /errcat -->\n\nrest";
    let first = injected(text, None);
    assert_eq!(first.findings, []);
    assert_eq!(
        first.text,
        "# A\n\n<!-- errcat: table vendor=acme group=\"Quotas & access\" columns=code,http,retry,meaning -->\n\
        | Code | HTTP | Retry | Meaning |\n|---|---|---|---|\n| `A\\|B` | 429 | retry after the wait | Too \\*many\\*. |\n\
        <!-- /errcat -->\n\nrest"
    );
    assert_eq!(injected(&first.text, None).text, first.text);
    let linked = injected(
        "<!-- errcat: table vendor=acme retry=never columns=code -->\n<!-- /errcat -->\n",
        Some("https://example.org/"),
    );
    assert!(linked.text.contains("| [`A_FAILED`](https://example.org/acme/A_FAILED/) |"), "{}", linked.text);
    let all = injected("<!-- errcat: table vendor=acme -->\n<!-- /errcat -->\n", None);
    assert_eq!(all.text.lines().count(), 6, "{}", all.text);
}

#[test]
fn in_a_fenced_block_it_is_text() {
    for text in [
        "```md\n<!-- errcat: table vendor=none -->\n```\n",
        "~~~~\n```\n<!-- /errcat -->\n~~~~\n",
        "nothing of the kind\r\n",
    ] {
        let same = injected(text, None);
        assert_eq!((same.text.as_str(), same.tables, same.findings), (text, 0, vec![]));
    }
}

#[test]
fn what_is_wrong_has_its_line_and_nothing_is_changed() {
    for (comment, message, column) in [
        ("<!-- errcat: table vendor=acne -->\n<!-- /errcat -->", "there is no vendor `acne`", 27),
        (
            "<!-- errcat: table vendor=acme columns=code,htp -->\n<!-- /errcat -->",
            "there is no column `htp`",
            40,
        ),
        (
            "<!-- errcat: table vendor=acme group=\"Nope\" -->\n<!-- /errcat -->",
            "there is no group `Nope`",
            38,
        ),
        (
            "<!-- errcat: table vendor=acme retry=maybe -->\n<!-- /errcat -->",
            "there is no retry kind `maybe`",
            38,
        ),
        (
            "<!-- errcat: table vendor=acme colour=red -->\n<!-- /errcat -->",
            "there is no argument `colour`",
            32,
        ),
        ("<!-- errcat: table vendor=acme \"x -->\n<!-- /errcat -->", "not a name and a value", 32),
        ("<!-- errcat: table -->\n<!-- /errcat -->", "the table names no vendor", 1),
        ("<!-- errcat: list vendor=acme -->\n<!-- /errcat -->", "only tables can be filled in", 1),
        ("<!-- errcat: table vendor=acme", "the comment goes on after its line", 1),
        ("<!-- errcat: table vendor=acme -->", "the table has no end", 1),
        ("<!-- /errcat -->", "the end of a table that does not begin", 1),
        (
            "<!-- errcat: table vendor=acme group=Other retry=backoff -->\n<!-- /errcat -->",
            "no code is left for the table",
            1,
        ),
    ] {
        let text = format!("one\ntwo\n{comment}\nrest\n");
        let wrong = injected(&text, None);
        let finding = &wrong.findings[0];
        assert_eq!((finding.message.as_str(), wrong.text.as_str()), (message, text.as_str()));
        let position = Position::of(text.as_bytes(), finding.place.span.start);
        assert_eq!((position.line, position.column), (3, column), "{message}");
    }
}
