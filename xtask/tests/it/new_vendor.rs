//! The README's steps for a new vendor, in a copy of the tree: they end with everything green.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::xtask::root;

/// A vendor with one of everything that generated files are made of.
const ACME: &str = r#"# yaml-language-server: $schema=schema.json
vendor: acme
title: Acme
about: Sells anvils.
stability: unstable
complete: false
sources:
  - { id: errors, title: Errors, retrieved: 2026-11-21, url: "https://acme.example/errors" }
documentation_url: "https://acme.example/errors/{code}"
envelope:
  is_error: { pointer: /ok, equals: false }
  code: /error/code
  message: /error/message
  details: /error/details
  fields: { anvil: /error/anvil }
wait: [{ header: Retry-After }]
retry: { max_attempts: 4, backoff: { initial: 500ms, factor: 3, max: 30s } }
statuses:
  - { status: 5xx, category: internal, retry: backoff, meaning: The forge is out of order. }
families:
  - { prefix: ORDER_, category: invalid_request, retry: never, meaning: The order is wrong. }
groups:
  - title: Anvils
    codes:
      - code: "ANVIL_BUSY"
        aliases: ["ANVIL_IN_USE"]
        http: 429
        category: rate_limited
        retry: { kind: after_wait, documented: "in a while", default_wait: 7s }
        meaning: Another order holds the anvil.
        details: { free_at: timestamp }
        examples:
          - status: 429
            body: { ok: false, error: { code: ANVIL_BUSY, anvil: 7, details: { free_at: 2026-11-22T00:00:00Z } } }
            expect: { code: "ANVIL_BUSY", retry: after_wait, wait: 7s }
examples:
  - { status: 400, body: { ok: false, error: { code: ORDER_LOST, message: Gone. } }, expect: { raw_code: ORDER_LOST } }
"#;

#[test]
#[ignore = "compiles much of the workspace a second time"]
fn the_steps_of_the_readme_end_green() {
    let copy = tempfile::tempdir().unwrap();
    copy_tree(root(), copy.path());
    let cargo = |arguments: &str| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let output = Command::new(env!("CARGO"))
            // What is compiled for so few runs is not worth the optimizing.
            .args(["--config", "profile.dev.package.errcat-codegen.opt-level=0"])
            .args(&arguments)
            .env("CARGO_TARGET_DIR", root().join("target"))
            // What the browser is driven with is not copied.
            .env_remove("ERRCAT_SKIP_NOTHING")
            .current_dir(copy.path())
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert!(output.status.success(), "cargo {arguments:?}:\n{}", text.concat());
    };
    cargo("xtask new acme");
    assert!(fs::read_to_string(copy.path().join("catalog/acme.yaml")).unwrap().contains("TODO"));
    fs::write(copy.path().join("catalog/acme.yaml"), ACME).unwrap();
    cargo("xtask check");
    cargo("xtask regenerate");
    cargo("xtask regenerate --check");
    // Those whose tests read the catalogs of the workspace; the others know only catalogs of their own.
    cargo(
        "test --package errcat --package errcat-codegen-tests --package errcat-site --package xtask --all-features",
    );
}

/// Copies a folder, without what is built and without its history.
fn copy_tree(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (name, kind) = (entry.file_name(), entry.file_type().unwrap());
        if kind.is_file() {
            fs::copy(entry.path(), to.join(name)).unwrap();
        } else if kind.is_dir()
            && !["target", ".git", "node_modules"].iter().any(|left_out| name == *left_out)
        {
            fs::create_dir(to.join(&name)).unwrap();
            copy_tree(&entry.path(), &to.join(&name));
        }
    }
}
