//! Locks folders for one command at a time, of all users and shells.
//!
//! The lock is a file in the staging folder. It is removed with that folder when the command ends, so nothing of it
//! stays behind. A command that is killed leaves the file, but the system releases the lock.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use same_file::Handle;

use super::disk::Disk;
use super::location;
use super::staging::{self, Staging};
use crate::paths;

/// How often to retry when another command removes the lock's file as it ends.
const ATTEMPTS: usize = 100;

/// Folders that no other command writes into, the one with the journal first.
pub(crate) struct Locks<'d>(Vec<Lock<'d>>);

/// A folder that no other command writes into.
pub(super) struct Lock<'d> {
    disk: &'d dyn Disk,
    folder: PathBuf,
    staging: Staging,
    /// The folders that were not there before, the innermost first.
    made: Vec<PathBuf>,
    /// Open, and so locked, until the lock is dropped.
    file: Option<File>,
}

/// Locks folders, and makes those that are not there. It does not wait: a second command on one of them is refused.
pub(crate) fn lock<'d>(disk: &'d dyn Disk, folders: &[&Path]) -> Result<Locks<'d>> {
    let mut locks: Vec<Lock<'d>> = Vec::with_capacity(folders.len());
    for folder in folders {
        if locks.iter().all(|lock| lock.folder != **folder) {
            locks.push(Lock::take(disk, folder)?);
        }
    }
    Ok(Locks(locks))
}

impl<'d> Locks<'d> {
    /// The folder with the journal.
    pub(super) fn first(&self) -> Result<&Lock<'d>> {
        self.0.first().context("no folder is locked")
    }

    pub(super) fn all(&self) -> &[Lock<'d>] {
        &self.0
    }
}

impl<'d> Lock<'d> {
    fn take(disk: &'d dyn Disk, folder: &Path) -> Result<Self> {
        location::below(folder, staging::NAME)?;
        let staging = Staging::of(folder);
        let made = folder.ancestors().take_while(|path| !path.exists()).map(Path::to_owned).collect();
        for _ in 0..ATTEMPTS {
            let file = match open(disk, &staging) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                opened => opened.with_context(|| {
                    format!("{} can't be written into; is it a folder, and writable?", paths::shown(folder))
                })?,
            };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => {
                    let shown = paths::shown(&staging.lock());
                    return Err(error).with_context(|| format!("{shown} can't be locked"));
                }
            }
            if is_at(&file, &staging.lock()) {
                return Ok(Self { disk, folder: folder.to_owned(), staging, made, file: Some(file) });
            }
            // Another command removed the file when it ended. The lock is on the file that has the name now.
        }
        bail!("another command is at work on {}; try again when it has ended", paths::shown(folder));
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn staging(&self) -> &Staging {
        &self.staging
    }
}

fn open(disk: &dyn Disk, staging: &Staging) -> io::Result<File> {
    disk.create_dir(staging.path())?;
    disk.open_lock(&staging.lock())
}

/// Whether an open file is the one that has this name now.
fn is_at(file: &File, path: &Path) -> bool {
    let opened = file.try_clone().and_then(Handle::from_file);
    let named = Handle::from_path(path);
    matches!((opened, named), (Ok(opened), Ok(named)) if opened == named)
}

impl Drop for Lock<'_> {
    /// Removes the file while it is still locked, and then the folders, as far as they are empty.
    fn drop(&mut self) {
        let _ = self.disk.remove(&self.staging.lock());
        // On some systems the name stays until the file is closed.
        self.file = None;
        let emptied = self.disk.remove_dir(self.staging.path());
        for folder in &self.made {
            if emptied.is_err() || self.disk.remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::super::disk::RealDisk;
    use super::*;

    #[test]
    fn a_second_command_is_refused_and_nothing_stays_behind() {
        let folder = tempfile::tempdir().unwrap();
        let (out, other) = (folder.path().join("deep/out"), folder.path().join("other"));
        let first = lock(&RealDisk, &[&out]).unwrap();
        for folders in [[out.as_path(), &other], [&other, &out]] {
            let error = lock(&RealDisk, &folders).map(drop).unwrap_err().to_string();
            assert!(error.contains("another command is at work on"), "{error}");
        }
        assert!(!other.exists());
        drop(first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        drop(lock(&RealDisk, &[&out, &other, &out]).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_lock_that_is_removed_and_made_again_is_never_held_twice() {
        let folder = tempfile::tempdir().unwrap();
        let (holders, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        if let Ok(_lock) = lock(&RealDisk, &[folder.path()]) {
                            assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                            taken.fetch_add(1, Ordering::SeqCst);
                            holders.fetch_sub(1, Ordering::SeqCst);
                        }
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
