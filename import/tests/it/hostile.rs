//! Pages that are huge, or written to do harm.

use crate::drafting::{checked, filled, import};

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
