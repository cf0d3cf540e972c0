//! The site as a folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use errcat_codegen::{Artifact, Catalogs};
use errcat_site::{Options, artifacts};

use super::Docs;
use crate::outcome::Outcome;
use crate::report::count;
use crate::setup::Setup;
use crate::transaction::{self, Change, FileChange, RealDisk};
use crate::{paths, terminal};

/// How many paths are named that are not up to date.
const NAMED: usize = 10;
/// Up to so many files are changed one by one; where more would change, the whole folder is made anew, which is faster
/// and takes less memory.
const ONE_BY_ONE: usize = 2000;

/// Makes the folder, or compares it.
pub(super) fn run(
    setup: &Setup,
    arguments: &Docs,
    catalogs: &Catalogs<'_>,
    options: &Options,
    start: Instant,
) -> Result<Outcome> {
    let folder = paths::absolute(arguments.dest.as_deref().unwrap_or(&setup.site))?;
    if arguments.check {
        return compare(&folder, catalogs, options, &arguments.command(setup));
    }
    let written = write(&folder, catalogs, options)?;
    terminal::print(&format!(
        "{}/index.html: {}, {}; {} written in {} ms\n",
        paths::shown(&folder),
        count(catalogs.vendors().len(), "vendor"),
        count(catalogs.code_count(), "code"),
        count(written, "file"),
        start.elapsed().as_millis()
    ));
    Ok(Outcome::Done)
}

/// Writes the site, all of it or nothing, and says how many files differed.
fn write(folder: &Path, catalogs: &Catalogs<'_>, options: &Options) -> Result<usize> {
    let shown = paths::shown(folder);
    if fs::symlink_metadata(folder).is_ok_and(|found| !found.is_dir()) {
        bail!("{shown} is not a folder; name another with --dest");
    }
    transaction::undo_killed(&[folder])?;
    refuse_anything_else(folder)?;
    if !folder.join(errcat_site::LIST).is_file() {
        return transaction::replace(&RealDisk, folder, artifacts(catalogs, options));
    }
    match changes(folder, catalogs, options)? {
        Some(changes) => {
            transaction::write(&[folder], &changes)?;
            Ok(changes.len())
        }
        None => transaction::replace(&RealDisk, folder, artifacts(catalogs, options)),
    }
}

/// What differs; `None` where that is most of the site.
fn changes(folder: &Path, catalogs: &Catalogs<'_>, options: &Options) -> Result<Option<Vec<FileChange>>> {
    let mut there = files_in(folder)?;
    let mut changes = Vec::new();
    let change = |path: String, change: Change| FileChange { folder: folder.to_owned(), path, change };
    for Artifact { path, contents: new } in artifacts(catalogs, options) {
        if !there.remove(&path) {
            changes.push(change(path, Change::Missing { new: new.into() }));
        } else {
            let old = read(folder, &path)?;
            if old != new.as_bytes() {
                changes.push(change(path, Change::Stale { old, new: new.into() }));
            }
        }
        if changes.len() > ONE_BY_ONE {
            return Ok(None);
        }
    }
    for path in there {
        let old = read(folder, &path)?;
        changes.push(change(path, Change::LeftOver { old }));
    }
    Ok(Some(changes))
}

fn read(folder: &Path, path: &str) -> Result<Vec<u8>> {
    let path = transaction::below(folder, path)?;
    fs::read(&path).with_context(|| format!("{} can't be read; is it a file?", paths::shown(&path)))
}

/// The folder may hold nothing that is not of a site: what else is there would be removed.
fn refuse_anything_else(folder: &Path) -> Result<()> {
    let Ok(listed) = fs::read_dir(folder) else { return Ok(()) };
    let list = fs::read_to_string(folder.join(errcat_site::LIST)).unwrap_or_default();
    let own: BTreeSet<&str> = list.lines().collect();
    let mut names: Vec<String> =
        listed.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    if let Some(foreign) = names.iter().find(|name| !own.contains(name.as_str())) {
        let shown = paths::shown(folder);
        bail!(
            "{shown} holds something other than a site, such as {foreign}; name another folder with --dest, or move that"
        );
    }
    Ok(())
}

/// Says what is not as these catalogs make it.
fn compare(folder: &Path, catalogs: &Catalogs<'_>, options: &Options, command: &str) -> Result<Outcome> {
    let mut there = files_in(folder)?;
    let mut unequal = Vec::new();
    for artifact in artifacts(catalogs, options) {
        let is_there = there.remove(&artifact.path);
        let path = folder.join(&artifact.path);
        let is_equal = is_there && fs::read(&path).is_ok_and(|found| found == artifact.contents.as_bytes());
        if !is_equal {
            let what = if is_there { "stale" } else { "missing" };
            unequal.push(format!("{what}: {}", paths::shown(&path)));
        }
    }
    unequal.extend(there.iter().map(|path| format!("left over: {}", paths::shown(&folder.join(path)))));
    if unequal.is_empty() {
        terminal::print(&format!("up to date: {}\n", paths::shown(folder)));
        return Ok(Outcome::Done);
    }
    let number = count(unequal.len(), "file");
    let more = unequal.len().saturating_sub(NAMED);
    unequal.truncate(NAMED);
    let more = if more > 0 { format!("\n… and {more} more") } else { String::new() };
    terminal::print(&format!(
        "{}{more}\n{number} not up to date; to fix it, run `{command}`\n",
        unequal.join("\n")
    ));
    Ok(Outcome::Failed)
}

/// Every file below a folder, by its path from there.
fn files_in(folder: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        let Ok(listed) = fs::read_dir(&inner) else { continue };
        for entry in listed {
            let entry = entry.with_context(|| format!("{} can't be listed", paths::shown(&inner)))?;
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            } else {
                let path = entry.path();
                let path = path.strip_prefix(folder).unwrap_or(&path);
                found.insert(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}
