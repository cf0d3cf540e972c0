//! The example of `errcat-build`, which the README shows. It is a package outside of the workspace.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::xtask::root;

/// Runs cargo in a folder, with the versions that the workspace has.
fn cargo(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO"))
        .args(arguments)
        .env("CARGO_TARGET_DIR", root().join("target/fixtures"))
        .env("CARGO_NET_OFFLINE", "true")
        .current_dir(folder)
        .output()
        .unwrap();
    let text = [stdout, stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (status.success(), text)
}

#[test]
fn the_readme_shows_the_build_script_of_the_example() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, rest) = readme.split_once("`build.rs` is\n\n```rust,ignore\n").unwrap();
    let script = fs::read_to_string(root().join("build/example/build.rs")).unwrap();
    assert_eq!(script.split_once("\n\n").unwrap().1, rest.split_once("```").unwrap().0);
}

#[test]
#[ignore = "compiles the generator a second time"]
fn three_lines_of_a_build_script_lead_to_a_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let example = root().join("build/example");
    for file in ["build.rs", "src/main.rs", "errors/acme.yaml"] {
        fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
        fs::copy(example.join(file), folder.join(file)).unwrap();
    }
    let manifest = fs::read_to_string(example.join("Cargo.toml")).unwrap();
    let [core, build] = ["core", "build"].map(|name| format!("path = {:?}", root().join(name)));
    let manifest = manifest.replace("path = \"../../core\"", &core).replace("path = \"..\"", &build);
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let (succeeded, said) = cargo(folder, &["test", "--quiet"]);
    assert!(succeeded && said.contains("test result: ok. 3 passed"), "{said}");
    let (succeeded, said) = cargo(folder, &["run", "--quiet"]);
    assert!(succeeded && said.contains("ANVIL_BUSY"), "{said}");

    // A finding is an error of the build, with its place.
    let catalog = fs::read_to_string(folder.join("errors/acme.yaml")).unwrap();
    fs::write(folder.join("errors/acme.yaml"), catalog.replacen("retry: backoff", "retry: bakcoff", 1))
        .unwrap();
    let (succeeded, said) = cargo(folder, &["build", "--quiet"]);
    assert!(!succeeded && said.contains("errors/acme.yaml:30:16: [unknown-word]"), "{said}");
    assert!(said.contains("the catalogs in errors have "), "{said}");
}
