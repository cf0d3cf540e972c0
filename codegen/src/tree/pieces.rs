//! Where a large file can be cut, so that its pieces can be parsed side by side.
//!
//! The groups of a catalog are a list at the first level, and the code below them is most of the file. An element of a
//! list begins with a dash that is no further in than the others, and no text of an element before it can reach so far
//! out. Where a file does not keep to that, its pieces are not YAML by themselves.

use std::ops::Range;

use crate::parallel;

/// The key of the groups, where it is the first on its line.
const KEY: &str = "\ngroups:";

/// Bytes of a text that can be parsed each by themselves.
pub(super) struct Pieces {
    /// A mapping, whose last value is the list of groups.
    pub(super) head: Range<usize>,
    /// Lists of more groups.
    pub(super) groups: Vec<Range<usize>>,
    /// A mapping of what comes behind the groups.
    pub(super) tail: Option<Range<usize>>,
}

/// The pieces of a text; `None` where it is not large, or not written as most are.
pub(super) fn pieces(text: &str) -> Option<Pieces> {
    let count = parallel::pieces(text.len())?;
    let behind_key = text.find(KEY)? + KEY.len();
    let (rest, _) = text.get(behind_key..)?.split_once('\n')?;
    let behind = rest.trim_start();
    if !(behind.is_empty() || behind.starts_with('#')) {
        return None;
    }
    let start = behind_key + rest.len() + 1;
    let mut indent = None;
    let mut dashes = Vec::new();
    let mut end = text.len();
    for (at, line) in lines(text, start) {
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        if content.starts_with("- ") && column == *indent.get_or_insert(column) {
            dashes.push(at + column);
        } else if column == 0 && !content.starts_with(['#', '\r', '\n', '\t']) && !content.is_empty() {
            end = at;
            break;
        }
    }
    let first = *dashes.first()?;
    let size = (end - first) / count;
    let mut cuts = vec![];
    let mut next = first + size;
    for dash in dashes {
        if dash >= next {
            cuts.push(dash);
            next = dash + size;
        }
    }
    let indent = indent?;
    // A piece begins with its indentation, and the one before it ends behind that, where the parser sees the dash.
    let ends = cuts.iter().skip(1).copied().chain([end]);
    let groups = cuts.iter().zip(ends).map(|(cut, end)| cut - indent..end).collect();
    Some(Pieces { head: 0..*cuts.first()?, groups, tail: (end < text.len()).then_some(end..text.len()) })
}

/// The lines of a text from a place on, each with its place and its end.
fn lines(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = start;
    text.get(start..).unwrap_or_default().split_inclusive('\n').map(move |line| {
        let place = at;
        at += line.len();
        (place, line)
    })
}
