//! The rules as text: one of them in a terminal, all of them in the README of the format.

use super::list::all;
use super::rule::{Kind, Rule, Sample, UNUSED_ALLOW};

const START: &str = "<!-- rules:start -->\n";
const END: &str = "<!-- rules:end -->";

/// A rule for a reader in a terminal: id, strictness, what it requires, why, and the two examples.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    format!("{} ({})\n\n{}", rule.id, strictness(rule), text(rule))
}

/// The README of the format with the rules of this program between its two marks; `None` where it has
/// no marks.
#[must_use]
pub fn readme(current: &str) -> Option<String> {
    let (before, rest) = current.split_once(START)?;
    let (_, after) = rest.split_once(END)?;
    let rows: String = all().map(row).collect();
    let details: String = all().map(details).collect();
    let table = format!("| Rule | Strictness | What it requires |\n|---|---|---|\n{rows}");
    Some(format!("{before}{START}\n{table}\n{details}{END}{after}"))
}

fn row(rule: &Rule) -> String {
    format!("| `{}` | {} | {} |\n", rule.id, strictness(rule), rule.requires.replace('|', "\\|"))
}

fn details(rule: &Rule) -> String {
    let body = text(rule);
    format!("<details><summary><code>{}</code></summary>\n\n{body}\n</details>\n\n", rule.id)
}

fn strictness(rule: &Rule) -> &'static str {
    match rule.kind {
        Kind::Rule => "error",
        Kind::Deny => "error, unless allowed",
        Kind::Warn if rule.id == UNUSED_ALLOW => "warning",
        Kind::Warn => "warning, unless allowed",
    }
}

fn text(rule: &Rule) -> String {
    let Rule { requires, why, failing, fixed, .. } = rule;
    format!("{requires}\n\nWhy: {why}\n\nFails:\n\n{}\nFixed:\n\n{}", sample(*failing), sample(*fixed))
}

fn sample(sample: Sample) -> String {
    match sample {
        Sample::Words(text) => format!("{text}\n"),
        sample => format!("```yaml\n{}```\n", sample.text()),
    }
}
