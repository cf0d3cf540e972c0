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
    // Then nothing is touched, not even the folder's time; whatever comes up after this is met by `place`.
    if path.symlink_metadata().is_ok() {
        return Ok(Created::Taken);
    }
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::disk::RealDisk;
    use super::super::staging::Staging;
    use super::*;

    #[test]
    fn a_file_is_made_where_nothing_is_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acme.yaml");
        // A command was killed before.
        let staging = Staging::of(folder.path());
        fs::create_dir(staging.path()).unwrap();
        fs::write(staging.single_file(), "half").unwrap();

        assert_eq!(create(&RealDisk, &path, "new").unwrap(), Created::Written);
        let made = fs::metadata(folder.path()).unwrap().modified().unwrap();
        assert_eq!(create(&RealDisk, &path, "newer").unwrap(), Created::Taken);
        assert_eq!(fs::metadata(folder.path()).unwrap().modified().unwrap(), made);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        let error = create(&RealDisk, &folder.path().join("no/acme.yaml"), "new").unwrap_err().to_string();
        assert!(error.contains("can't be made; is its folder there?"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
