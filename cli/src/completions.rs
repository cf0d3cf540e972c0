//! `cargo xtask completions`: scripts that complete the commands in a shell.
//!
//! The vendors and codes of the day are written into them, so that these are completed too.
//!
//! clap completes a program by its name, but these commands are started as `cargo xtask`. So each
//! script completes a command `xtask`, for whoever has an alias of this name, and hooks that into the
//! completion of cargo where the shell has a way to do so.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command, CommandFactory as _};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::known::Known;
use crate::{Outcome, terminal};

/// The help below the arguments.
pub(crate) const HELP: &str =
    "To install, print the script into a file once, and have the shell read it at its start:
  bash        cargo xtask completions bash > ~/.xtask.bash
              and in ~/.bashrc: source ~/.xtask.bash
              (below the line that loads cargo's own completion, if there is one)
  zsh         cargo xtask completions zsh > ~/.xtask.zsh
              and in ~/.zshrc, below compinit: source ~/.xtask.zsh
  fish        cargo xtask completions fish > ~/.config/fish/conf.d/xtask.fish
  powershell  cargo xtask completions powershell >> $PROFILE
  elvish      cargo xtask completions elvish > ~/.config/elvish/lib/xtask.elv
              and in rc.elv: use xtask

In bash, zsh and fish, `cargo xtask <Tab>` is then completed. In every shell `xtask <Tab>` is, for whoever
makes that an alias of `cargo xtask`. Vendors and codes are those of today: print it again for new ones.

Exit codes: 0 done, 2 wrong usage.";

/// The name that the script completes.
const NAME: &str = "xtask";

/// A shell reads its whole script at each start, so a huge catalog must not make it slow.
const MOST_CODES: usize = 2000;

/// For which shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub(crate) fn run(arguments: &Completions) -> Result<Outcome> {
    let mut command = Cli::command().name(NAME).bin_name(NAME);
    // Without readable catalogs there are no names to complete, but commands and options still are.
    if let Ok(known) = Known::read(None) {
        command = with_names(command, &known);
    }
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, NAME, &mut script);
    terminal::print(&String::from_utf8_lossy(&script));
    terminal::print(hook(arguments.shell));
    Ok(Outcome::Done)
}

/// The commands with the vendors and codes that they take.
fn with_names(command: Command, known: &Known) -> Command {
    let vendors: Vec<String> = known.vendors().iter().map(|vendor| vendor.id.clone()).collect();
    let entries = known.vendors().iter().flat_map(|vendor| &vendor.entries);
    let codes: BTreeSet<String> =
        entries.map(|entry| &entry.code).filter(|code| is_word(code)).take(MOST_CODES).cloned().collect();
    let one_of = |names: Vec<String>| move |arg: Arg| arg.value_parser(PossibleValuesParser::new(names));
    command
        .mut_subcommand("explain", |explain| explain.mut_arg("what", one_of(codes.into_iter().collect())))
        .mut_subcommand("list", |list| list.mut_arg("vendor", one_of(vendors.clone())))
        .mut_subcommand("classify", |classify| classify.mut_arg("vendor", one_of(vendors)))
}

/// Whether no shell reads anything into a code.
fn is_word(code: &str) -> bool {
    code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// What hands `cargo xtask …` to the script's completion of `xtask …`.
fn hook(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("completions/hook.bash"),
        Shell::Zsh => include_str!("completions/hook.zsh"),
        Shell::Fish => include_str!("completions/hook.fish"),
        _ => "",
    }
}
