//! Changes as an entry of a changelog, in the form of Keep a Changelog.

use super::{Change, Fact, Subject};
use crate::breakage::{Breakage, Bump, ChangeKind};
use crate::emit::markdown;

/// The headings in their order.
const HEADINGS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

/// The changes that users notice as an entry of a changelog.
#[must_use]
pub fn entry(changes: &[Change]) -> String {
    let bump = changes.iter().map(|change| change.bump).max().unwrap_or(Bump::None);
    let mut text = format!("<!-- semver: {bump}: {} -->\n", bump.meaning());
    let noticed = || changes.iter().filter(|change| change.breakage != Breakage::Nothing);
    for heading in HEADINGS {
        let lines: Vec<String> =
            noticed().filter(|change| self::heading(change) == heading).map(line).collect();
        if !lines.is_empty() {
            text.push_str(&format!("\n### {heading}\n\n{}", lines.concat()));
        }
    }
    text
}

fn heading(change: &Change) -> &'static str {
    let is_whole = change.field.is_none() && matches!(change.subject, Subject::Vendor | Subject::Code(_));
    match change.kind {
        ChangeKind::Added if is_whole => "Added",
        ChangeKind::Removed if is_whole => "Removed",
        ChangeKind::Added if change.field.as_deref() == Some("deprecated") => "Deprecated",
        _ => "Changed",
    }
}

fn line(change: &Change) -> String {
    let subject = match &change.subject {
        Subject::Vendor => String::new(),
        Subject::Code(code) => format!(" {}", markdown::code(code)),
        other => format!(" {}", markdown::text(&other.in_words())),
    };
    let shown =
        |fact: &Option<Fact>| fact.as_ref().map_or("–".to_owned(), |fact| markdown::text(&fact.shown));
    let what = match &change.field {
        Some(field) => {
            let (before, after) = (shown(&change.before), shown(&change.after));
            format!(", {} {before} → {after}", markdown::code(field))
        }
        None => format!(" {}", change.kind.as_str()),
    };
    let abrupt = if change.is_abrupt { format!("; {}", with_code(super::ABRUPT)) } else { String::new() };
    format!("- **{}**{subject}{what}: {}{abrupt}.\n", change.vendor, with_code(&change.consequence))
}

/// A sentence with code between backquotes. Whatever a catalog wrote into it is either text or code.
fn with_code(sentence: &str) -> String {
    let parts = sentence.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 0 { inner(part) } else { markdown::code(part) }).collect()
}

/// Prose within a sentence, with the space around it.
fn inner(part: &str) -> String {
    let text = markdown::text(part);
    let before = if part.starts_with(' ') { " " } else { "" };
    let after = if part.ends_with(' ') && !text.is_empty() { " " } else { "" };
    format!("{before}{text}{after}")
}
