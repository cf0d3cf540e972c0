//! One code: what to do in the first line, then the facts.

use super::{mark, sample, words};
use crate::emit::docs::page::Page;
use crate::emit::markdown;
use crate::model::{Deprecated, Entry, Member, RetryRule, Vendor};

/// The section of a code.
pub(super) fn section(page: &mut Page, vendor: &Vendor, entry: &Entry) {
    page.block(&format!("<a id=\"{}\"></a>", entry.anchor));
    page.heading(3, &markdown::code(&entry.code));
    page.block(&first_line(entry));
    page.block(&mark(markdown::text(&entry.meaning), &entry.inferred, "meaning"));
    if let Some(action) = &entry.action {
        page.block(&format!("**What to do:** {}", mark(markdown::text(action), &entry.inferred, "action")));
    }
    if let Some(deprecated) = &entry.deprecated {
        page.block(&format!("> **Deprecated:** {}", deprecation(vendor, deprecated)));
    }
    page.list(&facts(vendor, entry));
    if let Some(name) = &entry.details_type {
        details(page, vendor, &entry.details, name);
    }
    for example in &entry.examples {
        sample::sample(page, example);
    }
}

/// The documented members of details, and the Rust struct for them.
pub(super) fn details(page: &mut Page, vendor: &Vendor, members: &[Member], name: &str) {
    let members: Vec<_> = members
        .iter()
        .map(|member| [markdown::code_cell(&member.name), markdown::code(member.kind.as_str())])
        .collect();
    page.table(["Detail", "Type"], &members);
    page.block(&format!("In Rust these are `{}::{name}`.", vendor.module));
}

/// Retry, status and category: the line that a person in a hurry reads.
fn first_line(entry: &Entry) -> String {
    let verdict = words::verdict(entry.retry.as_ref());
    let mut letters = verdict.chars();
    let verdict: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let retry = format!("**{verdict}**{}", if implied(entry, "retry") { " †" } else { "" });
    let http = mark(format!("HTTP {}", words::http(&entry.http)), &entry.inferred, "http");
    format!("{retry} · {http} · [`{}`](by-category.md#{})", entry.category, entry.category)
}

fn facts(vendor: &Vendor, entry: &Entry) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(entry.retry.as_ref().map(|rule| retry(entry, rule)));
    if !entry.aliases.is_empty() {
        let aliases: Vec<String> = entry.aliases.iter().map(|alias| markdown::code(alias)).collect();
        facts.push(format!("Also sent as {}", aliases.join(", ")));
    }
    facts.extend(entry.since.as_ref().map(|since| format!("Since {}", markdown::text(since))));
    facts.extend(vendor.documentation_url.as_ref().map(|template| {
        format!("[The vendor's page of this code](<{}>)", words::documentation(template, &entry.code))
    }));
    if entry.source != 0 {
        facts.extend(
            vendor.sources.get(entry.source).map(|source| format!("From {}", markdown::text(&source.title))),
        );
    }
    if !entry.inferred.is_empty() {
        let inferred: Vec<String> = entry.inferred.iter().map(|fact| markdown::code(fact)).collect();
        facts.push(format!("† Only implied by the page: {}", inferred.join(", ")));
    }
    facts
}

fn retry(entry: &Entry, rule: &RetryRule) -> String {
    let RetryRule { kind, documented, max_attempts, default_wait, change: _, window } = rule;
    let mut words = vec![format!("Retry `{kind}`")];
    words.extend(documented.as_ref().map(|cell| format!("the page says “{}”", markdown::text(cell))));
    words.extend(
        max_attempts.map(|tries| implied_part(entry, "max_attempts", format!("{tries} tries in all"))),
    );
    words.extend(default_wait.map(|wait| {
        implied_part(
            entry,
            "default_wait",
            format!("{} where the response names no wait", words::duration(wait)),
        )
    }));
    words.extend(
        window.map(|window| {
            implied_part(entry, "window", format!("the quota resets {}", words::window(window)))
        }),
    );
    words.join(", ")
}

fn implied_part(entry: &Entry, part: &str, text: String) -> String {
    mark(text, &entry.inferred, &format!("retry.{part}"))
}

fn implied(entry: &Entry, fact: &str) -> bool {
    entry.inferred.iter().any(|inferred| inferred == fact)
}

fn deprecation(vendor: &Vendor, deprecated: &Deprecated) -> String {
    let Deprecated { since, note, replaced_by } = deprecated;
    let mut words = Vec::new();
    words.extend(since.as_ref().map(|since| format!("since {}.", markdown::text(since))));
    words.extend(note.as_ref().map(|note| markdown::text(note)));
    words.extend(replaced_by.as_ref().map(|code| {
        let known = vendor.entries.iter().find(|entry| entry.code == *code);
        let link = known
            .map_or(markdown::code(code), |entry| format!("[{}](#{})", markdown::code(code), entry.anchor));
        format!("Replaced by {link}.")
    }));
    if words.is_empty() { "the vendor retires this code.".to_owned() } else { words.join(" ") }
}
