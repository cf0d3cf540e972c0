//! What a build script tells cargo, one line each.

use std::path::Path;

use errcat_codegen::{Finding, Position, Severity, SourceFile};

/// The build script has to run again once this has changed.
pub(crate) fn rerun_if_changed(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

/// An error or a warning, as one line: where, which rule, what, and the remedy.
pub(crate) fn finding(files: &[SourceFile], finding: &Finding) {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    println!("cargo::{kind}={}", line(files, finding));
}

fn line(files: &[SourceFile], finding: &Finding) -> String {
    let Finding { rule, severity: _, place, message, label, suggestion: _, fix: _, related: _, help } =
        finding;
    let file = files.iter().find(|file| file.path == place.file);
    let at = file.map_or_else(String::new, |file| {
        let Position { line, column } = Position::of(&file.bytes, place.span.start);
        format!(":{line}:{column}")
    });
    let label = if label.is_empty() { String::new() } else { format!(" ({label})") };
    let text = format!("{}{at}: [{rule}] {message}{label}; {help}", place.file);
    // A line is a message.
    text.replace(['\n', '\r'], " ")
}
