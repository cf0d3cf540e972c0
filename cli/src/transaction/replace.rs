//! Replaces a whole folder: the new one is made beside the old one, and takes its place at once.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use errcat_codegen::Artifact;

use super::disk::Disk;
use super::{location, lock};
use crate::paths;

/// Makes a folder of these files, in place of what is there, and says how many they are.
///
/// After an error or a kill the old folder is as it was, or is put back by the next command.
pub(crate) fn replace(
    disk: &dyn Disk,
    folder: &Path,
    files: impl Iterator<Item = Artifact>,
) -> Result<usize> {
    let parent = folder.parent().context("the root of the file system can't be replaced")?;
    let locks = lock::lock(disk, &[parent])?;
    let (new, old) = (beside(folder, "new"), beside(folder, "old"));
    recover(disk, folder, &new, &old)?;
    let written = write(disk, &new, files).and_then(|count| {
        if folder.exists() {
            disk.rename(folder, &old)?;
        }
        disk.rename(&new, folder)?;
        Ok(count)
    });
    match written {
        Ok(count) => {
            remove(disk, &old);
            drop(locks);
            Ok(count)
        }
        Err(error) => {
            if old.exists() && !folder.exists() {
                // Where even that fails, the next command does it.
                let _ = disk.rename(&old, folder);
            }
            remove(disk, &new);
            Err(error.context(format!("{} could not be made; nothing was changed", paths::shown(folder))))
        }
    }
}

/// Puts back what a killed command had moved away, and removes what it had begun.
fn recover(disk: &dyn Disk, folder: &Path, new: &Path, old: &Path) -> Result<()> {
    if old.exists() && !folder.exists() {
        disk.rename(old, folder).with_context(|| format!("{} can't be put back", paths::shown(folder)))?;
    }
    for rest in [new, old] {
        if rest.exists() {
            let shown = paths::shown(rest);
            disk.remove_all(rest)
                .with_context(|| format!("{shown}, of a killed command, can't be removed"))?;
        }
    }
    Ok(())
}

fn write(disk: &dyn Disk, folder: &Path, files: impl Iterator<Item = Artifact>) -> Result<usize> {
    let context = |path: &Path| format!("{} can't be written; is its folder writable?", paths::shown(path));
    disk.create_dir(folder).with_context(|| context(folder))?;
    let mut made: HashSet<PathBuf> = HashSet::from([folder.to_owned()]);
    let mut count = 0;
    for Artifact { path, contents } in files {
        let path = location::inside(folder, &path)?;
        if let Some(parent) = path.parent()
            && made.insert(parent.to_owned())
        {
            disk.create_dir(parent).with_context(|| context(parent))?;
        }
        disk.write_soon(&path, contents.as_bytes()).with_context(|| context(&path))?;
        count += 1;
    }
    Ok(count)
}

/// What can't be removed does no harm: the next command tries again.
fn remove(disk: &dyn Disk, folder: &Path) {
    if folder.exists() {
        let _ = disk.remove_all(folder);
    }
}

/// A hidden folder beside this one.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.errcat-{what}"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::disk::RealDisk;
    use super::*;

    fn files(contents: &str) -> impl Iterator<Item = Artifact> {
        vec![Artifact::new("a/index.html", contents), Artifact::new("index.html", contents)].into_iter()
    }

    #[test]
    fn the_new_folder_takes_the_place_of_the_old_one() {
        let scene = tempfile::tempdir().unwrap();
        let folder = scene.path().join("site");
        assert_eq!(replace(&RealDisk, &folder, files("old")).unwrap(), 2);
        fs::write(folder.join("rest"), "rest").unwrap();
        assert_eq!(replace(&RealDisk, &folder, files("new")).unwrap(), 2);
        assert_eq!(fs::read_to_string(folder.join("a/index.html")).unwrap(), "new");
        assert!(!folder.join("rest").exists());
        assert_eq!(fs::read_dir(scene.path()).unwrap().count(), 1);
    }

    #[test]
    fn after_an_error_the_old_folder_is_as_it_was() {
        let scene = tempfile::tempdir().unwrap();
        let folder = scene.path().join("site");
        replace(&RealDisk, &folder, files("old")).unwrap();
        let twice = files("new").chain(files("new"));
        let error = format!("{:#}", replace(&RealDisk, &folder, twice).unwrap_err());
        assert!(error.contains("nothing was changed"), "{error}");
        let out = vec![Artifact::new("../out", "new")].into_iter();
        assert!(replace(&RealDisk, &folder, out).is_err());
        assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "old");
        assert_eq!(fs::read_dir(scene.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_command_left_is_put_right() {
        let scene = tempfile::tempdir().unwrap();
        let folder = scene.path().join("site");
        replace(&RealDisk, &folder, files("old")).unwrap();
        // Killed between the two moves.
        fs::rename(&folder, beside(&folder, "old")).unwrap();
        fs::create_dir(beside(&folder, "new")).unwrap();
        let twice = files("new").chain(files("new"));
        assert!(replace(&RealDisk, &folder, twice).is_err());
        assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "old");
        assert_eq!(fs::read_dir(scene.path()).unwrap().count(), 1);
    }
}
