//! `errcat completions`: scripts that complete the commands in a shell.
//!
//! The current vendors and codes are part of the scripts, so that these are completed too.
//!
//! clap completes a program by its name, but one such as `cargo xtask` has two words. The script then completes
//! a command `xtask`, for an alias of this name, and hooks that into the completion of cargo where the shell has
//! a way to do so.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command};
use clap_complete::Shell;

use crate::known::Known;
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::{help, terminal};

/// How to install a script.
const INSTALL: &str =
    "To install, print the script into a file once, and have the shell read it at its start:
  bash        {program} completions bash > ~/.{word}.bash
              and in ~/.bashrc: source ~/.{word}.bash
              (below the line that loads cargo's own completion, if there is one)
  zsh         {program} completions zsh > ~/.{word}.zsh
              and in ~/.zshrc, below compinit: source ~/.{word}.zsh
  fish        {program} completions fish > ~/.config/fish/conf.d/{word}.fish
  powershell  {program} completions powershell >> $PROFILE
  elvish      {program} completions elvish > ~/.config/elvish/lib/{word}.elv
              and in rc.elv: use {word}
";

/// What a script for a subcommand of cargo completes.
const BEHIND_CARGO: &str = "
In bash, zsh and fish this completes `{program} <Tab>`. Where `{word}` is an alias of `{program}`, it completes
`{word} <Tab>` in every shell. The script knows the vendors and codes of now: print it again for new ones.
";

/// What a script for any other program completes.
const OF_ITS_OWN: &str = "
This completes `{program} <Tab>`. The script knows the vendors and codes of now: print it again for new ones.
";

/// A shell reads its whole script each time it starts, so the number of codes is limited.
const MOST_CODES: usize = 2000;

/// For which shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    let completed = if is_behind_cargo(setup) { BEHIND_CARGO } else { OF_ITS_OWN };
    help::fill(setup, &format!("{INSTALL}{completed}\nExit codes: 0 done, 2 wrong usage."))
}

/// Whether the program is a subcommand of cargo.
fn is_behind_cargo(setup: &Setup) -> bool {
    setup.program.starts_with("cargo ")
}

/// Runs the command for a program with these commands.
pub(crate) fn run(setup: &Setup, arguments: &Completions, command: Command) -> Result<Outcome> {
    let name = setup.word();
    let mut command = command.name(name).bin_name(name);
    // Without readable catalogs there are no names to complete, but commands and options still are.
    if let Ok(known) = Known::read(setup, None) {
        command = with_names(command, &known);
    }
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    terminal::print(&String::from_utf8_lossy(&script));
    if is_behind_cargo(setup) {
        terminal::print(&hook(arguments.shell).replace("xtask", name));
    }
    Ok(Outcome::Done)
}

/// The commands with the vendors and codes that they take.
fn with_names(command: Command, known: &Known) -> Command {
    let vendors: Vec<String> = known.vendors().iter().map(|vendor| vendor.table.id.to_owned()).collect();
    let codes = known.codes().map(|code| code.entry.code).filter(|code| is_word(code));
    let codes: BTreeSet<String> = codes.take(MOST_CODES).map(str::to_owned).collect();
    let one_of = |names: Vec<String>| move |arg: Arg| arg.value_parser(PossibleValuesParser::new(names));
    command
        .mut_subcommand("explain", |explain| {
            let explain = explain.mut_arg("what", one_of(codes.into_iter().collect()));
            explain.mut_arg("vendor", one_of(vendors.clone()))
        })
        .mut_subcommand("list", |list| list.mut_arg("vendor", one_of(vendors.clone())))
        .mut_subcommand("diff", |diff| diff.mut_arg("vendor", one_of(vendors.clone())))
        .mut_subcommand("drift", |drift| drift.mut_arg("vendor", one_of(vendors.clone())))
        .mut_subcommand("serve", |serve| serve.mut_arg("vendor", one_of(vendors.clone())))
        .mut_subcommand("classify", |classify| classify.mut_arg("vendor", one_of(vendors)))
}

/// Whether a code means nothing special to any shell.
fn is_word(code: &str) -> bool {
    code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The part of a script that completes `cargo xtask …` as `xtask …`.
fn hook(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("completions/hook.bash"),
        Shell::Zsh => include_str!("completions/hook.zsh"),
        Shell::Fish => include_str!("completions/hook.fish"),
        _ => "",
    }
}
