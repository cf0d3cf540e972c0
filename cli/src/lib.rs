//! errcat's commands, for a program of any name: `errcat`, or `cargo xtask` of a workspace.
//!
//! This is the only code that reads and writes the tree. What differs from program to program is in a [`Setup`].

mod outcome;
mod paths;
mod terminal;
mod today;

mod catalogs;
mod setup;

mod saves;

mod advice;
mod help;
mod report;

mod config;

mod transaction;

mod shipped;

mod known;
mod without_code;

mod filters;
mod git;
mod tally;

mod check;
mod classify;
mod completions;
mod diff;
mod docs;
mod drift;
mod explain;
mod import;
mod init;
mod list;
mod live_check;
mod man;
mod new;
mod regenerate;
#[cfg(test)]
#[path = "../tests/scratch/mod.rs"]
mod scratch;
mod serve;

mod command_line;

use std::process::ExitCode;
use std::time::Instant;

pub use errcat_codegen::{CrateSource, Dependency, Form, Package, Workspace};
/// The allocator for a program of these commands. Large catalogs are millions of small values, made and freed on several
/// threads: with it they take a fifth less time and memory than with that of the system.
pub use mimalloc::MiMalloc;
pub use setup::{Output, Setup, Shipped};

use command_line::Command;
use outcome::Outcome;

/// Runs the command that the arguments of the program ask for.
///
/// The exit code is 0 where it is done, and 1 where there are findings or an error. Wrong usage ends the
/// program with 2.
#[must_use]
pub fn run(setup: &Setup) -> ExitCode {
    let start = Instant::now();
    let outcome = match command_line::read(setup).command {
        Command::Generate(arguments) => regenerate::run(setup, &arguments, start),
        Command::Check(arguments) => check::run(setup, &arguments),
        Command::Explain(arguments) => explain::run(setup, &arguments),
        Command::List(arguments) => list::run(setup, &arguments),
        Command::LiveCheck(arguments) => live_check::run(setup, &arguments),
        Command::Classify(arguments) => classify::run(setup, &arguments),
        Command::Serve(arguments) => serve::run(setup, &arguments),
        Command::New(arguments) => new::run(setup, &arguments),
        Command::Completions(arguments) => completions::run(setup, &arguments, command_line::command(setup)),
        Command::Diff(arguments) => diff::run(setup, &arguments),
        Command::Drift(arguments) => drift::run(setup, &arguments),
        Command::Docs(arguments) => docs::run(setup, &arguments, start),
        Command::Import(arguments) => import::run(setup, &arguments),
        Command::Init(arguments) => init::run(setup, &arguments),
        Command::Man(arguments) => man::run(setup, &arguments, command_line::command(setup)),
    };
    let outcome = outcome.unwrap_or_else(|error| {
        terminal::remark(&format!("error: {error:#}"));
        Outcome::Failed
    });
    ExitCode::from(outcome.code())
}
