//! The catalogs that changed since a revision, as git has it.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use errcat_codegen::Finding;

use crate::{git, paths};

/// The paths of the files in a folder, as findings name them, that differ from a revision or are new.
pub(super) fn changed_since(folder: &Path, revision: &str) -> Result<BTreeSet<String>> {
    let shown = paths::shown(folder);
    let inside = git::run(folder, ["rev-parse", "--is-inside-work-tree"])?;
    if !inside.status.success() {
        bail!("{shown} is not in a repository of git, so --changed-since can't say what changed");
    }
    // The name of a revision is never taken for an option.
    let commit = format!("{revision}^{{commit}}");
    let commit = git::run(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", commit.as_str()])?;
    if !commit.status.success() {
        bail!(
            "`{}` is not a revision that git knows; fetch it first, or name a commit, a branch or a tag",
            revision.escape_debug()
        );
    }
    let commit = String::from_utf8_lossy(&commit.stdout).trim().to_owned();
    let differing =
        git::run(folder, ["diff", "--name-only", "--no-renames", "--relative", "-z", &commit, "--", "."])?;
    let new = git::run(folder, ["ls-files", "--others", "-z", "--", "."])?;
    let mut changed = BTreeSet::new();
    for listed in [differing, new] {
        if !listed.status.success() {
            let error = String::from_utf8_lossy(&listed.stderr).trim().to_owned();
            bail!("git can't say what changed in {shown} since `{}`: {error}", revision.escape_debug());
        }
        let names = String::from_utf8_lossy(&listed.stdout).into_owned();
        let names = names.split('\0').filter(|name| !name.is_empty());
        changed.extend(names.map(|name| paths::shown(&folder.join(name))));
    }
    Ok(changed)
}

/// Whether a finding is about one of these files, also where it is placed in another one, such as that of a dialect.
pub(super) fn concerns(finding: &Finding, changed: &BTreeSet<String>) -> bool {
    let related = finding.related.iter().map(|(place, _)| place);
    std::iter::once(&finding.place).chain(related).any(|place| changed.contains(&place.file))
}
