//! `completions`: a script for each shell, and one of them at work.

use std::process::Command;

use crate::scene::{Run, Scene};

fn completions(shell: &str) -> Run {
    Scene::fixtures().run(&["completions", shell])
}

#[test]
fn each_shell_has_a_script_that_knows_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = completions(shell);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        for word in ["regenerate", "explain", "classify", "--no-response"] {
            assert!(run.out.contains(word.trim_start_matches('-')), "{shell} does not know {word}");
        }
    }
    assert_eq!(completions("cmd").code, 2);
    let help = Scene::fixtures().run(&["completions", "--help"]).out;
    assert!(help.contains("To install"), "{help}");
}

#[test]
fn every_command_has_examples_or_steps_in_its_help() {
    let scene = Scene::fixtures();
    let help = scene.run(&["--help"]).out;
    let (_, listed) = help.split_once("Commands:\n").unwrap();
    let (listed, _) = listed.split_once("\n\n").unwrap();
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"explain") && names.contains(&"completions"), "{names:?}");
    for name in names.into_iter().filter(|name| *name != "help") {
        let help = scene.run(&[name, "--help"]).out;
        assert!(help.contains("Examples:\n") || help.contains("To install"), "{name}: {help}");
    }
}

/// What bash offers once these words are typed.
#[cfg(unix)]
fn offered(words: &[&str]) -> String {
    let script = completions("bash").out;
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let asked = format!(
        "{script}\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_errcat errcat '{}' '{}'\necho \"${{COMPREPLY[*]}}\"",
        quoted.join(" "),
        words.len() - 1,
        words[words.len() - 1],
        words[words.len() - 2],
    );
    let output = Command::new("bash").args(["-c", &asked]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_vendors_and_codes() {
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    assert_eq!(offered(&["errcat", "exp"]), "explain");
    assert_eq!(offered(&["errcat", "list", "--category", "rate"]), "rate_limited");
    assert_eq!(offered(&["errcat", "classify", "cour"]), "courier");
    assert_eq!(offered(&["errcat", "explain", "QUOTA_"]), "QUOTA_EXCEEDED");
}
