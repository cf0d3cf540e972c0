//! The command line: every command with its arguments and its help.

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::setup::Setup;
use crate::{check, classify, completions, docs, explain, help, import, list, new, regenerate};

/// Makes errcat's code and reference from the catalogs.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write what the catalogs make: Rust, Markdown, JSON and cargo features.
    Regenerate(regenerate::Regenerate),
    /// Show every finding of every catalog: what is wrong, where, and the remedy.
    Check(check::Check),
    /// Explain a code at every vendor that has it, or a status.
    Explain(explain::Explain),
    /// List the codes of every vendor.
    List(list::List),
    /// Judge a response as the crate does, and show which rule decided.
    Classify(classify::Classify),
    /// Begin the catalog of a vendor: a skeleton with comments.
    New(new::New),
    /// Print a script that completes these commands in a shell.
    Completions(completions::Completions),
    /// Make a website of the catalogs, or fill in tables in Markdown files.
    Docs(docs::Docs),
    /// Draft a catalog from a saved error page: HTML, Markdown, or text pasted out of a browser.
    Import(import::Import),
}

/// Reads the arguments of the program. Wrong usage, and a question for help, end it.
pub(crate) fn read(setup: &Setup) -> CommandLine {
    let matches = command(setup).get_matches();
    CommandLine::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// Every command of this program.
pub(crate) fn command(setup: &Setup) -> clap::Command {
    let mut command = CommandLine::command().name(setup.program).bin_name(setup.program);
    if !setup.note.is_empty() {
        command = command.after_help(setup.note);
    }
    for (name, text) in [
        ("regenerate", regenerate::help(setup)),
        ("check", check::help(setup)),
        ("explain", explain::help(setup)),
        ("list", list::help(setup)),
        ("classify", classify::help(setup)),
        ("new", new::help(setup)),
        ("completions", completions::help(setup)),
        ("docs", docs::help(setup)),
        ("import", import::help(setup)),
    ] {
        command = command.mut_subcommand(name, |command| command.after_help(text));
    }
    command.mut_subcommands(|command| {
        command.mut_args(|arg| match arg.get_help().map(ToString::to_string) {
            Some(text) => arg.help(help::fill(setup, &text)),
            None => arg,
        })
    })
}
