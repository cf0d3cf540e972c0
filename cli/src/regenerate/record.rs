//! What the last run read and made, so that the next one, where all of it is as it was, only has to look.
//!
//! A record holds for one program, one day, one request, and the contents of every file that was read or made. Where
//! there is none, or it can't be read, or anything differs, everything is made anew. It lies in the user's cache folder
//! and not in the tree or in `target/`, so that no repository can say of itself that it is up to date.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use errcat_codegen::{Catalogs, Options, SourceFile, parallel};
use etcetera::base_strategy::{BaseStrategy as _, Xdg};
use serde::{Deserialize, Serialize};

use super::outputs::{self, Output, Paths};
use super::places::Places;
use crate::transaction::{Fingerprint, State, below};

/// How long a record that is not read is kept; it holds for a day.
const KEPT: Duration = Duration::from_secs(2 * 24 * 60 * 60);

/// The user's folder for records, the same on every system; `None` where there is no home.
pub(super) fn folder() -> Option<PathBuf> {
    Some(Xdg::new().ok()?.cache_dir().join("errcat").join("generated"))
}

/// What a run read, made and said.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    read: Read,
    made: Vec<Made>,
    /// The findings, as they were printed.
    pub(super) findings: Option<String>,
    /// How many vendors there are.
    pub(super) vendors: usize,
    /// How many codes they have.
    pub(super) codes: usize,
}

/// All that decides what a run makes and says.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    program: Program,
    /// The day, as some findings come with time.
    day: Option<String>,
    /// The folders, and what is made in them.
    request: String,
    /// The catalogs, each by its name in findings.
    catalogs: Vec<(String, Fingerprint)>,
    /// The other files that decide, in their order; `None`: no file.
    others: Vec<Option<Fingerprint>>,
}

/// The program, as two builds may make different files. It is known by its file and not by the contents of that, which
/// would take longer to hash than all else.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Program {
    version: String,
    path: PathBuf,
    /// In bytes.
    length: u64,
    modified: SystemTime,
    /// `None` where the file system does not know.
    created: Option<SystemTime>,
}

impl Program {
    /// The one that runs.
    fn running() -> Option<Self> {
        let path = std::env::current_exe().ok()?.canonicalize().ok()?;
        let found = fs::metadata(&path).ok()?;
        Some(Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            path,
            length: found.len(),
            modified: found.modified().ok()?,
            created: found.created().ok(),
        })
    }
}

/// A file that was made.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Made {
    folder: PathBuf,
    path: String,
    contents: Fingerprint,
}

/// Where a run is recorded, and what it has read.
pub(super) struct Ledger {
    path: PathBuf,
    read: Read,
    last: Option<Record>,
}

impl Ledger {
    /// The record of a request, and what decides now; `None` where a run can't be recorded.
    pub(super) fn open(
        folder: Option<PathBuf>,
        places: &Places,
        files: &[SourceFile],
        options: &Options,
    ) -> Option<Self> {
        let day = options.today.map(|day| day.to_string());
        let request = format!("{places:?}");
        let path = folder?.join(Fingerprint::of(request.as_bytes()).as_str());
        let catalogs = parallel::map(files, |file| (file.path.clone(), Fingerprint::of(&file.bytes)));
        let is_same = |last: &Record| {
            last.read.request == request && last.read.day == day && last.read.catalogs == catalogs
        };
        let last = Record::read(&path).filter(is_same);

        let program = Program::running()?;
        let others = outputs::deciding(places);
        let single =
            |path: &'_ PathBuf| Some((path.parent()?.to_owned(), path.file_name()?.to_str()?.to_owned()));
        let mut paths: Vec<(PathBuf, String)> = others.iter().map(single).collect::<Option<_>>()?;
        let made = last.iter().flat_map(|last| &last.made);
        paths.extend(made.map(|made| (made.folder.clone(), made.path.clone())));
        // One is read while another is hashed.
        let mut states =
            parallel::map(&paths, |(folder, path)| State::of(&below(folder, path).ok()?).ok()).into_iter();

        let others = states.by_ref().take(others.len()).map(|state| match state? {
            State::File(contents) => Some(Some(contents)),
            State::Nothing => Some(None),
            State::Other => None,
        });
        let others = others.collect::<Option<_>>()?;
        let read = Read { program, day, request, catalogs, others };
        let is_there = |last: &Record| {
            let mut made = last.made.iter().zip(states);
            last.read == read
                && made.all(|(made, state)| state.is_some_and(|state| state.is(Some(&made.contents))))
        };
        let last = last.filter(is_there);
        Some(Self { path, read, last })
    }

    /// The last run, if all that it read and made is there as it was.
    pub(super) const fn last(&self) -> Option<&Record> {
        self.last.as_ref()
    }

    /// Records a run that came through. Where that fails, the next one makes everything anew.
    pub(super) fn record(
        self,
        places: &Places,
        outputs: &[Output],
        findings: Option<String>,
        catalogs: &Catalogs<'_>,
    ) {
        let Self { path, mut read, last: _ } = self;
        let made = parallel::map(outputs, |output| Made {
            folder: output.folder.clone(),
            path: output.path.clone(),
            contents: output.contents.fingerprint().clone(),
        });
        for (other, contents) in outputs::deciding(places).iter().zip(&mut read.others) {
            // What was written is there now, in place of what was read.
            if let Some(made) = made.iter().find(|made| made.folder.join(&made.path) == *other) {
                *contents = Some(made.contents.clone());
            }
        }
        let (vendors, codes) = (catalogs.vendors().len(), catalogs.code_count());
        // What can't be written down is not recorded.
        let _ = Record { read, made, findings, vendors, codes }.write(&path);
    }
}

impl Record {
    /// The files that were made.
    pub(super) fn made(&self) -> Paths<'_> {
        self.made.iter().map(|made| (made.folder.as_path(), made.path.as_str())).collect()
    }

    /// Reads a record: a line with the fingerprint of the rest, so that one that is damaged is never believed.
    fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let (seal, json) = text.split_once('\n')?;
        let is_whole = seal == Fingerprint::of(json.as_bytes()).as_str();
        if is_whole { serde_json::from_str(json).ok() } else { None }
    }

    /// Writes a record at once or not at all, and removes old ones.
    fn write(&self, path: &Path) -> Option<()> {
        let json = serde_json::to_string(self).ok()?;
        let folder = path.parent()?;
        fs::create_dir_all(folder).ok()?;
        let draft = path.with_extension(std::process::id().to_string());
        let written = fs::write(&draft, format!("{}\n{json}", Fingerprint::of(json.as_bytes()).as_str()))
            .and_then(|()| fs::rename(&draft, path));
        if written.is_err() {
            let _ = fs::remove_file(&draft);
        }
        let now = SystemTime::now();
        for entry in fs::read_dir(folder).ok()?.flatten() {
            let modified = entry.metadata().and_then(|found| found.modified());
            if modified.is_ok_and(|time| now.duration_since(time).is_ok_and(|age| age > KEPT)) {
                let _ = fs::remove_file(entry.path());
            }
        }
        Some(())
    }
}
