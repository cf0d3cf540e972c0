//! The README of the format lists every rule in the very words of the program.

use errcat_codegen::rules::RULES;

#[test]
fn the_format_s_readme_lists_every_rule() {
    let readme = include_str!("../../../catalog/README.md");
    let (_, rest) = readme.split_once("<!-- rules:start -->\n").unwrap();
    let (listed, _) = rest.split_once("<!-- rules:end -->").unwrap();
    let rows: String =
        RULES.iter().map(|rule| format!("| `{}` | {} | {} |\n", rule.id, rule.wants, rule.why)).collect();
    let expected = format!("\n| Rule | What it wants | Why |\n|---|---|---|\n{rows}\n");
    assert_eq!(listed, expected, "put this between the marks:\n{expected}");
}
