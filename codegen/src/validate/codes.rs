//! Rules about the entries.

use std::collections::HashMap;

use super::{Codes, Report, entries, shown};
use crate::near::Words;
use crate::notation;
use crate::parse::shape::{OneOrMany, ScalarText, Spanned};
use crate::raw;

pub(super) fn duplicates(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let mut first: HashMap<&str, &Spanned<String>> = HashMap::new();
    for code in entries(catalog).flat_map(|entry| std::iter::once(&entry.code).chain(entry.aliases.iter())) {
        match first.get(code.value.as_str()) {
            None => {
                first.insert(&code.value, code);
            }
            Some(other) => {
                let related = (report.place(&other.span), "first given here".to_owned());
                let finding = report.add(
                    "duplicate-code",
                    &code.span,
                    format!("the code `{}` is given twice", shown(code)),
                    "keep one entry and put the facts of both in it",
                );
                finding.label = "the second time".to_owned();
                finding.related = vec![related];
            }
        }
    }
}

pub(super) fn invisible(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let codes = entries(catalog).flat_map(|entry| std::iter::once(&entry.code).chain(entry.aliases.iter()));
    for text in codes.chain(catalog.families.iter().map(|family| &family.prefix)) {
        let edges = text.value.trim() != text.value;
        let is_blank = text.value.trim().is_empty();
        if !is_blank && (edges || text.value.chars().any(is_invisible)) {
            report.add(
                "invisible-character",
                &text.span,
                format!("`{}` holds a character that can't be seen", text.value.escape_unicode_invisible()),
                "copy the code again from the vendor's page",
            );
        }
    }
}

/// Control characters, spaces that only look like one, what has no width or changes the direction of the
/// text, and what stands for a character that was lost.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fffd}' | '\u{e0000}'..='\u{e0fff}')
}

trait EscapeInvisible {
    fn escape_unicode_invisible(&self) -> String;
}

impl EscapeInvisible for String {
    fn escape_unicode_invisible(&self) -> String {
        self.chars()
            .map(|c| if is_invisible(c) { c.escape_unicode().to_string() } else { c.to_string() })
            .collect()
    }
}

/// Codes that YAML 1.1 readers take for a truth value, a number or a time, although ours does not.
pub(super) fn unquoted(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let codes = entries(catalog).flat_map(|entry| {
        let replaced_by = entry.deprecated.iter().filter_map(|deprecated| deprecated.replaced_by.as_ref());
        std::iter::once(&entry.code).chain(entry.aliases.iter()).chain(replaced_by)
    });
    for text in codes.chain(catalog.families.iter().map(|family| &family.prefix)) {
        if report.is_plain(&text.span) && changes_elsewhere(&text.value) {
            report
                .add(
                    "unquoted-scalar",
                    &text.span,
                    format!("`{}` without quotes is not text everywhere in YAML", shown(text)),
                    format!("write \"{}\"", text.value.escape_default()),
                )
                .label = "read as a number, a truth value, a time or nothing".to_owned();
        }
    }
}

/// Whether some YAML reader takes this plain scalar for anything but text.
fn changes_elsewhere(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let word = matches!(
        lower.as_str(),
        "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null" | "~" | "=" | "<<"
    );
    let body = lower.trim_start_matches(['+', '-']);
    let number = body.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && body.chars().any(|c| c.is_ascii_digit())
        && body.chars().all(|c| c.is_ascii_hexdigit() || "._:xo+-tz ".contains(c));
    word || number || matches!(body, ".inf" | ".nan")
}

pub(super) fn statuses(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for entry in entries(catalog) {
        let none = |status: &ScalarText| status.text == "none";
        if entry.http.len() > 1 && entry.http.iter().any(none) {
            let span = entry
                .http
                .iter()
                .find(|status| none(status))
                .map_or(entry.code.span.clone(), |status| status.span.clone());
            report.add(
                "status",
                &span,
                "`none` stands beside statuses",
                "write `http: none`, or only the statuses",
            );
        } else if !entry.http.iter().any(none) {
            patterns(report, &entry.http);
        }
    }
}

/// Reads every pattern, and reports what is none or is there twice.
pub(super) fn patterns(report: &mut Report<'_>, statuses: &OneOrMany<ScalarText>) {
    let mut seen = Vec::new();
    for status in statuses.iter() {
        match notation::status_pattern(&status.text) {
            Err(wanted) => {
                report.add(
                    "status",
                    &status.span,
                    format!("`{}` is no HTTP status", status.text.escape_debug()),
                    format!("write {wanted}"),
                );
            }
            Ok(pattern) if seen.contains(&pattern) => {
                report.add(
                    "status",
                    &status.span,
                    format!("the status {pattern} is listed twice"),
                    "list it once",
                );
            }
            Ok(pattern) => seen.push(pattern),
        }
    }
}

pub(super) fn inferred(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for entry in entries(catalog) {
        let retry = entry.retry.as_ref();
        let has = |fact: &str| match fact {
            "http" => !entry.http.is_empty(),
            "action" => entry.action.is_some(),
            "aliases" => !entry.aliases.is_empty(),
            "details" => !entry.details.is_empty(),
            "since" => entry.since.is_some(),
            "deprecated" => entry.deprecated.is_some(),
            fact => retry_fact(retry, fact),
        };
        check_inferred(report, &entry.inferred, has);
    }
}

/// Whether a retry rule states this fact, such as `retry` or `retry.window`.
pub(super) fn retry_fact(retry: Option<&raw::RetryRule>, fact: &str) -> bool {
    match fact {
        "meaning" => true,
        "retry" => retry.is_some(),
        "retry.max_attempts" => retry.is_some_and(|retry| retry.max_attempts.is_some()),
        "retry.default_wait" => retry.is_some_and(|retry| retry.default_wait.is_some()),
        "retry.change" => retry.is_some_and(|retry| retry.change.is_some()),
        "retry.window" => retry.is_some_and(|retry| retry.window.is_some()),
        _ => false,
    }
}

/// Every fact that may be inferred somewhere.
const FACTS: &[&str] = &[
    "meaning",
    "http",
    "status",
    "prefix",
    "action",
    "aliases",
    "details",
    "since",
    "deprecated",
    "retry",
    "retry.max_attempts",
    "retry.default_wait",
    "retry.change",
    "retry.window",
];

/// Reports each inferred fact that is not there.
pub(super) fn check_inferred(
    report: &mut Report<'_>,
    inferred: &[Spanned<String>],
    has: impl Fn(&str) -> bool,
) {
    for fact in inferred {
        if !has(&fact.value) {
            report
                .add(
                    "inferred",
                    &fact.span,
                    format!("there is no fact `{}` here", shown(fact)),
                    "name a field that is given here, such as `http`, `retry` or `retry.window`",
                )
                .suggest(Words::of(FACTS.iter().copied().filter(|fact| has(fact))).nearest(&fact.value));
        }
    }
}

pub(super) fn replacements(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let known = Codes::of(report.read);
    for entry in entries(catalog) {
        let Some(code) = entry.deprecated.as_ref().and_then(|deprecated| deprecated.replaced_by.as_ref())
        else {
            continue;
        };
        if code.value == entry.code.value {
            report.add(
                "deprecated",
                &code.span,
                "a code can't replace itself",
                "name another code, or leave `replaced_by` out",
            );
        } else if !known.contains(&code.value) {
            let help = "add the code, or name one that is there";
            report.add_unknown("deprecated", code, "code of this catalog", known.words(), help);
        }
    }
}

pub(super) fn entry_sources(report: &mut Report<'_>, catalog: &raw::Catalog) {
    // What stands in for a list that could not be read has no place.
    if catalog.sources.span.is_empty() {
        return;
    }
    for source in entries(catalog).filter_map(|entry| entry.source.as_ref()) {
        if !catalog.sources.iter().any(|known| known.id.value == source.value)
            && !report.read.lost.may_be(&source.value)
        {
            let known = Words::of(catalog.sources.iter().map(|known| known.id.value.as_str()));
            let help = "add it under `sources:`, or name one that is there";
            report.add_unknown("source", source, "source of this catalog", &known, help);
        }
    }
}
