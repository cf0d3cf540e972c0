//! How long the compiler takes to check a crate of catalogs, and how much memory:
//! `cargo bench -p errcat-cli --bench compile`.
//!
//! What it takes for the crate alone is measured, without what the crate depends on and without an incremental cache. The
//! time is that of the cores, where the system says it. A number behind `--` is the most codes that are tried.

// It may stop where something is not as it has to be.
#![allow(clippy::expect_used)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;
use std::{env, fs};

use errcat_codegen::{Input, Options, SourceFile, check};

mod measure;
#[path = "../../codegen/benches/synthetic/mod.rs"]
mod synthetic;

/// The vendor that stands for one.
const ONE: &str = "stripe";

/// How many codes catalogs that are made up have.
const SYNTHETIC: [usize; 2] = [10_000, 20_000];

/// Of so many runs the one with the least time counts.
const RUNS: usize = 3;

/// Where this is set, cargo runs this program in place of the compiler: the crate that is measured.
const CRATE: &str = "ERRCAT_BENCH_CRATE";
/// The file that the result is written to.
const RESULT: &str = "ERRCAT_BENCH_RESULT";

fn main() -> ExitCode {
    if let (Some(name), Some(result)) = (env::var_os(CRATE), env::var_os(RESULT)) {
        return compile(&name, Path::new(&result));
    }
    let most = env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(usize::MAX);
    let folder = tempfile::tempdir().expect("a folder can be made");
    println!("| `cargo check` of | Codes | CPU time | CPU time for 1,000 codes | Peak memory |");
    println!("|---|---|---|---|---|");
    let row = |what: &str, codes: usize, (time, memory): (Duration, Option<u64>)| {
        let (seconds, of_thousand) = (time.as_secs_f64(), time.as_secs_f64() * 1e3 / codes as f64);
        println!(
            "| {what} | {codes} | {seconds:.2} s | {of_thousand:.3} s | {} |",
            measure::megabytes(memory)
        );
    };

    let codes = codes();
    let generated = root().join("generated");
    let of_one = codes.iter().filter(|(vendor, _)| vendor == ONE).map(|(_, codes)| codes).sum();
    let of_all = codes.iter().map(|(_, codes)| codes).sum();
    for (what, feature, codes) in
        [(format!("`{ONE}`"), ONE, of_one), (format!("all {} vendors", codes.len()), "all-vendors", of_all)]
    {
        if codes <= most {
            row(&what, codes, cargo_check(&generated, "errcat", feature, folder.path()));
        }
    }
    for codes in SYNTHETIC.into_iter().filter(|codes| *codes <= most) {
        let made = folder.path().join(codes.to_string());
        row(
            "a vendor that is made up",
            codes,
            cargo_check(&synthetic(&made, codes), "vendor_errors", "acme", folder.path()),
        );
    }
    ExitCode::SUCCESS
}

/// The crate of a vendor with so many codes.
fn synthetic(folder: &Path, codes: usize) -> PathBuf {
    let catalogs = folder.join("catalog");
    fs::create_dir_all(&catalogs).expect("a folder can be made");
    fs::write(catalogs.join("acme.yaml"), synthetic::catalog("acme", codes)).expect("a file can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_errcat"));
    measure::run(command.args(["generate", "--out", "out"]).current_dir(folder).stdout(Stdio::null()));
    // With the same versions as here, so that nothing is looked up.
    let made = folder.join("out");
    fs::copy(root().join("Cargo.lock"), made.join("Cargo.lock")).expect("a file can be copied");
    made
}

/// The time that the compiler takes for the crate in a folder, with a feature, and its peak memory in kB.
fn cargo_check(folder: &Path, name: &str, feature: &str, target: &Path) -> (Duration, Option<u64>) {
    let result = target.join("result");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--quiet", "--offline", "--lib", "--features", feature]).current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", target.join("target")).env("CARGO_INCREMENTAL", "0");
    cargo.env("RUSTC_WRAPPER", env::current_exe().expect("this program is a file"));
    measure::run(cargo.env(CRATE, name).env(RESULT, &result));
    let text = fs::read_to_string(&result).expect("the crate was compiled");
    let (nanos, memory) = text.split_once(' ').expect("time and memory");
    (Duration::from_nanos(nanos.parse().expect("a number")), memory.parse().ok())
}

/// Runs the compiler with the arguments of this program, several times if the crate is the one that is measured.
fn compile(measured: &OsString, result: &Path) -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let compiler = arguments.next().expect("cargo gives the compiler");
    let arguments: Vec<OsString> = arguments.collect();
    let is_measured = arguments.windows(2).any(|two| two[0] == "--crate-name" && two[1] == *measured);
    if is_measured {
        let runs = (0..RUNS).map(|_| {
            let mut command = Command::new(&compiler);
            let taken = measure::run(command.args(&arguments).stdout(Stdio::null()).stderr(Stdio::null()));
            (taken.cpu.unwrap_or(taken.time), taken.memory)
        });
        let (time, memory) = runs.min().expect("there is a run");
        let memory = memory.map_or_else(String::new, |memory| memory.to_string());
        fs::write(result, format!("{} {memory}", time.as_nanos())).expect("a file can be written");
    }
    // For what cargo reads of its output.
    let status = Command::new(compiler).args(arguments).status().expect("the compiler can be run");
    if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many codes each vendor of this workspace has.
fn codes() -> Vec<(String, usize)> {
    let files = fs::read_dir(root().join("catalog")).expect("the catalogs are there").filter_map(|entry| {
        let path = entry.expect("a file").path();
        let name = path.file_name()?.to_str()?.to_owned();
        name.ends_with(".yaml")
            .then(|| SourceFile::new(name, fs::read(&path).expect("a catalog can be read")))
    });
    let input = Input::new(files.collect());
    let catalogs = check(&input, &Options::default()).catalogs.expect("no catalog has an error");
    let vendors = catalogs.vendors().iter();
    vendors.map(|vendor| (vendor.table.id.to_owned(), vendor.table.entries.len())).collect()
}

/// The root of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate is in the workspace")
}
