//! Makes one file where nothing is yet, whole or not at all.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::disk::Disk;
use super::lock;
use crate::paths;

/// What became of a file that was to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Created {
    /// It is there.
    Written,
    /// Something is there already, and was left alone.
    Taken,
}

/// Makes a file, in a folder that is there.
pub(crate) fn create(disk: &dyn Disk, path: &Path, text: &str) -> Result<Created> {
    let shown = paths::shown(path);
    let Some(folder) = path.parent().filter(|folder| folder.is_dir()) else {
        bail!("{shown} can't be made; is its folder there?");
    };
    let locks = lock::lock(disk, &[folder])?;
    let staging = locks.first()?.staging();
    let draft = staging.single_file();
    // One may be left of a command that was killed.
    let _ = disk.remove(&draft);
    let placed = disk.write(&draft, text.as_bytes()).and_then(|()| disk.place(&draft, path));
    let _ = disk.remove(&draft);
    match placed {
        Ok(()) => Ok(Created::Written),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Created::Taken),
        Err(error) => Err(error)
            .with_context(|| format!("{shown} can't be made; is its folder writable, and is there room?")),
    }
}
