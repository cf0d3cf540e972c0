//! `cargo xtask completions`: scripts that complete the commands in a shell.
//!
//! clap completes a program by its name, but these commands are started as `cargo xtask`. So each
//! script completes a command `xtask`, for whoever has an alias of this name, and hooks that into the
//! completion of cargo where the shell has a way to do so.

use anyhow::Result;
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::cli::Cli;
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
makes that an alias of `cargo xtask`.

Exit codes: 0 done, 2 wrong usage.";

/// The name that the script completes.
const NAME: &str = "xtask";

/// For which shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub(crate) fn run(arguments: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    let mut command = Cli::command().name(NAME).bin_name(NAME);
    clap_complete::generate(arguments.shell, &mut command, NAME, &mut script);
    terminal::print(&String::from_utf8_lossy(&script));
    terminal::print(hook(arguments.shell));
    Ok(Outcome::Done)
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
