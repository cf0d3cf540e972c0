//! Git, asked about the repository that a folder is in.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Result, bail};

/// What git answers, whether it succeeds or not.
pub(crate) fn run<'a>(folder: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Result<Output> {
    let arguments = arguments.into_iter().map(OsStr::new);
    // Git's own variables, as a hook has them, would lead it to another repository.
    let run = Command::new("git")
        .args([OsStr::new("-C"), folder.as_os_str()])
        .args(arguments)
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_PREFIX")
        .output();
    match run {
        Ok(output) => Ok(output),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("git is not installed, or not in the path; this needs it")
        }
        Err(error) => bail!("git can't be run ({error}); this needs it"),
    }
}

/// What git prints; an error where it fails.
pub(crate) fn stdout<const N: usize>(folder: &Path, arguments: [&str; N]) -> Result<Vec<u8>> {
    let output = run(folder, arguments)?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        bail!("git {} failed: {}", arguments.join(" "), why.lines().next().unwrap_or("it does not say why"));
    }
    Ok(output.stdout)
}
