//! `errcat man`: manual pages of the commands.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, Command, ValueHint};
use clap_mangen::Man as Page;

use crate::outcome::Outcome;
use crate::report::count;
use crate::setup::Setup;
use crate::transaction::{self, Change, FileChange};
use crate::{help, paths, terminal};

/// Where the pages go.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The folder for the pages.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    dest: PathBuf,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[("{program} man --dest ~/.local/share/man/man1", "then `man errcat-generate` shows the page")],
        "One page is for the program, and one for each command.

Exit codes: 0 done, 1 refused, 2 wrong usage.",
    )
}

/// Runs the command for a program with these commands.
pub(crate) fn run(setup: &Setup, arguments: &Man, command: Command) -> Result<Outcome> {
    let folder = paths::absolute(&arguments.dest)?;
    let name = setup.program.replace(' ', "-");
    let mut command = command.name(name.clone()).disable_help_subcommand(true);
    command.build();
    let mut pages = vec![(format!("{name}.1"), page(command.clone())?)];
    for of in command.get_subcommands() {
        let name = format!("{name}-{}", of.get_name());
        pages.push((format!("{name}.1"), page(of.clone().name(name.clone()))?));
    }
    let number = pages.len();
    let mut changes = Vec::new();
    for (path, new) in pages {
        if let Some(change) = change(&folder, &path, new)? {
            changes.push(FileChange { folder: folder.clone(), path, change });
        }
    }
    if !changes.is_empty() {
        transaction::write(&[&folder], &changes)?;
    }
    terminal::print(&format!("wrote {} into {}\n", count(number, "page"), paths::shown(&folder)));
    Ok(Outcome::Done)
}

fn page(command: Command) -> Result<String> {
    let mut page = Vec::new();
    Page::new(command).render(&mut page).context("the page can't be made")?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// How a page differs from what is there; `None`: not at all.
fn change(folder: &Path, path: &str, new: String) -> Result<Option<Change>> {
    let path = transaction::below(folder, path)?;
    Ok(match std::fs::read(&path) {
        Ok(old) if old == new.as_bytes() => None,
        Ok(old) if String::from_utf8_lossy(&old).lines().any(|line| line.starts_with(".TH ")) => {
            Some(Change::Stale { old, new: new.into() })
        }
        Ok(_) => bail!("{} is in the way: it is not a manual page; name another folder", paths::shown(&path)),
        Err(_) => Some(Change::Missing { new: new.into() }),
    })
}
