//! A vendor's page: every code with what to do first, then what holds without a code.

mod entry;
mod envelope;

use errcat_core::table::{Host, Rule, Source, Table, Unanswered};

use super::page::Page;
use super::sample;
use crate::artifact::{Artifact, Target};
use crate::catalogs::Vendor;
use crate::emit::{markdown, words};

/// How many bytes a code takes on its vendor's page, about.
const CODE: usize = 512;

/// The page of a vendor.
pub(super) fn artifact(vendor: &Vendor<'_>, target: &Target) -> Artifact {
    let table = &vendor.table;
    let (path, source) = (format!("{}.md", table.id), format!("catalog/{}.yaml", table.id));
    let mut page = Page::new(path, &source, target);
    page.reserve(table.entries.len(), CODE);
    page.heading(1, &markdown::text(table.title));
    page.block(&markdown::text(table.about));
    remarks(&mut page, vendor);
    overview(&mut page, vendor);
    for (group, entries) in vendor.grouped() {
        page.heading(2, &markdown::text(group.title));
        if let Some(about) = group.about {
            page.block(&markdown::text(about));
        }
        for (entry, notes) in entries {
            entry::section(&mut page, vendor, entry, notes);
        }
    }
    statuses(&mut page, table);
    families(&mut page, table);
    no_response(&mut page, table);
    schedule(&mut page, table);
    hosts(&mut page, vendor);
    envelope::section(&mut page, vendor);
    examples(&mut page, vendor);
    sources(&mut page, table);
    page.finish()
}

fn remarks(page: &mut Page, vendor: &Vendor<'_>) {
    let mut notes = Vec::new();
    if let Some(base) = vendor.extends {
        notes.push(format!(
            "> **A dialect of {}:** what this vendor's pages do not say is taken from there.",
            words::base(&base)
        ));
    }
    let vendor = &vendor.table;
    notes.extend(words::remarks(vendor).into_iter().map(|(word, remark)| format!("> **{word}:** {remark}")));
    if !notes.is_empty() {
        page.block(&notes.join("\n>\n"));
    }
}

fn overview(page: &mut Page, vendor: &Vendor<'_>) {
    if vendor.table.entries.is_empty() {
        return;
    }
    page.heading(2, "At a glance");
    let rows = vendor.entries().map(|(entry, notes)| {
        [
            format!("[{}](#{})", markdown::code_cell(entry.code), notes.anchor),
            words::http(&entry.http),
            words::verdict_cell(entry.rule.retry.as_ref()),
            markdown::cell(entry.rule.meaning),
        ]
    });
    page.table(["Code", "HTTP", "Retry", "Meaning"], rows);
}

fn statuses(page: &mut Page, vendor: &Table<'_>) {
    if vendor.statuses.is_empty() {
        return;
    }
    page.heading(2, "Statuses");
    page.block("What holds for a response with a status, but without a code that is listed above.");
    if vendor.statuses.iter().any(|status| status.when.is_some()) {
        page.block("Of several rules for one status, the first whose condition holds decides.");
    }
    let rows: Vec<_> = vendor
        .statuses
        .iter()
        .map(|status| {
            let (category, retry) = if status.success {
                ("no error".to_owned(), "–".to_owned())
            } else {
                (markdown::code(status.rule.category.as_str()), retry(&status.rule))
            };
            let pattern = match &status.when {
                Some(when) => format!("{}, where {}", status.status, words::condition(when)),
                None => status.status.to_string(),
            };
            [pattern, category, retry, cell(&status.rule)]
        })
        .collect();
    page.table(["Status", "Category", "Retry", "Meaning and action"], rows);
}

fn families(page: &mut Page, vendor: &Table<'_>) {
    if vendor.families.is_empty() {
        return;
    }
    page.heading(2, "Families");
    page.block("What holds for a code that is not listed above, by how it starts.");
    let rows: Vec<_> = vendor
        .families
        .iter()
        .map(|family| {
            let mut prefix = markdown::code_cell(&format!("{}*", family.prefix));
            if let Some(when) = &family.when {
                prefix.push_str(&format!(", where {}", words::condition(when)));
            }
            if family.before_codes {
                prefix.push_str(", before known codes of later places");
            }
            [prefix, markdown::code(family.rule.category.as_str()), retry(&family.rule), cell(&family.rule)]
        })
        .collect();
    page.table(["Codes", "Category", "Retry", "Meaning and action"], rows);
}

fn no_response(page: &mut Page, vendor: &Table<'_>) {
    if vendor.unanswered.is_empty() {
        return;
    }
    page.heading(2, "No response");
    for Unanswered { failures, rule } in vendor.unanswered {
        let reasons: Vec<String> = failures.iter().map(|failure| markdown::code(failure.as_str())).collect();
        let reasons = if reasons.is_empty() { String::new() } else { format!("{}: ", reasons.join(", ")) };
        page.block(&format!(
            "{reasons}{} Category `{}`, {}.",
            markdown::text(rule.meaning),
            rule.category,
            words::verdict(rule.retry.as_ref())
        ));
        if let Some(action) = &rule.action {
            page.block(&markdown::text(action));
        }
    }
}

fn schedule(page: &mut Page, vendor: &Table<'_>) {
    let schedule = &vendor.schedule;
    let ours = |documented: bool| if documented { "" } else { " (errcat's own: the vendor gives none)" };
    page.heading(2, "Schedule");
    let mut lines = vec![
        format!("Tries in all: {}{}", schedule.max_attempts, ours(schedule.max_attempts_documented)),
        format!("Waits between them: {}{}", words::waits(schedule), ours(schedule.backoff_documented)),
    ];
    lines.extend(schedule.max_wait.map(words::max_wait));
    page.list(&lines);
}

fn hosts(page: &mut Page, vendor: &Vendor<'_>) {
    if vendor.table.hosts.is_empty() {
        return;
    }
    page.heading(2, "Hosts");
    let line = |(host, source): (&Host<'_>, usize)| {
        let title =
            vendor.table.sources.get(source).map_or(String::new(), |source| markdown::text(source.title));
        format!("{}, from “{title}”", markdown::code(host.pattern))
    };
    page.list(&vendor.hosts().map(line).collect::<Vec<_>>());
}

fn examples(page: &mut Page, vendor: &Vendor<'_>) {
    if vendor.examples.is_empty() {
        return;
    }
    page.heading(2, "More samples");
    for example in vendor.examples {
        sample::sample(page, example);
    }
}

fn sources(page: &mut Page, vendor: &Table<'_>) {
    page.heading(2, "Sources");
    let sources: Vec<String> = vendor
        .sources
        .iter()
        .map(|Source { id: _, title, retrieved, url }| {
            let title = markdown::text(title);
            let title = url.map_or(title.clone(), |url| format!("[{title}](<{}>)", markdown::url(url)));
            format!("{title}, read on {}", markdown::text(retrieved))
        })
        .collect();
    page.list(&sources);
}

/// The retry of a rule, marked where the page only implies it.
fn retry(rule: &Rule<'_>) -> String {
    mark(words::verdict_cell(rule.retry.as_ref()), rule.inferred, "retry")
}

fn cell(rule: &Rule<'_>) -> String {
    let meaning = mark(markdown::cell(rule.meaning), rule.inferred, "meaning");
    let cell = match &rule.action {
        Some(action) => format!("{meaning} {}", mark(markdown::cell(action), rule.inferred, "action")),
        None => meaning,
    };
    match words::to_act(rule, markdown::code) {
        Some(words) => format!("{cell} ({words})"),
        None => cell,
    }
}

/// Marks a fact that the page only implies.
fn mark(text: String, inferred: &[&str], fact: &str) -> String {
    if inferred.contains(&fact) { format!("{text} †") } else { text }
}
