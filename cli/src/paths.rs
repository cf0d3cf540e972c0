//! Paths as they are worked with, and as people read them.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result};

/// A path as people want to read it: relative to the current folder where it lies below or near it.
pub(crate) fn shown(path: &Path) -> String {
    let Ok(here) = std::env::current_dir() else { return path.display().to_string() };
    let relative = relative(&here, path);
    let ups = relative.components().filter(|part| *part == Component::ParentDir).count();
    let best = if ups > 3 { path.to_owned() } else { relative };
    let text = best.to_string_lossy().replace('\\', "/");
    if text.is_empty() { ".".to_owned() } else { text }
}

/// The way from one folder to a path, both absolute.
pub(crate) fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

/// An absolute path without `.`, `..` and links, as far as it exists.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path).with_context(|| format!("{} is not a path", path.display()))?;
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                clean.pop();
            }
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    let real = clean.ancestors().find_map(|above| {
        let rest = clean.strip_prefix(above).ok()?;
        Some(above.canonicalize().ok()?.join(rest))
    });
    Ok(real.unwrap_or(clean))
}
