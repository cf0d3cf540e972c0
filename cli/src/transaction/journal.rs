//! The list of the changes, by which they can be undone.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;
use super::lock::Locks;
use super::staging::Staging;
use crate::paths;

/// The version of the journal's format.
const VERSION: u32 = 1;

/// What a transaction does.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    version: u32,
    /// The folders that are written into, the one with the journal first. Relative to its staging folder, so that
    /// a tree can be moved with all that is in it.
    folders: Vec<PathBuf>,
    /// Each file, in the order of its change.
    pub(super) steps: Vec<Step>,
    /// The folders that are made for them, the outermost first.
    pub(super) made: Vec<JournalPath>,
}

/// What is done to one file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    /// Which file.
    pub(super) place: JournalPath,
    /// What was there before; absent: nothing. Its second name is the staging folder's old file of this step.
    pub(super) old: Option<Fingerprint>,
    /// What is there afterwards; absent: nothing.
    pub(super) new: Option<Fingerprint>,
}

/// A path below one of the folders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct JournalPath {
    /// The position of the folder in the journal's list.
    pub(super) folder: usize,
    /// The path below it, with `/` between the parts.
    pub(super) path: String,
}

impl Journal {
    /// A journal for the first of these folders.
    pub(super) fn new(locks: &Locks<'_>, steps: Vec<Step>, made: Vec<JournalPath>) -> Result<Self> {
        let staging = locks.first()?.staging().path();
        let folders = locks.all().iter().map(|lock| paths::relative(staging, lock.folder())).collect();
        Ok(Self { version: VERSION, folders, steps, made })
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>> {
        serde_json::to_vec_pretty(self).context("the journal can't be made; is a folder's name not UTF-8?")
    }

    /// Reads the journal of a staging folder; `None` where there is none.
    pub(super) fn read(staging: &Staging) -> Result<Option<Self>> {
        let path = staging.journal();
        if !path.exists() {
            return Ok(None);
        }
        let damaged = || damaged(staging, "is damaged");
        let text = fs::read_to_string(&path).with_context(damaged)?;
        let journal: Self = serde_json::from_str(&text).with_context(damaged)?;
        if journal.version != VERSION {
            bail!("{}", self::damaged(staging, "is that of another version of this program"));
        }
        let places = journal.steps.iter().map(|step| &step.place).chain(&journal.made);
        for place in places {
            if !is_below(&place.path) {
                let why = format!("names {:?}, which is not below a folder", place.path);
                bail!("{}", self::damaged(staging, &why));
            }
        }
        Ok(Some(journal))
    }

    /// The folders that are written into, absolute.
    ///
    /// A journal may come from anywhere: another folder than its own is believed only where that folder's staging
    /// folder names this one as its owner.
    pub(super) fn folders(&self, staging: &Staging) -> Result<Vec<PathBuf>> {
        let mut folders = Vec::with_capacity(self.folders.len());
        for (position, folder) in self.folders.iter().enumerate() {
            let shown = staging.path().join(folder);
            let is_agreed = |folder: &PathBuf| match position {
                0 => Staging::of(folder).path() == staging.path(),
                _ => owner(folder).is_some_and(|owner| owner == *staging),
            };
            let Some(folder) = shown.canonicalize().ok().filter(is_agreed) else {
                let why = format!("names the folder {}, which does not belong to it", folder.display());
                bail!("{}", damaged(staging, &why));
            };
            folders.push(folder);
        }
        Ok(folders)
    }
}

/// The staging folder with the journal of what was begun in this folder, if that was not ended.
pub(super) fn unfinished(folder: &Path) -> Option<Staging> {
    let own = Staging::of(folder);
    let has_journal = |staging: &Staging| staging.journal().exists();
    if has_journal(&own) { Some(own) } else { owner(folder).filter(has_journal) }
}

/// The staging folder that a folder's own one names.
fn owner(folder: &Path) -> Option<Staging> {
    let staging = Staging::of(folder);
    let named = fs::read_to_string(staging.owner()).ok()?;
    let path = staging.path().join(named).canonicalize().ok()?;
    let owner = Staging::of(path.parent()?);
    (owner.path() == path).then_some(owner)
}

/// Whether a path stays below the folder that it is joined to.
fn is_below(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn damaged(staging: &Staging, why: &str) -> String {
    format!(
        "the journal {} of a killed command {why}; compare the tree with your version control, then remove {}",
        paths::shown(&staging.journal()),
        paths::shown(staging.path())
    )
}
