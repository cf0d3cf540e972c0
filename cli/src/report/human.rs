//! Findings as rustc shows its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use errcat_codegen::{Finding, Severity, SourceSpan};

use super::sources::{Source, Sources};
use super::{Verbosity, count};
use crate::advice::Advice;

/// How many findings of one rule in one catalog are shown.
const FEW: usize = 5;
/// How many findings are shown in all.
const MANY: usize = 100;
/// Places at most this many lines apart are shown in one piece; what lies between is left out.
const NEAR: usize = 200;
/// A longer piece of text is not readable, so only its place is shown.
const READABLE: usize = 16 * 1024;

/// How often each rule was met in each catalog.
type Counts<'f> = BTreeMap<(&'f str, &'f str), usize>;

pub(super) fn render(
    sources: &Sources<'_>,
    findings: &[Finding],
    shown: Verbosity,
    advice: &Advice,
) -> String {
    let renderer = Renderer::styled();
    let mut out = String::new();
    let mut met: Counts<'_> = BTreeMap::new();
    let mut left_out: Counts<'_> = BTreeMap::new();
    let mut total = 0;
    for finding in findings {
        let kind = (finding.place.file.as_str(), finding.rule);
        let met = met.entry(kind).or_insert(0);
        *met += 1;
        if shown == Verbosity::Few && (*met > FEW || total == MANY) {
            *left_out.entry(kind).or_insert(0) += 1;
            continue;
        }
        total += 1;
        out.push_str(&one(&renderer, sources, finding));
        out.push_str("\n\n");
    }
    for ((file, rule), number) in &left_out {
        // Writing to a string never fails.
        let _ = writeln!(out, "… and {number} more of `{rule}` in {file}");
    }
    if !left_out.is_empty() {
        let hidden = count(left_out.values().sum(), "finding");
        let check = advice.check(" --all");
        let _ = writeln!(out, "  {hidden} left out; `{check}` shows them\n");
    }
    out
}

fn one(renderer: &Renderer, sources: &Sources<'_>, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let main = level.primary_title(finding.message.as_str()).id(finding.rule);
    let main = main.elements(pieces(sources, finding));
    let help = Group::with_title(Level::HELP.secondary_title(finding.help.as_str()));
    renderer.render(&[main, help])
}

/// A place, what it is, and whether it is what the finding is about.
struct Mark<'a> {
    place: &'a SourceSpan,
    label: &'a str,
    kind: AnnotationKind,
}

/// The pieces of text that a finding is about, the one with the finding's own place first.
fn pieces<'a>(sources: &'a Sources<'_>, finding: &'a Finding) -> Vec<Element<'a>> {
    let primary = Mark { place: &finding.place, label: &finding.label, kind: AnnotationKind::Primary };
    let related = finding.related.iter();
    let related =
        related.map(|(place, label)| Mark { place, label: label.as_str(), kind: AnnotationKind::Context });
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for mark in std::iter::once(primary).chain(related) {
        let Some(source) = sources.of(mark.place) else { continue };
        let lines = source.positions(&mark.place.span);
        let lines = lines.start.line..lines.end.line;
        match pieces.iter_mut().find(|piece| piece.is_near(source, &lines)) {
            Some(piece) => piece.take(lines, mark),
            None => pieces.push(Piece { source, lines, marks: vec![mark] }),
        }
    }
    pieces.into_iter().map(Piece::element).collect()
}

/// Some lines of a catalog, the last one included, and what is marked in them.
struct Piece<'a> {
    source: &'a Source<'a>,
    lines: Range<usize>,
    marks: Vec<Mark<'a>>,
}

impl<'a> Piece<'a> {
    fn is_near(&self, source: &Source<'_>, lines: &Range<usize>) -> bool {
        let span = self.lines.start.min(lines.start)..self.lines.end.max(lines.end);
        self.source.path == source.path && span.len() <= NEAR
    }

    fn take(&mut self, lines: Range<usize>, mark: Mark<'a>) {
        self.lines = self.lines.start.min(lines.start)..self.lines.end.max(lines.end);
        self.marks.push(mark);
    }

    fn element(self) -> Element<'a> {
        let bytes = self.source.lines(self.lines.start, self.lines.end);
        if bytes.len() > READABLE {
            return self.origin();
        }
        let text = self.source.text(&bytes);
        let annotations: Vec<Annotation<'a>> =
            self.marks.iter().map(|mark| mark.annotation(&text, bytes.start)).collect();
        Snippet::source(text)
            .path(self.source.path)
            .line_start(self.lines.start)
            .annotations(annotations)
            .into()
    }

    /// Just the place.
    fn origin(self) -> Element<'a> {
        let place = self.marks.first().map(|mark| self.source.positions(&mark.place.span).start);
        let origin = Origin::path(self.source.path);
        match place {
            Some(at) => origin.line(at.line).char_column(at.column).into(),
            None => origin.into(),
        }
    }
}

impl<'a> Mark<'a> {
    /// The mark within a piece of text that begins at this byte of its catalog.
    fn annotation(&self, text: &str, begin: usize) -> Annotation<'a> {
        let within = |at: usize| at.saturating_sub(begin).min(text.len());
        let start = text.floor_char_boundary(within(self.place.span.start));
        let end = text.ceil_char_boundary(within(self.place.span.end).max(start));
        self.kind.span(start..end).label(Some(self.label).filter(|label| !label.is_empty()))
    }
}
