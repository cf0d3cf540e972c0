//! `completions` for a command of cargo's: bash at work.
#![cfg(unix)]

use std::process::Command;

use crate::xtask::{root, run};

/// What bash offers by a script once these words are typed, as its completion of `cargo`.
fn offered(script: &str, words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let asked = format!(
        "_cargo() {{ COMPREPLY=(of-cargo); }}\n{script}\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_xtask_of_cargo cargo '{}' '{}'\necho \"${{COMPREPLY[*]}}\"",
        quoted.join(" "),
        words.len() - 1,
        words[words.len() - 1],
        words[words.len() - 2],
    );
    let output = Command::new("bash").args(["-c", &asked]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn bash_completes_behind_cargo_xtask_and_leaves_the_rest_to_cargo() {
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    let script = run(root(), &["completions", "bash"]).out;
    let offered = |words: &[&str]| offered(&script, words);
    assert_eq!(offered(&["cargo", "xtask", "exp"]), "explain");
    assert_eq!(offered(&["cargo", "xtask", "list", "--category", "rate"]), "rate_limited");
    assert_eq!(offered(&["cargo", "bui"]), "of-cargo");
    assert_eq!(offered(&["cargo", "xtas"]), "of-cargo");
}
