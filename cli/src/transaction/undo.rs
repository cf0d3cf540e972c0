//! Puts back every old file and takes away every new one.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::disk::Disk;
use super::fingerprint::{Fingerprint, State};
use super::journal::{Journal, JournalPath, Step};
use super::location;
use super::staging::Staging;
use crate::paths;

/// Undoes as much of the journal as was done, and gives the files that are left as they are: a person changed them
/// since. May be repeated.
pub(super) fn undo(disk: &dyn Disk, journal: &Journal, folders: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut left = Vec::new();
    for (number, step) in journal.steps.iter().enumerate() {
        let folder = folder(folders, &step.place)?;
        let shown = folder.join(&step.place.path);
        let undone = undo_step(disk, folder, number, step)
            .with_context(|| format!("{} can't be put back", paths::shown(&shown)))?;
        if undone == Undone::Left {
            left.push(shown);
        }
    }
    for place in journal.made.iter().rev() {
        // One that holds something by now is not ours alone.
        if let Ok(path) = location::below(folder(folders, place)?, &place.path) {
            let _ = disk.remove_dir(&path);
        }
    }
    Ok(left)
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Undone {
    /// It is as it was before.
    Restored,
    /// It is left as it is.
    Left,
}

fn folder<'f>(folders: &'f [PathBuf], place: &JournalPath) -> Result<&'f Path> {
    let folder = folders.get(place.folder).context("the journal names a folder that it does not list")?;
    Ok(folder)
}

fn undo_step(disk: &dyn Disk, folder: &Path, number: usize, step: &Step) -> Result<Undone> {
    // Where a link is in the way now, a person put it there.
    let Ok(path) = location::below(folder, &step.place.path) else { return Ok(Undone::Left) };
    let state = State::of(&path)?;
    if state.is(step.old.as_ref()) {
        Ok(Undone::Restored)
    } else if !state.is(step.new.as_ref()) {
        Ok(Undone::Left)
    } else {
        match &step.old {
            Some(old) => put_back(disk, &Staging::of(folder).old_file(number), old, &path),
            None => disk.remove(&path).map(|()| Undone::Restored).map_err(Into::into),
        }
    }
}

fn put_back(disk: &dyn Disk, kept: &Path, old: &Fingerprint, path: &Path) -> Result<Undone> {
    if !State::of(kept)?.is(Some(old)) {
        return Ok(Undone::Left);
    }
    if let Some(folder) = path.parent() {
        disk.create_dir(folder)?;
    }
    disk.rename(kept, path)?;
    Ok(Undone::Restored)
}
