//! errcat's commands: `cargo xtask <command>`. The only code that reads and writes the tree.

mod catalogs;
mod changes;
mod check;
mod classify;
mod cli;
mod commit;
mod completions;
mod disk;
mod docs;
mod explain;
mod import;
mod known;
mod list;
mod new;
mod regenerate;
mod report;
mod schema;
mod terminal;
mod watch;
mod without_code;
mod workspace;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser as _;

/// What a command came to, as its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done: 0.
    Done,
    /// Findings, or files that are not up to date: 1.
    Failed,
}

/// Runs the command that the arguments of the program ask for.
#[must_use]
pub fn main() -> ExitCode {
    let start = Instant::now();
    // Wrong usage ends here, with 2.
    let cli = cli::Cli::parse();
    let outcome = match cli.command {
        cli::Command::Regenerate(arguments) => regenerate::run(&arguments, start),
        cli::Command::Check(arguments) => check::run(&arguments),
        cli::Command::Explain(arguments) => explain::run(&arguments),
        cli::Command::List(arguments) => list::run(&arguments),
        cli::Command::Classify(arguments) => classify::run(&arguments),
        cli::Command::New(arguments) => new::run(&arguments),
        cli::Command::Completions(arguments) => completions::run(&arguments),
        cli::Command::Docs(arguments) => docs::run(&arguments),
        cli::Command::Import(arguments) => import::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        Err(error) => {
            terminal::remark(&format!("error: {error:#}"));
            ExitCode::from(1)
        }
    }
}
