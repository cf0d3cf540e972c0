//! The command line: every command with its arguments and its help.

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::setup::Setup;
use crate::{
    check, classify, completions, diff, docs, drift, explain, help, import, init, list, live_check, man, new,
    regenerate, serve,
};

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
    #[command(visible_alias = "regenerate")]
    Generate(regenerate::Regenerate),
    /// Set up a repository of your own: errcat.toml, a catalog to begin with, and its checks.
    Init(init::Init),
    /// Show every finding of every catalog: what is wrong, where, and the remedy.
    Check(check::Check),
    /// Explain a code at every vendor that has it, or a status.
    Explain(explain::Explain),
    /// List the codes of every vendor.
    List(list::List),
    /// Hold recorded responses against the catalogs: what is in them that the catalogs do not have.
    LiveCheck(live_check::LiveCheck),
    /// Judge a response as the crate does, and show which rule decided.
    Classify(classify::Classify),
    /// Hold a vendor's page, as it is now, against its catalog.
    Drift(drift::Drift),
    /// Play a vendor on the loopback interface, for tests of clients.
    Serve(serve::Serve),
    /// Show what differs between two states of the catalogs, and what that means for a client.
    Diff(diff::Diff),
    /// Begin the catalog of a vendor: a skeleton with comments.
    New(new::New),
    /// Print a script that completes these commands in a shell.
    Completions(completions::Completions),
    /// Make a website of the catalogs, or fill in tables in Markdown files.
    Docs(docs::Docs),
    /// Draft a catalog from a saved error page: HTML, Markdown, or text pasted out of a browser.
    Import(import::Import),
    /// Write the manual pages of these commands.
    Man(man::Man),
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
        ("generate", regenerate::help(setup)),
        ("init", init::help(setup)),
        ("check", check::help(setup)),
        ("explain", explain::help(setup)),
        ("list", list::help(setup)),
        ("live-check", live_check::help(setup)),
        ("classify", classify::help(setup)),
        ("drift", drift::help(setup)),
        ("serve", serve::help(setup)),
        ("diff", diff::help(setup)),
        ("new", new::help(setup)),
        ("completions", completions::help(setup)),
        ("docs", docs::help(setup)),
        ("import", import::help(setup)),
        ("man", man::help(setup)),
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
