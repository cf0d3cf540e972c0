//! Again on every save, until Ctrl-C.
//!
//! Nothing is locked while nothing happens: each run takes the lock on the output for itself. An interruption is
//! only handled between two runs, so the tree is always complete.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use errcat_codegen::SourceFile;

use super::once;
use super::request::Regenerate;
use crate::outcome::Outcome;
use crate::saves::{Saves, Woken};
use crate::setup::Setup;
use crate::transaction::RealDisk;
use crate::{catalogs, paths, terminal};

/// How soon to retry after a failure that no save fixes, such as a missing folder.
const RETRY: Duration = Duration::from_millis(500);

/// Runs until it is interrupted.
pub(super) fn run(setup: &Setup, arguments: &Regenerate) -> Result<Outcome> {
    let folder = setup.catalog_folder(arguments.catalog.as_deref())?;
    let mut saves = Saves::of(&folder, "--watch")?;
    let mut is_watched = true;
    let mut state = State::Unknown;
    loop {
        state = state.run(setup, arguments, &folder);
        let limit = match state {
            State::Done(_) if is_watched => None,
            _ => Some(RETRY),
        };
        if let Woken::Stopped = saves.wait(limit) {
            terminal::remark("stopped");
            return Ok(Outcome::Done);
        }
        // The folder may have been replaced by another one, and the old one would be watched. What is saved before
        // this is read by the next run, and what is saved after it triggers the one after that.
        is_watched = saves.renew();
    }
}

/// The result of the last run.
enum State {
    /// There was no run yet.
    Unknown,
    /// It read these catalogs, with or without findings.
    Done(Vec<SourceFile>),
    /// It failed, for this reason.
    Failed(String),
}

impl State {
    /// Regenerates if the catalogs differ from those of the last run.
    fn run(&self, setup: &Setup, arguments: &Regenerate, folder: &Path) -> Self {
        let start = Instant::now();
        let files = match (catalogs::read(folder), self) {
            (Ok(files), Self::Done(last)) if files == *last => return Self::Done(files),
            (files, _) => files,
        };
        redraw();
        match files.and_then(|files| once::run(&RealDisk, setup, arguments, None, start).map(|_| files)) {
            Ok(files) => {
                let shown = paths::shown(folder);
                terminal::remark(&format!("watching {shown}; Ctrl-C ends it"));
                Self::Done(files)
            }
            Err(error) => self.failed(&error),
        }
    }

    /// Reports what is wrong; where lines are appended, only once.
    fn failed(&self, error: &anyhow::Error) -> Self {
        let text = format!("{error:#}");
        let is_reported = matches!(self, Self::Failed(last) if *last == text);
        if !is_reported || is_redrawn() {
            terminal::remark(&format!("error: {text}"));
        }
        Self::Failed(text)
    }
}

/// Clears the terminal, so that it shows only the current state; elsewhere lines are appended.
fn redraw() {
    if is_redrawn() {
        // Clear the screen and move to its start. What was scrolled off it stays.
        let _ = std::io::stderr().write_all(b"\x1b[2J\x1b[H");
    }
}

fn is_redrawn() -> bool {
    std::io::stderr().is_terminal() && std::io::stdout().is_terminal()
}
