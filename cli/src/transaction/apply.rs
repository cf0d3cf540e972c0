//! Makes changes to many files: all of them, or none.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result, bail};
use errcat_codegen::parallel;

use super::change::{Change, FileChange};
use super::disk::Disk;
use super::fingerprint::Fingerprint;
use super::journal::{self, Journal, JournalPath, Step};
use super::lock::{Lock, Locks};
use super::{location, undo};
use crate::paths;

/// Makes the changes in the folders that are locked.
pub(crate) fn apply(disk: &dyn Disk, locks: &Locks<'_>, changes: &[FileChange]) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    for lock in locks.all() {
        if journal::unfinished(lock.folder()).is_some() {
            bail!(
                "a command was killed while it changed {}; run the command again",
                paths::shown(lock.folder())
            );
        }
    }
    let journal = stage(disk, locks, changes).map_err(|error| {
        // Only the staging folders were touched.
        clear(disk, locks);
        error.context("nothing was changed")
    })?;
    let first = locks.first()?;
    let moved = move_all(disk, locks, changes).and_then(|()| {
        // From here on the new files stand: without its journal what is staged is rubbish.
        let journal = first.staging().journal();
        disk.remove(&journal).with_context(|| format!("{} can't be removed", paths::shown(&journal)))
    });
    if let Err(error) = moved {
        return Err(undone(disk, locks, &journal, error));
    }
    clear(disk, locks);
    remove_emptied_folders(disk, changes);
    Ok(())
}

/// Writes all that is new, keeps all that is old, and then the journal.
fn stage(disk: &dyn Disk, locks: &Locks<'_>, changes: &[FileChange]) -> Result<Journal> {
    let first = locks.first()?;
    for lock in locks.all() {
        // What is left of a command that was killed before it had a journal, or when it had removed it.
        lock.staging().clear(disk);
        prepare(disk, first, lock).with_context(|| unwritable(lock.folder()))?;
    }
    let numbered: Vec<(usize, &FileChange)> = changes.iter().enumerate().collect();
    // Each waits until it is on the disk.
    let staged =
        parallel::map_waiting(&numbered, |(number, change)| stage_file(disk, locks, *number, change));
    staged.into_iter().collect::<Result<()>>()?;
    let mut steps = Vec::with_capacity(changes.len());
    let mut made: Vec<JournalPath> = Vec::new();
    for change in changes {
        let (folder, lock) = lock_of(locks, change)?;
        let place = JournalPath { folder, path: change.path.clone() };
        made.extend(missing_folders(lock.folder(), &place));
        steps.push(Step {
            place,
            old: change.change.before().map(Fingerprint::of),
            new: change.change.after().map(|new| new.fingerprint().clone()),
        });
    }
    let journal = Journal::new(locks, steps, made)?;
    let draft = first.staging().journal_draft();
    disk.write(&draft, &journal.to_bytes()?)
        .and_then(|()| disk.rename(&draft, &first.staging().journal()))
        .with_context(|| unwritable(first.folder()))?;
    Ok(journal)
}

/// Makes what the files of one folder are staged in.
fn prepare(disk: &dyn Disk, first: &Lock<'_>, lock: &Lock<'_>) -> Result<()> {
    let staging = lock.staging();
    disk.create_dir(&staging.new_files())?;
    disk.create_dir(&staging.old_files())?;
    if staging != first.staging() {
        let owner = paths::relative(staging.path(), first.staging().path());
        let owner = owner.to_str().context("its path to the other folder is not UTF-8")?;
        disk.write(&staging.owner(), owner.as_bytes())?;
    }
    Ok(())
}

fn stage_file(disk: &dyn Disk, locks: &Locks<'_>, number: usize, change: &FileChange) -> Result<()> {
    let (_, lock) = lock_of(locks, change)?;
    let path = location::below(lock.folder(), &change.path)?;
    let staging = lock.staging();
    if let Some(new) = change.change.after() {
        disk.write(&staging.new_file(number), new.as_str().as_bytes())
            .with_context(|| unwritable(lock.folder()))?;
    }
    if let Some(old) = change.change.before() {
        let kept = staging.old_file(number);
        disk.link(&path, &kept).with_context(|| unwritable(lock.folder()))?;
        if fs::read(&kept).ok().as_deref() != Some(old) {
            bail!("{} was changed meanwhile; run the command again", paths::shown(&path));
        }
    }
    Ok(())
}

/// The folders above a file that are not there yet, the outermost first.
fn missing_folders(folder: &Path, place: &JournalPath) -> Vec<JournalPath> {
    let above = Path::new(&place.path).ancestors().skip(1).filter(|path| !path.as_os_str().is_empty());
    let missing = above.take_while(|path| !folder.join(path).exists());
    let mut missing: Vec<JournalPath> = missing
        .map(|path| JournalPath { folder: place.folder, path: path.to_string_lossy().replace('\\', "/") })
        .collect();
    missing.reverse();
    missing
}

fn move_all(disk: &dyn Disk, locks: &Locks<'_>, changes: &[FileChange]) -> Result<()> {
    for (number, change) in changes.iter().enumerate() {
        let (_, lock) = lock_of(locks, change)?;
        let path = location::below(lock.folder(), &change.path)?;
        let new = lock.staging().new_file(number);
        let moved = match change.change {
            Change::Missing { .. } => path
                .parent()
                .map_or(Ok(()), |folder| disk.create_dir(folder))
                .and_then(|()| disk.place(&new, &path)),
            Change::Stale { .. } => disk.rename(&new, &path),
            Change::LeftOver { .. } => disk.remove(&path),
        };
        moved
            .with_context(|| format!("{} can't be changed; is its folder writable?", paths::shown(&path)))?;
    }
    Ok(())
}

/// Undoes everything after an error, and says how that went.
fn undone(disk: &dyn Disk, locks: &Locks<'_>, journal: &Journal, error: Error) -> Error {
    let folders: Vec<PathBuf> = locks.all().iter().map(|lock| lock.folder().to_owned()).collect();
    let left = match undo::undo(disk, journal, &folders) {
        Ok(left) => left,
        Err(again) => {
            return error.context(format!(
                "the old files could not be put back ({again:#}); the next command that writes tries again"
            ));
        }
    };
    if locks.first().and_then(|lock| Ok(disk.remove(&lock.staging().journal())?)).is_ok() {
        clear(disk, locks);
    }
    if left.is_empty() {
        return error.context("nothing was changed");
    }
    let left: Vec<String> = left.iter().map(|path| paths::shown(path)).collect();
    error.context(format!("nothing was changed, but for what others wrote meanwhile: {}", left.join(", ")))
}

fn lock_of<'l, 'd>(locks: &'l Locks<'d>, change: &FileChange) -> Result<(usize, &'l Lock<'d>)> {
    let mut locked = locks.all().iter().enumerate();
    locked.find(|(_, lock)| lock.folder() == change.folder).with_context(|| {
        format!(
            "{} was changed meanwhile; run the command again",
            paths::shown(&change.folder.join(&change.path))
        )
    })
}

fn clear(disk: &dyn Disk, locks: &Locks<'_>) {
    locks.all().iter().for_each(|lock| lock.staging().clear(disk));
}

fn unwritable(folder: &Path) -> String {
    format!("{} can't be written; is the folder writable, and is there room?", paths::shown(folder))
}

/// Removes the folders that files left empty. One that can't be removed does no harm.
fn remove_emptied_folders(disk: &dyn Disk, changes: &[FileChange]) {
    for change in changes.iter().filter(|change| change.change.after().is_none()) {
        let above = Path::new(&change.path).ancestors().skip(1);
        for folder in above.filter(|folder| !folder.as_os_str().is_empty()) {
            if disk.remove_dir(&change.folder.join(folder)).is_err() {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::disk::RealDisk;
    use super::super::lock::lock;
    use super::*;

    fn change(folder: &Path, path: &str, change: Change) -> FileChange {
        FileChange { folder: folder.to_owned(), path: path.to_owned(), change }
    }

    #[test]
    fn what_a_person_writes_meanwhile_is_never_lost() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("a"), "old").unwrap();
        fs::write(folder.join("mine"), "mine").unwrap();
        // What was compared is not what is there now.
        for (meanwhile, why) in [
            (Change::Stale { old: b"before".to_vec(), new: "new".into() }, "mine was changed meanwhile"),
            (Change::LeftOver { old: b"before".to_vec() }, "mine was changed meanwhile"),
            (Change::Missing { new: "new".into() }, "mine can't be changed"),
        ] {
            let changes = [
                change(folder, "a", Change::Stale { old: b"old".to_vec(), new: "new".into() }),
                change(folder, "b/c", Change::Missing { new: "new".into() }),
                change(folder, "mine", meanwhile),
            ];
            let locks = lock(&RealDisk, &[folder]).unwrap();
            let error = format!("{:#}", apply(&RealDisk, &locks, &changes).unwrap_err());
            assert!(error.starts_with("nothing was changed") && error.contains(why), "{error}");
            drop(locks);
            assert_eq!(fs::read_to_string(folder.join("a")).unwrap(), "old");
            assert_eq!(fs::read_to_string(folder.join("mine")).unwrap(), "mine");
            assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
        }
    }

    #[test]
    fn a_folder_that_is_not_locked_is_not_written_into() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let locks = lock(&RealDisk, &[folder.path()]).unwrap();
        let changes = [change(other.path(), "a", Change::Missing { new: "new".into() })];
        assert!(apply(&RealDisk, &locks, &changes).is_err());
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
    }
}
