//! A state of the catalogs: of a folder, a file, or a git revision.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use errcat_codegen::catalogs::Vendor;
use errcat_codegen::{MAX_BYTES, SourceFile};

use crate::advice::Advice;
use crate::known::{self, Sorted};
use crate::report::{self, Purpose, count};
use crate::{catalogs, git, paths, terminal};

/// A state of some catalogs, as text.
pub(super) struct State {
    files: Vec<SourceFile>,
    /// The vendor whose catalog alone was named.
    only: Option<String>,
    place: Place,
}

/// Where a state comes from.
enum Place {
    /// A folder.
    Folder,
    /// A file.
    File(PathBuf),
    /// A path in a git repository, from its root.
    InGit { repository: PathBuf, path: String },
}

/// What a state gives.
pub(super) struct Checked {
    pub(super) vendors: Vec<Vendor<'static>>,
    /// The vendors whose catalogs have errors.
    pub(super) broken: Vec<String>,
    pub(super) only: Option<String>,
}

impl State {
    /// Reads a state as it is named: a path where there is such a thing, or else a revision.
    pub(super) fn read(named: &str, catalogs: &Path) -> Result<Self> {
        let path = Path::new(named);
        if path.is_dir() {
            return Self::of_folder(&paths::absolute(path)?);
        }
        if path.exists() {
            return Self::of_file(&paths::absolute(path)?);
        }
        match named.split_once(':') {
            Some((revision, path)) if !path.is_empty() => {
                let repository = git_root(&std::env::current_dir()?, named)?;
                let path = match path.strip_prefix("./").or_else(|| path.starts_with("../").then_some(path)) {
                    None => path.trim_end_matches('/').to_owned(),
                    Some(path) => in_repository(&repository, &paths::absolute(Path::new(path))?)?,
                };
                Self::of_revision(named, revision, repository, path)
            }
            _ => {
                let repository = git_root(catalogs, named)?;
                let path = in_repository(&repository, catalogs)?;
                Self::of_revision(named, named.trim_end_matches(':'), repository, path)
            }
        }
    }

    /// The state of the folder of the catalogs at the last tag before this commit.
    pub(super) fn of_last_tag(catalogs: &Path) -> Result<Self> {
        let repository = git_root(catalogs, "the last tag")?;
        let tag = git::stdout(&repository, ["describe", "--tags", "--abbrev=0"]).map_err(|_| {
            anyhow!("there is no tag before this commit to compare with; name the state before")
        })?;
        let tag = String::from_utf8_lossy(&tag).trim().to_owned();
        terminal::remark(&format!("note: compared with {tag}"));
        let path = in_repository(&repository, catalogs)?;
        Self::of_revision(&tag, &tag, repository, path)
    }

    /// The state now of what this one is an older state of: the same path where it comes from git, or else the folder of
    /// the catalogs.
    pub(super) fn same_of(&self, catalogs: &Path) -> Result<Self> {
        match &self.place {
            Place::InGit { repository, path } => {
                let path = repository.join(path);
                if path.is_dir() { Self::of_folder(&path) } else { Self::of_file(&path) }
            }
            Place::Folder => Self::of_folder(catalogs),
            Place::File(file) => {
                let name = file.file_name().unwrap_or_default();
                Self::of_file(&catalogs.join(name))
            }
        }
    }

    fn of_folder(folder: &Path) -> Result<Self> {
        Ok(Self { files: catalogs::read(folder)?, only: None, place: Place::Folder })
    }

    /// One catalog. Those beside it are read too, as it may extend one of them.
    fn of_file(path: &Path) -> Result<Self> {
        let own = catalogs::file(path)?;
        let beside = path.parent().map(catalogs::read).unwrap_or_else(|| Ok(Vec::new()));
        Ok(Self::of_one(own, beside.unwrap_or_default(), Place::File(path.to_owned())))
    }

    fn of_one(own: SourceFile, beside: Vec<SourceFile>, place: Place) -> Self {
        let id = vendor_of(&own);
        let mut files: Vec<SourceFile> = beside
            .into_iter()
            .filter(|file| file.path != own.path && id.as_deref() != Some(file.stem()))
            .collect();
        let only = id.clone().unwrap_or_else(|| own.stem().to_owned());
        // A state that was saved under another name is still one of that vendor.
        let path = match id {
            Some(id) if own.stem() != id => Path::new(&own.path).with_file_name(format!("{id}.yaml")),
            _ => PathBuf::from(&own.path),
        };
        files.push(SourceFile::new(path.to_string_lossy().into_owned(), own.bytes));
        Self { files, only: Some(only), place }
    }

    fn of_revision(named: &str, revision: &str, repository: PathBuf, path: String) -> Result<Self> {
        let unknown = || {
            anyhow!(
                "`{named}` is neither a path nor a revision of git with `{path}` in it; name a folder, a file or \
                 REVISION:PATH"
            )
        };
        let object =
            if path.is_empty() { format!("{revision}^{{tree}}") } else { format!("{revision}:{path}") };
        let id = git::stdout(&repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", &object])
            .map_err(|_| unknown())?;
        let id = String::from_utf8_lossy(&id).trim().to_owned();
        let kind = git::stdout(&repository, ["cat-file", "-t", &id]).map_err(|_| unknown())?;
        let place = Place::InGit { repository: repository.clone(), path: path.clone() };
        if kind.starts_with(b"tree") {
            let files = in_tree(&repository, revision, &path, &id)?;
            if files.is_empty() {
                bail!("there is no catalog in {revision}:{path}; name another folder");
            }
            return Ok(Self { files, only: None, place });
        }
        let own = blob(&repository, format!("{revision}:{path}"), &id)?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let beside =
            in_tree(&repository, revision, &folder, &format!("{revision}:{folder}")).unwrap_or_default();
        Ok(Self::of_one(own, beside, place))
    }

    /// The vendors. What is wrong with a catalog is shown, and it is left out.
    pub(super) fn checked(&self, advice: &Advice) -> Result<Checked> {
        // What an older state says is compared, whatever lints think of it today.
        let Sorted { catalogs, broken } = known::sorted(&self.files, &known::WITHOUT_LINTS);
        let matter =
            broken.iter().filter(|broken| self.only.as_deref().is_none_or(|only| broken.file.stem() == only));
        let mut ids = BTreeSet::new();
        for broken in matter {
            report::print(std::slice::from_ref(&broken.file), &broken.findings, advice, Purpose::Read);
            let findings = count(broken.findings.len(), "finding");
            terminal::remark(&format!("note: {} is left out, as it has {findings}", broken.file.path));
            ids.insert(broken.file.stem().to_owned());
        }
        let vendors = catalogs.map_or_else(Vec::new, |catalogs| catalogs.vendors().to_vec());
        if vendors.is_empty() {
            bail!("no catalog can be compared; fix the findings above");
        }
        Ok(Checked { vendors, broken: ids.into_iter().collect(), only: self.only.clone() })
    }
}

/// The id that a catalog gives, as far as its lines show it.
fn vendor_of(file: &SourceFile) -> Option<String> {
    let text = String::from_utf8_lossy(&file.bytes);
    catalogs::top_level(&text, "vendor").filter(|id| !id.is_empty()).map(str::to_owned)
}

/// Every catalog of a folder of a revision.
fn in_tree(repository: &Path, revision: &str, path: &str, tree: &str) -> Result<Vec<SourceFile>> {
    let listed = git::stdout(repository, ["ls-tree", "-z", "--end-of-options", tree])?;
    let mut files = Vec::new();
    for line in listed.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
        let line = String::from_utf8_lossy(line);
        let Some((about, name)) = line.split_once('\t') else { continue };
        let mut about = about.split(' ');
        let (Some(_), Some("blob"), Some(id)) = (about.next(), about.next(), about.next()) else { continue };
        if catalogs::is_catalog(Path::new(name)) {
            let slash = if path.is_empty() { "" } else { "/" };
            files.push(blob(repository, format!("{revision}:{path}{slash}{name}"), id)?);
        }
    }
    Ok(files)
}

fn blob(repository: &Path, shown: String, id: &str) -> Result<SourceFile> {
    let mut bytes = git::stdout(repository, ["cat-file", "blob", id])?;
    // One byte more than is allowed is enough to know that it is too large.
    bytes.truncate(MAX_BYTES + 1);
    Ok(SourceFile::new(shown, bytes))
}

/// The root of the repository that a folder is in.
fn git_root(folder: &Path, named: &str) -> Result<PathBuf> {
    let root = git::stdout(folder, ["rev-parse", "--show-toplevel"]).with_context(|| {
        format!("`{named}` is not a path, and there is no repository of git at {}", paths::shown(folder))
    })?;
    paths::absolute(Path::new(String::from_utf8_lossy(&root).trim_end_matches('\n')))
}

/// A path as git has it, from the root of its repository.
fn in_repository(repository: &Path, path: &Path) -> Result<String> {
    match path.strip_prefix(repository) {
        Ok(path) => Ok(path.to_string_lossy().replace('\\', "/")),
        Err(_) => bail!("{} is not in the repository {}", paths::shown(path), paths::shown(repository)),
    }
}
