//! Pages that are huge, or written to do harm.

use errcat_import::{About, Source, SourceText, draft};
use serde_json::json;

use crate::drafting::{about, checked, filled, import};

#[test]
fn large_and_hostile_pages_end() {
    let rows: String = (0..2_000).map(|n| format!("| CODE_{n} | 400 | no | Text. |\n")).collect();
    let many = import(&format!("| Code | Status | Retry | Meaning |\n|---|---|---|---|\n{rows}")).unwrap();
    assert_eq!(many.codes, 2_000);
    let numbers: String = (0..2_000).map(|n| format!("| {n} | 400 |\n")).collect();
    let named = import(&format!("| Code | Status |\n|---|---|\n{numbers}")).unwrap();
    assert_eq!(named.text.matches("such as `name: ").count(), 2_000);
    for hostile in [
        "CodeHTTPRetryableMeaning\n".to_owned() + &"A1b2C3no400".repeat(20_000),
        "<table>".repeat(5_000),
        "<table><tr><th>Code<th>Status<tr><td colspan=4000000000>A_B<td rowspan=99999999999>400</table>"
            .to_owned(),
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "| ".repeat(20_000) + "\n" + &"|-".repeat(20_000),
        "*_`[".repeat(20_000) + ": x",
        "Fix: ".to_owned() + &"*_`[](".repeat(20_000),
    ] {
        // It neither panics nor runs for ever.
        let _ = import(&hostile);
    }
}

#[test]
fn whatever_a_page_says_stays_data() {
    let text = "x # y: \"z\" \\ ' - [a] {b} & * ! % @ \u{2028}\u{85}\u{202e}\t\u{7}";
    let page = format!(
        "## {text}\n\n| Code | Status | Retry | Meaning | Action |\n|---|---|---|---|---|\n| A_\"B\\\\ | 400 | no {text} | {text} | {text} |\n"
    );
    let drafted = import(&page).unwrap();
    let catalogs = checked(&filled(&drafted.text)).catalogs.unwrap_or_else(|| panic!("{}", drafted.text));
    assert_eq!(catalogs.vendors()[0].table.entries[0].code, "A_\"B\\");
}

/// A source with one code.
const PROTO: &str = "enum Code { A_B = 1; }";

#[test]
fn no_text_leaves_its_place() {
    for odd in [
        "\"",
        "\\",
        "a\nb: c",
        "\u{2028}x",
        "\0",
        "\u{85}",
        "\u{feff}",
        "\u{202e}",
        "it's # not: a comment",
        "- a",
        "😀",
        "NO",
        "1e3",
        "",
        " ",
    ] {
        let given = || Some(odd.to_owned());
        let about = About { title: given(), source_title: given(), url: given(), ..about("acme") };
        let policy = json!({ "retryableStatusCodes": [odd] });
        let config = json!({ "methodConfig": [{ "name": [{}], "retryPolicy": policy }] }).to_string();
        let service_config = Some(SourceText { name: "config.json", text: &config });
        let source = Source { service_config, ..Source::new("a.proto", PROTO) };
        let drafted = draft(&source, &about).unwrap().text;
        let of =
            |start: &'static str| drafted.lines().filter_map(move |line| line.trim().strip_prefix(start));
        let quoted: Vec<String> = of("title: ")
            .chain(of("url: "))
            // JSON has the same escapes, but for the longest.
            .map(|quoted| serde_json::from_str(&quoted.replace("\\U0000", "\\u")).unwrap())
            .collect();
        assert_eq!(quoted, [odd; 3], "{drafted}");
        assert!(
            of("# TODO: the policy retries ")
                .any(|note| note.ends_with(", which is not one of the codes here")),
            "{drafted}"
        );
        assert!(!drafted.contains(['\r', '\0', '\u{85}', '\u{2028}']), "{drafted}");
    }
}

#[test]
fn only_a_harmless_text_is_not_quoted() {
    let odd = ["No", "True", "A: b", "A #b", "Null", "1st", "Yes", "a"]
        .map(|title| (title, format!("\"{title}\"")));
    for (title, drafted) in [("Quotas & Access", "Quotas & Access".to_owned())].into_iter().chain(odd) {
        let about = About { title: Some(title.to_owned()), ..about("acme") };
        let text = draft(&Source::new("a.proto", PROTO), &about).unwrap().text;
        assert!(text.lines().any(|line| line == format!("title: {drafted}")), "{text}");
    }
}

#[test]
fn a_long_text_is_cut() {
    let page = format!("| Code | Meaning |\n|---|---|\n| A_B | {} |\n", "long ".repeat(1_000));
    let drafted = import(&page).unwrap().text;
    let comment = drafted.split_once("# page: Meaning: ").unwrap().1.lines().next().unwrap();
    assert!(comment.ends_with('…') && comment.chars().count() <= 401, "{comment}");
}
