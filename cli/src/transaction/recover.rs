//! Undoes what a killed command had begun.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::disk::Disk;
use super::journal::{Journal, unfinished};
use super::lock;
use super::staging::Staging;
use super::undo;
use crate::paths;

/// What became of the changes of killed commands.
#[derive(Debug, Default)]
pub(crate) struct Recovery {
    /// The files that were changed since, and are left as they are.
    pub(crate) left: Vec<PathBuf>,
}

/// Whether a command was killed while it changed one of these folders.
pub(crate) fn is_unfinished(folders: &[&Path]) -> bool {
    folders.iter().any(|folder| unfinished(folder).is_some())
}

/// Undoes what killed commands had begun in these folders, and in those that they changed along with them.
pub(crate) fn recover(disk: &dyn Disk, folders: &[&Path]) -> Result<Recovery> {
    let mut recovery = Recovery::default();
    for folder in folders {
        match unfinished(folder) {
            Some(staging) => recovery.left.extend(recover_one(disk, &staging)?),
            None => sweep(disk, folder),
        }
    }
    Ok(recovery)
}

/// Removes what is left of a command that was killed before it had a journal, or when it had removed it.
fn sweep(disk: &dyn Disk, folder: &Path) {
    let staging = Staging::of(folder);
    // One that another command works with is locked.
    if staging.path().exists()
        && let Ok(_lock) = lock::lock(disk, &[folder])
        && unfinished(folder).is_none()
    {
        staging.clear(disk);
    }
}

fn recover_one(disk: &dyn Disk, staging: &Staging) -> Result<Vec<PathBuf>> {
    let Some(journal) = Journal::read(staging)? else { return Ok(Vec::new()) };
    let folders = journal.folders(staging)?;
    let locks = lock::lock(disk, &folders.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    // Until the lock was taken, the command may still have been at work.
    let Some(journal) = Journal::read(staging)? else { return Ok(Vec::new()) };
    let left = undo::undo(disk, &journal, &folders)?;
    disk.remove(&staging.journal()).with_context(|| {
        format!("the journal {} of a killed command can't be removed", paths::shown(&staging.journal()))
    })?;
    locks.all().iter().for_each(|lock| lock.staging().clear(disk));
    Ok(left)
}
