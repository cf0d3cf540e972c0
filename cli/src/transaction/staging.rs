//! The folder with what a transaction works with, in the folder that is written into.

use std::path::{Path, PathBuf};

use super::disk::Disk;

/// Its name. It is there only while a command runs, or after one was killed.
pub(super) const NAME: &str = ".errcat-staging";

/// The staging folder of one folder that is written into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Staging(PathBuf);

impl Staging {
    /// The staging folder in this folder, whether it is there or not.
    pub(super) fn of(folder: &Path) -> Self {
        Self(folder.join(NAME))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The file that is locked.
    pub(super) fn lock(&self) -> PathBuf {
        self.0.join("lock")
    }

    /// The list of the changes; while it is there, they can be undone.
    pub(super) fn journal(&self) -> PathBuf {
        self.0.join("journal")
    }

    /// The journal while it is written.
    pub(super) fn journal_draft(&self) -> PathBuf {
        self.0.join("journal.draft")
    }

    /// Names the staging folder with the journal, where that is another one.
    pub(super) fn owner(&self) -> PathBuf {
        self.0.join("owner")
    }

    /// The folder for what is new.
    pub(super) fn new_files(&self) -> PathBuf {
        self.0.join("new")
    }

    /// The folder for what was there.
    pub(super) fn old_files(&self) -> PathBuf {
        self.0.join("old")
    }

    /// A file that is made alone, without a journal.
    pub(super) fn single_file(&self) -> PathBuf {
        self.0.join("file")
    }

    /// The new file of a step.
    pub(super) fn new_file(&self, step: usize) -> PathBuf {
        self.new_files().join(step.to_string())
    }

    /// The second name of the old file of a step.
    pub(super) fn old_file(&self, step: usize) -> PathBuf {
        self.old_files().join(step.to_string())
    }

    /// Removes everything but the journal and the lock. What can't be removed does no harm.
    pub(super) fn clear(&self, disk: &dyn Disk) {
        for folder in [self.new_files(), self.old_files()] {
            if folder.exists() {
                let _ = disk.remove_all(&folder);
            }
        }
        for file in [self.journal_draft(), self.owner(), self.single_file()] {
            if file.exists() {
                let _ = disk.remove(&file);
            }
        }
    }
}
