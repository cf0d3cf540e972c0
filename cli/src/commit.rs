//! Changes many files as one: all of them, or none.
//!
//! Everything new is written beside the tree first, and everything old gets a second name there. Then a
//! journal is written, and only then are the files moved into place. An error on the way is undone at
//! once. After a kill the journal is still there, and the next command undoes what had begun. So the
//! tree is either as it was or as it should be.

use std::fs::{self, File};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use crate::changes::{Change, Changes};
use crate::disk::Disk;
use crate::paths;

/// The folder beside the tree; it is there only while a command runs, or after one was killed.
const STAGING: &str = ".errcat-staging";

/// What is done to one file.
#[derive(Debug, Serialize, Deserialize)]
struct Step {
    /// The path below the output folder.
    path: String,
    /// Whether a file was there before; its second name is then `old/<number>`.
    had_old: bool,
    /// Whether a file is there afterwards; it waits as `new/<number>`.
    has_new: bool,
}

/// Holds the output folder for one command at a time.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Waits for nobody: a second command on the same folder is refused.
pub(crate) fn lock(out: &Path) -> Result<Lock> {
    let path = std::env::temp_dir().join(format!("errcat-{:016x}.lock", fingerprint(out)));
    let file = File::create(&path).with_context(|| format!("the lock {} can't be made", path.display()))?;
    if file.try_lock().is_err() {
        bail!("another command is at work on {}; try again when it has ended", paths::shown(out));
    }
    Ok(Lock { _file: file })
}

fn fingerprint(path: &Path) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

/// Whether a command was killed while it changed this folder.
pub(crate) fn is_unfinished(out: &Path) -> bool {
    journal(&out.join(STAGING)).exists()
}

/// Undoes what a killed command had begun.
pub(crate) fn recover(disk: &impl Disk, out: &Path) -> Result<()> {
    let staging = out.join(STAGING);
    if !staging.exists() {
        return Ok(());
    }
    if journal(&staging).exists() {
        let text =
            fs::read_to_string(journal(&staging)).context("the journal of a killed command can't be read")?;
        let steps: Vec<Step> = serde_json::from_str(&text).with_context(|| {
            format!(
                "the journal {} is damaged; compare the tree with your version control, then remove it",
                paths::shown(&staging)
            )
        })?;
        if let Some(step) = steps.iter().find(|step| !is_below(&step.path)) {
            bail!(
                "the journal {} names {:?}, which is not below the folder; remove it",
                paths::shown(&staging),
                step.path
            );
        }
        undo(disk, out, &steps)?;
        disk.remove(&journal(&staging)).context("the journal of a killed command can't be removed")?;
    }
    disk.remove_all(&staging).with_context(|| format!("{} can't be removed", paths::shown(&staging)))
}

/// Whether a path of a journal stays below the output folder.
fn is_below(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Makes the changes.
pub(crate) fn apply(disk: &impl Disk, out: &Path, changes: &Changes) -> Result<()> {
    if changes.files.is_empty() {
        return Ok(());
    }
    let staging = out.join(STAGING);
    let staged = stage(disk, out, &staging, changes);
    let steps = match staged {
        Ok(steps) => steps,
        Err(error) => {
            // Nothing but the staging folder was touched.
            let _ = disk.remove_all(&staging);
            return Err(error.context("nothing was changed"));
        }
    };
    if let Err(error) = move_all(disk, out, &staging, &steps) {
        undo(disk, out, &steps)
            .context("the old files could not be put back; the next `cargo xtask regenerate` tries again")?;
        let _ = disk.remove(&journal(&staging));
        let _ = disk.remove_all(&staging);
        return Err(error.context("nothing was changed"));
    }
    // From here on the new tree stands: without its journal the staging folder is rubbish.
    disk.remove(&journal(&staging))
        .context("the journal can't be removed; the next command would undo the change")?;
    let _ = disk.remove_all(&staging);
    remove_empty_folders(out, changes);
    Ok(())
}

/// Writes all that is new, keeps all that is old, and then the journal.
fn stage(disk: &impl Disk, out: &Path, staging: &Path, changes: &Changes) -> Result<Vec<Step>> {
    let context = |path: &Path| {
        format!("{} can't be written; is the folder writable, and is there room?", paths::shown(path))
    };
    for folder in ["new", "old"] {
        disk.create_dir(&staging.join(folder)).with_context(|| context(out))?;
    }
    let mut steps = Vec::with_capacity(changes.files.len());
    for (number, (path, change)) in changes.files.iter().enumerate() {
        let (had_old, new) = match change {
            Change::Missing { new } => (false, Some(new)),
            Change::Stale { old: _, new } => (true, Some(new)),
            Change::Orphan => (true, None),
        };
        if let Some(new) = new {
            disk.write(&numbered(staging, "new", number), new.as_bytes()).with_context(|| context(out))?;
        }
        if had_old {
            disk.link(&out.join(path), &numbered(staging, "old", number)).with_context(|| context(out))?;
        }
        steps.push(Step { path: path.clone(), had_old, has_new: new.is_some() });
    }
    let text = serde_json::to_vec_pretty(&steps).context("the journal can't be made")?;
    let draft = staging.join("journal.tmp");
    disk.write(&draft, &text).with_context(|| context(out))?;
    disk.rename(&draft, &journal(staging)).with_context(|| context(out))?;
    Ok(steps)
}

fn move_all(disk: &impl Disk, out: &Path, staging: &Path, steps: &[Step]) -> Result<()> {
    for (number, step) in steps.iter().enumerate() {
        let path = out.join(&step.path);
        let moved = if step.has_new {
            path.parent()
                .map_or(Ok(()), |folder| disk.create_dir(folder))
                .and_then(|()| disk.rename(&numbered(staging, "new", number), &path))
        } else {
            disk.remove(&path)
        };
        moved
            .with_context(|| format!("{} can't be changed; is its folder writable?", paths::shown(&path)))?;
    }
    Ok(())
}

/// Puts back every old file and takes away every new one. May be repeated.
fn undo(disk: &impl Disk, out: &Path, steps: &[Step]) -> Result<()> {
    let staging = out.join(STAGING);
    for (number, step) in steps.iter().enumerate() {
        let path = out.join(&step.path);
        let old = numbered(&staging, "old", number);
        let restored = if step.had_old {
            if old.exists() { disk.rename(&old, &path) } else { Ok(()) }
        } else if path.exists() {
            disk.remove(&path)
        } else {
            Ok(())
        };
        restored.with_context(|| format!("{} can't be put back", paths::shown(&path)))?;
    }
    Ok(())
}

fn numbered(staging: &Path, kind: &str, number: usize) -> PathBuf {
    staging.join(kind).join(number.to_string())
}

fn journal(staging: &Path) -> PathBuf {
    staging.join("journal")
}

/// Removes the folders that orphans leave empty. One that can't be removed does no harm.
fn remove_empty_folders(out: &Path, changes: &Changes) {
    for (path, _) in changes.files.iter().filter(|(_, change)| **change == Change::Orphan) {
        for folder in Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
            if fs::remove_dir(out.join(folder)).is_err() {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeMap;
    use std::io;

    use super::*;
    use crate::disk::RealDisk;

    /// What happens at the step that fails.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Fault {
        /// That step fails; later ones work, as on a disk that was full for a moment.
        Error,
        /// Nothing works any more, as after a kill.
        Kill,
    }

    struct FaultyDisk {
        left: Cell<usize>,
        fault: Fault,
    }

    impl FaultyDisk {
        fn step(&self, real: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
            match (self.left.get(), self.fault) {
                (0, Fault::Kill) => Err(io::Error::other("killed")),
                (0, Fault::Error) => {
                    self.left.set(usize::MAX);
                    Err(io::Error::from(io::ErrorKind::StorageFull))
                }
                (left, _) => {
                    self.left.set(left - 1);
                    real()
                }
            }
        }
    }

    impl Disk for FaultyDisk {
        fn create_dir(&self, path: &Path) -> io::Result<()> {
            self.step(|| RealDisk.create_dir(path))
        }
        fn write(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
            // A full disk leaves half a file behind.
            if self.left.get() == 0 {
                fs::write(path, &contents[..contents.len() / 2])?;
            }
            self.step(|| RealDisk.write(path, contents))
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step(|| RealDisk.rename(from, to))
        }
        fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step(|| RealDisk.link(from, to))
        }
        fn remove(&self, path: &Path) -> io::Result<()> {
            self.step(|| RealDisk.remove(path))
        }
        fn remove_all(&self, path: &Path) -> io::Result<()> {
            self.step(|| RealDisk.remove_all(path))
        }
    }

    fn tree(out: &Path) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![out.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(out).unwrap().to_string_lossy().into_owned();
                    files.insert(name, fs::read_to_string(path).unwrap());
                }
            }
        }
        files
    }

    /// A tree with a file to change, one to remove, one to leave alone, and the changes.
    fn scene(out: &Path) -> Changes {
        fs::create_dir_all(out.join("docs")).unwrap();
        for (path, text) in [("docs/stale.md", "old"), ("docs/orphan.md", "gone"), ("docs/other.md", "other")]
        {
            fs::write(out.join(path), text).unwrap();
        }
        let files = BTreeMap::from([
            ("docs/orphan.md".to_owned(), Change::Orphan),
            ("docs/stale.md".to_owned(), Change::Stale { old: "old".into(), new: "new".into() }),
            ("src/missing.rs".to_owned(), Change::Missing { new: "new".into() }),
        ]);
        Changes { files, unchanged: 0 }
    }

    fn new_tree() -> BTreeMap<String, String> {
        [("docs/other.md", "other"), ("docs/stale.md", "new"), ("src/missing.rs", "new")]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into()
    }

    #[test]
    fn all_is_changed() {
        let out = tempfile::tempdir().unwrap();
        let changes = scene(out.path());
        apply(&RealDisk, out.path(), &changes).unwrap();
        assert_eq!(tree(out.path()), new_tree());
    }

    #[test]
    fn any_fault_leaves_the_old_tree_or_the_new() {
        for fault in [Fault::Error, Fault::Kill] {
            let mut failures = 0;
            for step in 0.. {
                let out = tempfile::tempdir().unwrap();
                let changes = scene(out.path());
                let old = tree(out.path());
                let disk = FaultyDisk { left: Cell::new(step), fault };
                let result = apply(&disk, out.path(), &changes);
                if disk.left.get() > 0 && disk.left.get() < usize::MAX / 2 {
                    assert!(result.is_ok());
                    break;
                }
                failures += 1;
                if fault == Fault::Error && result.is_err() && !is_unfinished(out.path()) {
                    let left = tree(out.path());
                    assert_eq!(left, old, "an error at step {step} was not undone at once");
                }
                recover(&RealDisk, out.path()).unwrap();
                let after = tree(out.path());
                assert!(after == old || after == new_tree(), "step {step}: {after:?}");
                // And the next command goes through.
                let again = Changes { files: scene(out.path()).files, unchanged: 0 };
                let _ = fs::remove_file(out.path().join("src/missing.rs"));
                apply(&RealDisk, out.path(), &again).unwrap();
                assert_eq!(tree(out.path()), new_tree());
            }
            assert!(failures > 10, "the faults were never met");
        }
    }

    #[test]
    fn a_second_command_is_refused() {
        let out = tempfile::tempdir().unwrap();
        let first = lock(out.path()).unwrap();
        assert!(lock(out.path()).is_err());
        drop(first);
        lock(out.path()).unwrap();
    }
}
