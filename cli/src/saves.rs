//! Waits for saves of catalogs, until Ctrl-C.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::paths;

/// An editor saves in several steps; this much silence ends them.
const QUIET: Duration = Duration::from_millis(20);
/// The longest wait for a folder that keeps changing.
const PATIENCE: Duration = Duration::from_millis(100);

/// What wakes the command.
enum Event {
    /// Something in the folder changed.
    Changed,
    /// The user asked it to stop.
    Stop,
}

/// A folder whose saves are waited for.
pub(crate) struct Saves {
    folder: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<Event>,
}

impl Saves {
    /// Watches a folder; `flag` is what asked for it, as messages name it.
    pub(crate) fn of(folder: &Path, flag: &str) -> Result<Self> {
        let (sender, events) = mpsc::channel();
        stop_on_interrupt(sender.clone(), flag)?;
        let mut watcher = watcher(sender, flag)?;
        watch(&mut watcher, folder)?;
        Ok(Self { folder: folder.to_owned(), watcher, events })
    }

    /// Waits for a change and for the silence after it, at most `limit`.
    pub(crate) fn wait(&self, limit: Option<Duration>) -> Woken {
        sleep(&self.events, limit)
    }

    /// Watches the folder that has the name now, as it may have been replaced by another one; `false`: there is none.
    pub(crate) fn renew(&mut self) -> bool {
        let _ = self.watcher.unwatch(&self.folder);
        watch(&mut self.watcher, &self.folder).is_ok()
    }
}

fn stop_on_interrupt(sender: Sender<Event>, flag: &str) -> Result<()> {
    // Once the command has ended, the receiver is gone and there is nothing left to stop.
    ctrlc::set_handler(move || drop(sender.send(Event::Stop)))
        .with_context(|| format!("Ctrl-C can't be handled; run it without {flag}"))
}

fn watcher(sender: Sender<Event>, flag: &str) -> Result<RecommendedWatcher> {
    notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a file is an event too, and must not cause another run. An error may hide any event.
        if event.map_or(true, |event| !event.kind.is_access()) {
            let _ = sender.send(Event::Changed);
        }
    })
    .with_context(|| format!("changes of files can't be watched; run it without {flag}"))
}

/// Watches the folder, not its files: some editors save by renaming another file over the old one.
fn watch(watcher: &mut RecommendedWatcher, folder: &Path) -> Result<()> {
    watcher.watch(folder, RecursiveMode::NonRecursive).with_context(|| {
        format!("the folder {} can't be watched; name another with --catalog", paths::shown(folder))
    })
}

/// Why the command goes on.
pub(crate) enum Woken {
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
