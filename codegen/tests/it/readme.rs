//! The README of the format describes every rule in the program's own words.

use errcat_codegen::rules;

#[test]
fn the_format_s_readme_has_every_rule() {
    let readme = include_str!("../../../catalog/README.md");
    let expected = rules::readme(readme).expect("the README has the marks of the rules");
    assert!(readme == expected, "catalog/README.md is not up to date: run `cargo xtask regenerate`");
}
