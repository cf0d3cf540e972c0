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

mod transaction;

mod known;
mod without_code;

mod check;
mod classify;
mod completions;
mod docs;
mod explain;
mod import;
mod list;
mod new;
mod regenerate;

mod command_line;

use std::process::ExitCode;
use std::time::Instant;

pub use errcat_codegen::{Package, Workspace};
pub use setup::Setup;

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
        Command::Regenerate(arguments) => regenerate::run(setup, &arguments, start),
        Command::Check(arguments) => check::run(setup, &arguments),
        Command::Explain(arguments) => explain::run(setup, &arguments),
        Command::List(arguments) => list::run(setup, &arguments),
        Command::Classify(arguments) => classify::run(setup, &arguments),
        Command::New(arguments) => new::run(setup, &arguments),
        Command::Completions(arguments) => completions::run(setup, &arguments, command_line::command(setup)),
        Command::Docs(arguments) => docs::run(setup, &arguments, start),
        Command::Import(arguments) => import::run(setup, &arguments),
    };
    let outcome = outcome.unwrap_or_else(|error| {
        terminal::remark(&format!("error: {error:#}"));
        Outcome::Failed
    });
    ExitCode::from(outcome.code())
}
