//! The changes of a command that does nothing else with a folder.

use std::path::Path;

use anyhow::{Result, bail};

use super::change::FileChange;
use super::disk::RealDisk;
use super::recover::{Recovery, recover};
use super::{apply, lock};
use crate::paths;

/// Makes changes in these folders, all of them or none, after what a killed command had begun there is undone.
pub(crate) fn write(folders: &[&Path], changes: &[FileChange]) -> Result<()> {
    undo_killed(folders)?;
    let locks = lock::lock(&RealDisk, folders)?;
    apply::apply(&RealDisk, &locks, changes)
}

/// Undoes what a killed command had begun in these folders; an error where a person changed a file of it since.
pub(crate) fn undo_killed(folders: &[&Path]) -> Result<()> {
    let Recovery { left } = recover(&RealDisk, folders)?;
    if let Some(path) = left.first() {
        bail!(
            "a command was killed while it wrote, and {} was changed since; look at it first",
            paths::shown(path)
        );
    }
    Ok(())
}
