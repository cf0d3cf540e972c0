//! Findings as JSON; `catalog/README.md` describes it. Fields may be added, none goes or changes.

use std::borrow::Cow;
use std::ops::Range;

use errcat_codegen::{Finding, Fix, Position, Severity, SourceSpan};
use serde::Serialize;

use super::sources::Sources;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    label: &'a str,
    help: &'a str,
    suggestion: Option<&'a str>,
    fix: Option<Replacement<'a>>,
    #[serde(flatten)]
    place: Located<'a>,
    related: Vec<Related<'a>>,
}

/// What takes the mistake away, where that is certain.
#[derive(Serialize)]
struct Replacement<'a> {
    start: Point,
    end: Point,
    replacement: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Located<'a>,
}

#[derive(Serialize)]
struct Located<'a> {
    file: &'a str,
    start: Point,
    end: Point,
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct Point {
    byte: usize,
    line: usize,
    column: usize,
}

pub(super) fn render(sources: &Sources<'_>, findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let document = Document {
        version: 1,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        findings: findings.iter().map(|finding| entry(sources, finding)).collect(),
    };
    super::pretty(&document)
}

fn entry<'a>(sources: &'a Sources<'_>, finding: &'a Finding) -> Entry<'a> {
    Entry {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        message: &finding.message,
        label: &finding.label,
        help: &finding.help,
        suggestion: finding.suggestion.as_deref(),
        fix: finding.fix.as_ref().map(|fix| replacement(sources, finding, fix)),
        place: located(sources, &finding.place),
        related: finding
            .related
            .iter()
            .map(|(place, message)| Related { message, place: located(sources, place) })
            .collect(),
    }
}

fn replacement<'a>(sources: &Sources<'_>, finding: &Finding, fix: &'a Fix) -> Replacement<'a> {
    let Range { start, end } = sources.positions_of_fix(finding, fix);
    Replacement {
        start: point(start, fix.range.start),
        end: point(end, fix.range.end),
        replacement: &fix.replacement,
    }
}

fn located<'a>(sources: &'a Sources<'_>, place: &'a SourceSpan) -> Located<'a> {
    let Range { start, end } = sources.positions(place);
    Located {
        file: &place.file,
        start: point(start, place.span.start),
        end: point(end, place.span.end),
        text: sources.of(place).map_or_else(Cow::default, |source| source.text(&place.span)),
    }
}

fn point(position: Position, byte: usize) -> Point {
    let Position { line, column } = position;
    Point { byte, line, column }
}
