//! What the README of the format shows of the commands is what they print.

use std::fs;

use tempfile::TempDir;

use crate::xtask::{root, run};

/// What stands between two marks of the README.
fn between(mark: &str) -> String {
    let readme = fs::read_to_string(root().join("catalog/README.md")).unwrap();
    let (_, rest) = readme.split_once(&format!("<!-- {mark}:start -->\n")).unwrap();
    let (text, _) = rest.split_once(&format!("<!-- {mark}:end -->")).unwrap();
    text.to_owned()
}

/// A catalog of the workspace.
fn catalog(name: &str) -> String {
    fs::read_to_string(root().join("catalog").join(name)).unwrap()
}

/// A folder with a folder `catalog`, which holds these catalogs and no others.
fn folder_with(catalogs: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("catalog")).unwrap();
    for (name, text) in catalogs {
        fs::write(folder.path().join("catalog").join(name), text).unwrap();
    }
    folder
}

/// The saved output in the README of the format is what the command says.
#[test]
fn the_findings_in_the_readme_are_real() {
    let saved = between("findings");
    let mistakes = [
        ("onto.yaml", "category: payment_required", "categroy: payment_required"),
        ("runo.yaml", "- code: \"SCHEMA_REQUIRED\"", "- code: \"SCHEMA_INVALID\""),
        (
            "runo.yaml",
            "retry: after_reset, wait: none, basis: code",
            "retry: backoff, wait: none, basis: code",
        ),
    ];
    let mut expected = String::new();
    for (name, right, wrong) in mistakes {
        let catalog = catalog(name);
        assert!(catalog.contains(right), "{right:?} is no longer in {name}");
        let folder = folder_with(&[(name, &catalog.replacen(right, wrong, 1))]);
        let run = run(folder.path(), &["check", "--catalog", "catalog"]);
        expected += &format!("\n```text\n{}```\n", run.out);
    }
    expected.push('\n');
    assert!(saved == expected, "put this between the marks of catalog/README.md:\n{expected}");
}

#[test]
fn the_format_s_readme_shows_a_real_answer() {
    let shown = between("explain");
    // Those that have the code on the page; others may come to have it.
    let folder = folder_with(&[("onto.yaml", &catalog("onto.yaml")), ("runo.yaml", &catalog("runo.yaml"))]);
    let run = run(folder.path(), &["explain", "RATE_LIMITED", "--catalog", "catalog"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let expected = format!("\n```text\n$ cargo xtask explain RATE_LIMITED\n{}```\n\n", run.out);
    assert_eq!(shown, expected, "put this between the marks:\n{expected}");
}
