//! Shows findings as rustc does.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use errcat_codegen::{Finding, Place, Severity, SourceFile};

/// How many findings are shown; the rest is counted.
const SHOWN: usize = 50;

/// Prints findings to the standard error, with a line that counts them.
pub(crate) fn print(files: &[SourceFile], findings: &[Finding]) {
    let text = render(files, findings);
    // A closed pipe is nobody's error. The stream drops the colours where no terminal is.
    let _ = anstream::stderr().write_all(text.as_bytes());
}

fn render(files: &[SourceFile], findings: &[Finding]) -> String {
    let texts: Vec<(&str, Cow<'_, str>)> =
        files.iter().map(|file| (file.path.as_str(), String::from_utf8_lossy(&file.bytes))).collect();
    let mut out = String::new();
    for finding in findings.iter().take(SHOWN) {
        out.push_str(&one(&texts, finding));
        out.push_str("\n\n");
    }
    if findings.len() > SHOWN {
        // Writing to a string never fails.
        let _ = writeln!(out, "… and {} more\n", findings.len() - SHOWN);
    }
    let catalogs: BTreeSet<&str> = findings.iter().map(|finding| finding.place.file.as_str()).collect();
    let _ = writeln!(
        out,
        "{} in {}; nothing was written",
        count(findings.len(), "finding"),
        count(catalogs.len(), "catalog")
    );
    out
}

fn one(texts: &[(&str, Cow<'_, str>)], finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut snippets = Vec::new();
    for (path, text) in texts {
        snippets.extend(snippet(path, text, finding));
    }
    let main = level.primary_title(finding.message.as_str()).id(finding.rule).elements(snippets);
    let help = Group::with_title(Level::HELP.secondary_title(finding.help.as_str()));
    Renderer::styled().render(&[main, help])
}

/// The lines of one file that a finding is about.
fn snippet<'a>(
    path: &'a str,
    text: &'a str,
    finding: &'a Finding,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let of_file = |place: &Place| place.file == path;
    let mut annotations = Vec::new();
    if of_file(&finding.place) {
        let label = Some(finding.label.as_str()).filter(|label| !label.is_empty());
        annotations.push(AnnotationKind::Primary.span(clamp(text, &finding.place)).label(label));
    }
    for (place, what) in finding.related.iter().filter(|(place, _)| of_file(place)) {
        annotations.push(AnnotationKind::Context.span(clamp(text, place)).label(what.as_str()));
    }
    (!annotations.is_empty()).then(|| Snippet::source(text).path(path).annotations(annotations))
}

/// A span that lies within the text, on the borders of characters.
fn clamp(text: &str, place: &Place) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(place.span.start.min(text.len()));
    let end = text.ceil_char_boundary(place.span.end.clamp(start, text.len()));
    start..end
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
