//! Findings as workflow commands of GitHub Actions, which shows them in a pull request.

use std::fmt::Write as _;
use std::ops::Range;

use errcat_codegen::Finding;

use super::sources::Sources;

pub(super) fn render(sources: &Sources<'_>, findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let Range { start, end } = sources.positions(&finding.place);
        // Writing to a string never fails.
        let _ = write!(
            out,
            "::{} file={},line={},endLine={}",
            finding.severity.as_str(),
            property(&finding.place.file),
            start.line,
            end.line,
        );
        // GitHub takes columns of one line only.
        if start.line == end.line {
            let _ = write!(out, ",col={},endColumn={}", start.column, end.column.max(start.column + 1) - 1);
        }
        let _ = writeln!(out, ",title={}::{}", property(finding.rule), data(&text(sources, finding)));
    }
    out
}

/// The message, the label, the related places and the remedy, one a line.
fn text(sources: &Sources<'_>, finding: &Finding) -> String {
    let mut text = finding.message.clone();
    if !finding.label.is_empty() {
        let _ = write!(text, ": {}", finding.label);
    }
    for (place, what) in &finding.related {
        let at = sources.positions(place).start;
        let _ = write!(text, "\n{what}: {}:{}:{}", place.file, at.line, at.column);
    }
    let _ = write!(text, "\nhelp: {}", finding.help);
    text
}

/// The text of a command, as the runner's toolkit escapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which also ends at a colon or a comma.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use errcat_codegen::{Input, Options, SourceFile, check};

    use super::super::{Report, ReportFormat, Verbosity};
    use crate::advice::Advice;
    use crate::setup::Setup;

    #[test]
    fn what_ends_a_command_is_escaped() {
        let files = [SourceFile::new("a,b:c%d.yaml", "vendor: x\n")];
        let findings = check(&Input::new(files.to_vec()), &Options::default()).findings;
        let advice = Advice::new(&Setup::of_current_folder(&[]), None);
        let text = Report::new(&files, &findings, &advice).render(ReportFormat::Github, Verbosity::All);
        assert!(
            text.starts_with("::error file=a%2Cb%3Ac%25d.yaml,line=1,endLine=1,col=1,endColumn=6,title="),
            "{text}"
        );
        assert_eq!(text.lines().count(), findings.len());
        assert!(text.contains("%0Ahelp: "), "{text}");
    }
}
