//! A change as people read it: what is stale, with its first lines, what is missing, and what is left over.

use crate::report::count;
use crate::transaction::{Change, FileChange};
use crate::{paths, terminal};

/// How many lines of a difference are shown for each file.
const DIFF_LINES: usize = 16;

/// The change of one file.
pub(super) fn difference(file: &FileChange) -> String {
    let path = paths::shown(&file.folder.join(&file.path));
    match &file.change {
        Change::Missing { .. } => format!("missing: {path}\n"),
        Change::LeftOver { .. } => format!("left over: {path}\n"),
        Change::Stale { old, new } => {
            format!("stale: {path}\n{}", diff(&String::from_utf8_lossy(old), new.as_str()))
        }
    }
}

/// The first lines of a unified diff, and how many more there are.
fn diff(old: &str, new: &str) -> String {
    let text = terminal::diff(old, new);
    let lines: Vec<&str> = text.lines().collect();
    let mut shown: String = lines.iter().take(DIFF_LINES).map(|line| format!("    {line}\n")).collect();
    if lines.len() > DIFF_LINES {
        shown.push_str(&format!("    … {} more\n", count(lines.len() - DIFF_LINES, "line")));
    }
    shown
}
