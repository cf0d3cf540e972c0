//! How fast the command is, from YAML to files, and how much memory it takes:
//! `cargo bench -p errcat-cli --bench generate`.
//!
//! A number behind `--` is the largest catalog that is tried, in codes.

// It may stop where something is not as it has to be.
#![allow(clippy::expect_used)]

use std::fs;
use std::process::{Command, Stdio};

mod measure;
#[path = "../../codegen/benches/synthetic/mod.rs"]
mod synthetic;

/// How many vendors, and how many codes each has.
const CASES: [(usize, usize); 4] = [(1, 1_000), (1, 10_000), (1, 100_000), (500, 200)];

/// Of so many runs the fastest counts.
const RUNS: usize = 3;

/// What is measured, and the arguments of the command.
const COMMANDS: [(&str, &[&str]); 4] = [
    ("check", &["check"]),
    ("generate", &["generate", "--out", "out"]),
    ("generate, nothing changed", &["generate", "--out", "out"]),
    ("generate --check", &["generate", "--out", "out", "--check"]),
];

fn main() {
    let largest = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(usize::MAX);
    println!("| Catalogs | Command | Time | Codes a second | Peak memory |");
    println!("|---|---|---|---|---|");
    for (vendors, codes) in CASES.into_iter().filter(|(vendors, codes)| vendors * codes <= largest) {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let catalogs = folder.path().join("catalog");
        fs::create_dir(&catalogs).expect("a folder can be made");
        for number in 0..vendors {
            let vendor = format!("vendor{number}");
            let text = synthetic::catalog(&vendor, codes);
            fs::write(catalogs.join(format!("{vendor}.yaml")), text).expect("a file can be written");
        }
        for (name, arguments) in COMMANDS {
            let is_first = name == "generate";
            let runs = (0..RUNS).map(|_| {
                if is_first && folder.path().join("out").exists() {
                    fs::remove_dir_all(folder.path().join("out")).expect("a folder can be removed");
                }
                let mut command = Command::new(env!("CARGO_BIN_EXE_errcat"));
                let command = command.args(arguments).current_dir(folder.path()).stdout(Stdio::null());
                // What is remembered of the last run.
                measure::run(command.env("XDG_CACHE_HOME", folder.path().join("cache")))
            });
            let fastest = runs.min().expect("there is a run");
            let seconds = fastest.time.as_secs_f64();
            println!(
                "| {vendors} of {codes} codes | {name} | {seconds:.2} s | {:.0} | {} |",
                (vendors * codes) as f64 / seconds,
                measure::megabytes(fastest.memory),
            );
        }
    }
}
