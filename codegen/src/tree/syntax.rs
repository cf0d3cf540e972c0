//! What to say where a file is not YAML, or is more of it than a catalog may be.

use std::collections::HashSet;
use std::ops::Range;

use saphyr_parser::ScanError;

use super::offsets::Offsets;
use super::slips::{self, Slip};
use crate::finding::Finding;
use crate::source::SourceFile;

/// How deep lists and mappings may stand in each other. A catalog needs about ten levels.
pub(super) const MAX_DEPTH: usize = 64;

/// The finding for what the parser stumbled over.
pub(super) fn syntax(
    file: &SourceFile,
    offsets: &Offsets<'_>,
    names: &HashSet<&'static str>,
    error: &ScanError,
) -> Finding {
    let at = offsets.of_last(error.marker());
    let (text, info) = (offsets.text, error.info());
    // The parser looks a little ahead, so its own limit may be met before ours.
    if info.contains("recursion limit") {
        return too_deep(file, &at);
    }
    if info.contains("unknown anchor") {
        if let Some(slip) = slips::star(text, at.start) {
            return of_slip(file, slip);
        }
        return reference(file, &(at.start..at.start + 1), "an alias");
    }
    let not_yaml = |at: &Range<usize>, why: &str, help: &str| {
        Finding::new("yaml-syntax", file.place(at), format!("this is not YAML: {why}"), help)
    };
    if let Some(slip) = slips::find(text, names).filter(|slip| slip.span.start <= following(text, at.start)) {
        return of_slip(file, slip);
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

/// A tab behind a dash.
pub(super) fn tab(file: &SourceFile, at: usize) -> Finding {
    let message = "this is not YAML everywhere: a tab between a dash and a key";
    let mut finding =
        Finding::new("yaml-syntax", file.place(&(at..at + 1)), message, "write a space behind the dash");
    finding.label = "a tab".to_owned();
    finding
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
        "write the value out, so that each entry can be read by itself; a text that begins so belongs in quotes",
    )
}

/// The finding for a mistake that people make often.
pub(super) fn of_slip(file: &SourceFile, slip: Slip) -> Finding {
    let message = format!("this is not YAML: {}", slip.why);
    let mut finding = Finding::new("yaml-syntax", file.place(&slip.span), message, slip.help);
    finding.label = slip.label.to_owned();
    finding.fix = slip.fix;
    finding.related.extend(slip.related.map(|(place, what)| (file.place(&place), what.to_owned())));
    finding
}

/// The end of the line after the one that this byte is in.
fn following(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.match_indices('\n').nth(1).map_or(text.len(), |(end, _)| at + end)
}

/// The line of this byte, without the blanks around it.
fn line(text: &str, at: usize) -> Range<usize> {
    let begin = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = text.get(begin..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let start = begin + line.len() - line.trim_start().len();
    start..start + line.trim().len()
}
