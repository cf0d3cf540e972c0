//! Again on every save, until Ctrl-C.
//!
//! Nothing is locked while nothing happens: each run takes the lock on the output for itself. An interruption is
//! only handled between two runs, so the tree is always complete.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use errcat_codegen::SourceFile;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::once;
use super::request::Regenerate;
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::transaction::RealDisk;
use crate::{catalogs, paths, terminal};

/// An editor saves in several steps; this much silence ends them.
const QUIET: Duration = Duration::from_millis(20);
/// The longest wait for a folder that keeps changing.
const PATIENCE: Duration = Duration::from_millis(100);
/// How soon to retry after a failure that no save fixes, such as a missing folder.
const RETRY: Duration = Duration::from_millis(500);

/// What wakes the command.
enum Event {
    /// Something in the folder changed.
    Changed,
    /// The user asked it to stop.
    Stop,
}

/// Runs until it is interrupted.
pub(super) fn run(setup: &Setup, arguments: &Regenerate) -> Result<Outcome> {
    let folder = setup.catalog_folder(arguments.catalog.as_deref())?;
    let (sender, events) = mpsc::channel();
    stop_on_interrupt(sender.clone())?;
    let mut watcher = watcher(sender)?;
    watch(&mut watcher, &folder)?;
    let mut is_watched = true;
    let mut state = State::Unknown;
    loop {
        state = state.run(setup, arguments, &folder);
        let limit = match state {
            State::Done(_) if is_watched => None,
            _ => Some(RETRY),
        };
        if let Woken::Stopped = sleep(&events, limit) {
            terminal::remark("stopped");
            return Ok(Outcome::Done);
        }
        // The folder may have been replaced by another one, and the old one would be watched. What is saved before
        // this is read by the next run, and what is saved after it triggers the one after that.
        let _ = watcher.unwatch(&folder);
        is_watched = watch(&mut watcher, &folder).is_ok();
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
        match files.and_then(|files| once::run(&RealDisk, setup, arguments, start).map(|_| files)) {
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

fn stop_on_interrupt(sender: Sender<Event>) -> Result<()> {
    // Once the command has ended, the receiver is gone and there is nothing left to stop.
    ctrlc::set_handler(move || drop(sender.send(Event::Stop)))
        .context("Ctrl-C can't be handled; run it without --watch")
}

fn watcher(sender: Sender<Event>) -> Result<RecommendedWatcher> {
    notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a file is an event too, and must not cause another run. An error may hide any event.
        if event.map_or(true, |event| !event.kind.is_access()) {
            let _ = sender.send(Event::Changed);
        }
    })
    .context("changes of files can't be watched; run it without --watch")
}

/// Watches the folder, not its files: some editors save by renaming another file over the old one.
fn watch(watcher: &mut RecommendedWatcher, folder: &Path) -> Result<()> {
    watcher.watch(folder, RecursiveMode::NonRecursive).with_context(|| {
        format!("the folder {} can't be watched; name another with --catalog", paths::shown(folder))
    })
}

/// Why the command goes on.
enum Woken {
    /// There may be something to do.
    Changed,
    /// It has to stop.
    Stopped,
}

/// Waits for a change and for the silence after it, at most `limit`.
fn sleep(events: &Receiver<Event>, limit: Option<Duration>) -> Woken {
    let first = match limit {
        Some(limit) => events.recv_timeout(limit),
        None => events.recv().map_err(RecvTimeoutError::from),
    };
    match first {
        Ok(Event::Changed) => {}
        Err(RecvTimeoutError::Timeout) => return Woken::Changed,
        Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return Woken::Stopped,
    }
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        match events.recv_timeout(QUIET) {
            Ok(Event::Changed) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return Woken::Stopped,
        }
    }
    Woken::Changed
}
