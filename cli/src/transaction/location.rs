//! Where a file is: below the folder that is written into, and nowhere else.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};

use crate::paths;

/// The path of a file below a folder.
///
/// It is refused where it leads out of the folder: by `..`, as an absolute path, or through a symbolic link.
pub(crate) fn below(folder: &Path, path: &str) -> Result<PathBuf> {
    let whole = inside(folder, path)?;
    let mut place = folder.to_owned();
    for name in Path::new(path).components() {
        place.push(name);
        if fs::symlink_metadata(&place).is_ok_and(|found| found.is_symlink()) {
            bail!(
                "{} is a symbolic link, and anything written there would end up outside of {}; replace the link by a file or folder",
                paths::shown(&place),
                paths::shown(folder)
            );
        }
    }
    Ok(whole)
}

/// The same, of a folder in which there are no links, as it was just made.
pub(super) fn inside(folder: &Path, path: &str) -> Result<PathBuf> {
    let mut place = folder.to_owned();
    for part in Path::new(path).components() {
        let Component::Normal(name) = part else {
            bail!("{path:?} is not below {}", paths::shown(folder));
        };
        place.push(name);
    }
    if place == folder {
        bail!("an empty path is not below {}", paths::shown(folder));
    }
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_out_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(below(folder.path(), "docs/a.md").unwrap(), folder.path().join("docs").join("a.md"));
        for path in ["", ".", "..", "../a", "docs/../../a", "/etc/passwd"] {
            let error = below(folder.path(), path).unwrap_err().to_string();
            assert!(error.contains("is not below"), "{path}: {error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_as_folders_and_as_files() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("docs")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("Cargo.toml")).unwrap();
        for path in ["docs/a.md", "docs", "Cargo.toml"] {
            let error = below(folder.path(), path).unwrap_err().to_string();
            assert!(error.contains("is a symbolic link"), "{path}: {error}");
        }
    }
}
