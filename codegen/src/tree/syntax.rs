//! What to say where a file is not YAML, or is more of it than a catalog may be.

use std::ops::Range;

use saphyr_parser::ScanError;

use super::offsets::Offsets;
use crate::finding::Finding;
use crate::source::SourceFile;

/// How deep lists and mappings may stand in each other. A catalog needs about ten levels.
pub(super) const MAX_DEPTH: usize = 64;

/// The finding for what the parser stumbled over.
pub(super) fn syntax(file: &SourceFile, offsets: &Offsets<'_>, error: &ScanError) -> Finding {
    let at = offsets.of_last(error.marker());
    let (text, info) = (offsets.text, error.info());
    // The parser looks a little ahead, so its own limit may be met before ours.
    if info.contains("recursion limit") {
        return too_deep(file, &at);
    }
    if info.contains("unknown anchor") {
        return reference(file, &at, "an alias");
    }
    let not_yaml = |at: &Range<usize>, why: &str, help: &str| {
        Finding::new("yaml-syntax", file.place(at), format!("this is not YAML: {why}"), help)
    };
    if let Some(tab) = indenting_tab(text, at.start) {
        let mut finding = not_yaml(&tab, "a tab in the indentation", "indent with spaces");
        finding.label = "a tab".to_owned();
        return finding;
    }
    if let Some(key) = unspaced_colon(text, at.start) {
        let help = "write a space behind the colon, or the whole text in quotes";
        return not_yaml(&key, "a colon without a space behind it", help);
    }
    if info.contains("simple key") {
        let help = "write a colon and a space behind the key, or indent what goes on with the line before";
        return not_yaml(&line(text, at.start), "a key without a colon", help);
    }
    let help = "check the indentation, the quotes and the brackets here and on the line before";
    not_yaml(&at, info, help)
}

/// A character that begins something other than text, but which the parser accepts as text.
pub(super) fn indicator(file: &SourceFile, at: &Range<usize>) -> Finding {
    let place = file.place(&(at.start..at.start + 1));
    let message = "this is not YAML: text without quotes can't begin with this character";
    let help = "write the text in quotes; a block behind `|` or `>` can't stand within brackets or braces";
    Finding::new("yaml-syntax", place, message, help)
}

/// A list or mapping within too many others.
pub(super) fn too_deep(file: &SourceFile, at: &Range<usize>) -> Finding {
    let message = format!("this is nested more than {MAX_DEPTH} levels deep");
    let help = "a catalog needs about ten levels: look for a bracket that is never closed";
    Finding::new("too-deep", file.place(at), message, help)
}

/// What refers to another place of the file, or changes what a value means.
pub(super) fn reference(file: &SourceFile, at: &Range<usize>, what: &str) -> Finding {
    let message = format!("{what} of YAML is used here; catalogs do without");
    Finding::new(
        "anchor",
        file.place(at),
        message,
        "write the value out: each entry can then be read by itself",
    )
}

/// A key and its colon where no space follows, in the line of this byte or in the one before: such a line
/// is text to YAML, which then stumbles over the next one.
fn unspaced_colon(text: &str, at: usize) -> Option<Range<usize>> {
    let this = line(text, at);
    let before = text.get(..this.start)?.trim_end();
    [Some(this), (!before.is_empty()).then(|| line(text, before.len() - 1))].into_iter().flatten().find_map(
        |line| {
            let content = text.get(line.clone())?;
            let key = content.trim_start_matches([' ', '-']);
            let start = line.start + content.len() - key.len();
            let (name, value) = key.split_once(':')?;
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let is_unspaced = value.starts_with(|c: char| c.is_ascii_alphanumeric() || "\"'[{".contains(c));
            (is_name && is_unspaced).then(|| start..start + name.len() + 1)
        },
    )
}

/// A tab that the line of this byte, or the next one, begins with.
fn indenting_tab(text: &str, at: usize) -> Option<Range<usize>> {
    let mut start = line(text, at).start;
    start = text.get(..start)?.rfind('\n').map_or(0, |end| end + 1);
    for line in text.get(start..)?.split_inclusive('\n').take(2) {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indentation)?.find('\t') {
            return Some(start + tab..start + tab + 1);
        }
        start += line.len();
    }
    None
}

/// The line of this byte, without the blanks around it.
fn line(text: &str, at: usize) -> Range<usize> {
    let begin = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = text.get(begin..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let start = begin + line.len() - line.trim_start().len();
    start..start + line.trim().len()
}
