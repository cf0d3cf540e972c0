//! Wherever it is started, `cargo xtask` works on this workspace.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::xtask::{root, run};

/// The vendors that have a catalog in the workspace.
fn vendors() -> BTreeSet<String> {
    let paths = fs::read_dir(root().join("catalog")).unwrap().map(|entry| entry.unwrap().path());
    let catalogs = paths.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    catalogs.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_defaults_are_the_folders_of_the_workspace() {
    let elsewhere = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| run(elsewhere.path(), arguments);

    let codes: Vec<Value> = serde_json::from_str(&run(&["list", "--format", "json"]).out).unwrap();
    let listed: BTreeSet<String> =
        codes.iter().map(|code| code["vendor"].as_str().unwrap().to_owned()).collect();
    assert_eq!(listed, vendors());

    let vendor = vendors().pop_first().unwrap();
    for arguments in [["new", vendor.as_str()].as_slice(), &["import", "page", "--vendor", vendor.as_str()]] {
        let refused = run(arguments);
        assert_eq!(refused.code, 1);
        assert!(refused.err.contains(&format!("catalog/{vendor}.yaml is there already")), "{}", refused.err);
    }

    // Up to date or not, it is about the generated crate of the workspace.
    let check = run(&["regenerate", "--check"]);
    assert!(
        check.out.starts_with("up to date: ")
            || check.out.contains("; to fix it, run `cargo xtask regenerate`"),
        "{}{}",
        check.out,
        check.err
    );
    for (command, default) in [
        ("regenerate", "[default: generated/ of the workspace]"),
        ("docs", "[default: target/site/ of the workspace]"),
        ("check", "[default: catalog/ of the workspace]"),
    ] {
        let help = run(&[command, "--help"]).out;
        assert!(help.contains(default) && help.contains(&format!("  cargo xtask {command} ")), "{help}");
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}
