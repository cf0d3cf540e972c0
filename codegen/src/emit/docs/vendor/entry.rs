//! One code: what to do in the first line, then the facts.

use errcat_core::table::{Deprecated, Entry, RetryRule, Table};

use super::{mark, sample};
use crate::catalogs::{Details, Notes, Origin, Vendor};
use crate::emit::docs::page::Page;
use crate::emit::{markdown, words};

/// The section of a code.
pub(super) fn section(page: &mut Page, vendor: &Vendor<'_>, entry: &Entry<'_>, notes: &Notes<'_>) {
    let rule = &entry.rule;
    page.block(&format!("<a id=\"{}\"></a>", notes.anchor));
    page.heading(3, &markdown::code(entry.code));
    page.block(&first_line(entry));
    page.block(&mark(markdown::text(rule.meaning), rule.inferred, "meaning"));
    if let Some(action) = rule.action {
        page.block(&format!("**What to do:** {}", mark(markdown::text(action), rule.inferred, "action")));
    }
    if let Some(deprecated) = &entry.deprecated {
        page.block(&format!("> **Deprecated:** {}", deprecation(vendor, deprecated)));
    }
    page.list(&facts(&vendor.table, entry, notes));
    variants(page, entry);
    details(page, vendor.module, notes.details);
    for example in notes.examples {
        sample::sample(page, example);
    }
}

/// What holds instead under conditions.
fn variants(page: &mut Page, entry: &Entry<'_>) {
    if entry.variants.is_empty() {
        return;
    }
    page.block("What holds instead, by the first of these conditions that holds:");
    let rows: Vec<_> = entry
        .variants
        .iter()
        .map(|variant| {
            let category = markdown::code(variant.rule.category.as_str());
            [
                words::condition(&variant.when),
                category,
                super::retry(&variant.rule),
                super::cell(&variant.rule),
            ]
        })
        .collect();
    page.table(["Where", "Category", "Retry", "Meaning and action"], rows);
}

/// The documented members of details, and the Rust struct for them; nothing where there are none.
pub(super) fn details(page: &mut Page, module: &str, details: Details<'_>) {
    let Some(name) = details.type_name else { return };
    let members = details
        .members
        .iter()
        .map(|member| [markdown::code_cell(member.of.name), markdown::code(member.of.kind.as_str())]);
    page.table(["Detail", "Type"], members);
    page.block(&format!("In Rust these are `{module}::{name}`."));
}

/// Retry, status and category: the line that a person in a hurry reads.
fn first_line(entry: &Entry<'_>) -> String {
    let rule = &entry.rule;
    let verdict = words::verdict(rule.retry.as_ref());
    let retry =
        format!("**{}**{}", words::capitalized(&verdict), if implied(entry, "retry") { " †" } else { "" });
    let http = mark(format!("HTTP {}", words::http(&entry.http)), rule.inferred, "http");
    format!("{retry} · {http} · [`{}`](by-category.md#{})", rule.category, rule.category)
}

fn facts(vendor: &Table<'_>, entry: &Entry<'_>, notes: &Notes<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(entry.rule.retry.as_ref().map(|rule| retry(entry, rule)));
    facts.extend(words::to_act(&entry.rule, markdown::code).map(|text| words::capitalized(&text)));
    if !entry.aliases.is_empty() {
        let aliases: Vec<String> = entry.aliases.iter().map(|alias| markdown::code(alias)).collect();
        facts.push(format!("Also sent as {}", aliases.join(", ")));
    }
    facts.extend(entry.since.map(|since| format!("Since {}", markdown::text(since))));
    facts.extend(vendor.documentation_url.map(|template| {
        format!("[The vendor's page of this code](<{}>)", words::documentation(template, entry.code))
    }));
    match notes.origin {
        Origin::Source(0) => {}
        Origin::Source(position) => facts.extend(
            vendor.sources.get(position).map(|source| format!("From {}", markdown::text(source.title))),
        ),
        Origin::Inherited(base) => facts.push(format!("Inherited from {}", words::base(&base))),
    }
    if !entry.rule.inferred.is_empty() {
        let inferred: Vec<String> = entry.rule.inferred.iter().map(|fact| markdown::code(fact)).collect();
        facts.push(format!("† Only implied by the page: {}", inferred.join(", ")));
    }
    facts
}

fn retry(entry: &Entry<'_>, rule: &RetryRule<'_>) -> String {
    let RetryRule { kind, documented, max_attempts, default_wait, change: _, window } = rule;
    let mut words = vec![format!("Retry `{kind}`")];
    words.extend(documented.map(|cell| format!("the page says “{}”", markdown::text(cell))));
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

fn implied_part(entry: &Entry<'_>, part: &str, text: String) -> String {
    mark(text, entry.rule.inferred, &format!("retry.{part}"))
}

fn implied(entry: &Entry<'_>, fact: &str) -> bool {
    entry.rule.inferred.contains(&fact)
}

fn deprecation(vendor: &Vendor<'_>, deprecated: &Deprecated<'_>) -> String {
    let Deprecated { since, note, replaced_by } = deprecated;
    let mut words = Vec::new();
    words.extend(since.map(|since| format!("since {}.", markdown::text(since))));
    words.extend(note.map(markdown::text));
    words.extend(replaced_by.map(|code| {
        let known = vendor.table.lookup.find(code).and_then(|position| vendor.entries().nth(position));
        let link = match known.filter(|(entry, _)| entry.code == code) {
            Some((_, notes)) => format!("[{}](#{})", markdown::code(code), notes.anchor),
            None => markdown::code(code),
        };
        format!("Replaced by {link}.")
    }));
    if words.is_empty() { "the vendor retires this code.".to_owned() } else { words.join(" ") }
}
