//! The Markdown twins of pages, for whoever reads text: programs, and people in a terminal.

use std::collections::BTreeSet;

use errcat_codegen::{Artifact, markdown, words};

use crate::address::{self, ACROSS};
use crate::book::{Book, CodePage, Shared, VendorPages};
use crate::facts::{CodeFacts, GroupRows, Intro, ListEntry, Rung, StatusRow, VendorFacts};
use crate::rows::Row;

/// A page that grows block by block.
struct Page {
    folder: String,
    text: String,
}

impl Page {
    fn new(folder: &str, title: &str) -> Self {
        let mut page = Self { folder: folder.to_owned(), text: String::new() };
        page.text = format!("# {title}\n");
        page
    }

    fn block(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push('\n');
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.block(&format!("## {text}"));
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: String = items.into_iter().map(|item| format!("- {item}\n")).collect();
        if !items.is_empty() {
            self.block(&items);
        }
    }

    /// The way from the page to a folder of the site.
    fn way(&self, folder: &str) -> String {
        format!("{}{}", address::root(&self.folder), address::file(folder, "index.md"))
    }

    fn rows(&mut self, rows: &[Row<'_>]) {
        if rows.is_empty() {
            return;
        }
        let mut table =
            "| What to do | Code | Vendor | HTTP | Wait | Meaning |\n|---|---|---|---|---|---|\n".to_owned();
        for row in rows {
            let code = format!("[{}]({})", markdown::code_cell(row.code), self.way(row.folder));
            let cells = [
                row.badge.to_owned(),
                code,
                markdown::cell(row.vendor),
                row.http.clone(),
                markdown::cell(row.wait),
                markdown::cell(&row.meaning),
            ];
            table.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        self.block(&table);
    }

    fn finish(self) -> Artifact {
        Artifact::new(address::file(&self.folder, "index.md"), self.text)
    }
}

/// The home page's.
pub(crate) fn home(book: &Book<'_>) -> Artifact {
    let mut page = Page::new("", &markdown::text(&book.options.title));
    page.block(
        "What each vendor's error codes mean, and whether to wait, back off, change something, or stop.",
    );
    page.heading("Vendors");
    let vendor = |vendor: &VendorPages<'_>| {
        let table = &vendor.of.table;
        let way = format!("{}/index.md", vendor.folder);
        format!(
            "[{}]({way}), {} codes. {}",
            markdown::text(table.title),
            vendor.codes.len(),
            markdown::text(table.about)
        )
    };
    let vendors: Vec<String> = book.vendors.iter().map(vendor).collect();
    page.list(vendors);
    page.heading("Across vendors");
    page.list(ACROSS.map(|(folder, name)| format!("[{name}]({folder}/index.md)")));
    page.finish()
}

/// A list of codes' own.
pub(crate) fn list(folder: &str, intro: &Intro, rules: &[StatusRow<'_>], rows: &[Row<'_>]) -> Artifact {
    let mut page = Page::new(folder, &markdown::text(&intro.title));
    page.block(&intro.lines.join(" "));
    page.block(&tally(intro));
    if !rules.is_empty() {
        page.heading("Without a known code");
        let rule = |row: &StatusRow<'_>| {
            let what = if row.success { "no error" } else { row.advice.badge() };
            format!("{}: {what}. {}", markdown::text(row.vendor), markdown::text(row.meaning))
        };
        page.list(rules.iter().map(rule));
    }
    page.heading("Codes");
    page.rows(rows);
    page.finish()
}

/// How many of the codes are to be treated in which way.
fn tally(intro: &Intro) -> String {
    let counted = intro.tally.iter().map(|(_, badge, count)| format!("{badge}: {count}"));
    words::capitalized(&counted.collect::<Vec<_>>().join(", "))
}

/// A list of lists' own.
pub(crate) fn lists(folder: &str, title: &str, intro: &str, sections: &[(&str, Vec<ListEntry>)]) -> Artifact {
    let mut page = Page::new(folder, title);
    page.block(intro);
    for (heading, entries) in sections {
        if sections.len() > 1 {
            page.heading(heading);
        }
        let entry = |of: &ListEntry| {
            let (name, way) = (markdown::text(&of.name), page.way(&of.folder));
            format!("[{name}]({way}), {} codes. {}", of.count, markdown::text(&of.about))
        };
        let entries: Vec<String> = entries.iter().map(entry).collect();
        page.list(entries);
    }
    page.finish()
}

/// That of the codes of one name.
pub(crate) fn same(shared: &Shared, rows: &[Row<'_>]) -> Artifact {
    let mut page = Page::new(&shared.folder, &markdown::code(&shared.title));
    page.block(shared.difference.sentence());
    page.rows(rows);
    page.finish()
}

/// That of the ladder.
pub(crate) fn how(rungs: &[Rung]) -> Artifact {
    let mut page = Page::new("how", "How a verdict is reached");
    page.block("Rules are asked from the top to the bottom. The first that knows something decides.");
    let rungs: Vec<String> = rungs
        .iter()
        .map(|rung| format!("{}. `{}`: {}\n", rung.number, rung.word, markdown::text(&rung.about)))
        .collect();
    page.block(&rungs.concat());
    page.finish()
}

/// A vendor's.
pub(crate) fn vendor(
    book: &Book<'_>,
    vendor: &VendorPages<'_>,
    facts: &VendorFacts<'_>,
    groups: &[GroupRows<'_>],
) -> Artifact {
    let table = &vendor.of.table;
    let mut page = Page::new(&vendor.folder, &markdown::text(table.title));
    page.block(&markdown::text(table.about));
    if let Some(base) = vendor.of.extends {
        let known = book.by_id(base.vendor).map(|known| page.way(&known.folder));
        let title = markdown::text(base.title);
        page.block(&format!(
            "A dialect of {}.",
            known.map_or(title.clone(), |way| format!("[{title}]({way})"))
        ));
    }
    facts.remarks.iter().for_each(|remark| page.block(remark));
    page.heading("How to retry");
    page.list(facts.schedule.iter().map(|line| words::capitalized(line) + "."));
    for group in groups {
        page.heading(&markdown::text(group.title));
        group.about.iter().for_each(|about| page.block(&markdown::text(about)));
        page.rows(&group.rows);
    }
    if !table.statuses.is_empty() {
        page.heading("Statuses without a known code");
        let status = |rule: &errcat_core::table::StatusRule<'_>| {
            let when = rule
                .when
                .as_ref()
                .map(|when| format!(", where {}", words::condition_in(when, markdown::code)));
            let what =
                if rule.success { "no error".to_owned() } else { words::verdict(rule.rule.retry.as_ref()) };
            format!(
                "{}{}: {what}. {}",
                rule.status,
                when.unwrap_or_default(),
                markdown::text(rule.rule.meaning)
            )
        };
        page.list(table.statuses.iter().map(status));
    }
    page.heading("How an error arrives");
    page.list(words::envelope(table, markdown::code));
    page.list(
        words::places(table, markdown::code).into_iter().map(|[fact, place]| format!("{fact}: {place}")),
    );
    page.heading("Where the wait is");
    page.list(words::wait_places(table, markdown::code));
    page.heading("Sources");
    page.list(table.sources.iter().map(|source| {
        let title = markdown::text(source.title);
        let title = source.url.map_or(title.clone(), |url| format!("[{title}](<{}>)", markdown::url(url)));
        format!("{title}, read on {}", markdown::text(source.retrieved))
    }));
    page.finish()
}

/// A code's.
pub(crate) fn code(of: &CodePage<'_>, facts: &CodeFacts<'_>) -> Artifact {
    let rule = &of.entry.rule;
    let mut page = Page::new(&of.folder, &markdown::code(facts.code));
    let verdict = words::capitalized(&words::verdict(of.advice.retry.as_ref()));
    let vendor = format!("[{}]({})", markdown::text(facts.vendor), page.way(facts.vendor_folder));
    page.block(&format!(
        "**{verdict}** · {vendor} · HTTP {} · `{}`",
        words::http(&of.entry.http),
        rule.category
    ));
    let mut first = Vec::new();
    if !of.advice.wait.is_empty() {
        first.push(format!("Wait: {}", markdown::text(&of.advice.wait)));
    }
    first.extend(rule.action.map(|action| format!("Do: {}", markdown::text(action))));
    first.push(format!("Effect: {}", facts.effect));
    page.list(first);
    page.block(&markdown::text(rule.meaning));
    if let Some((folder, difference)) = facts.shared
        && difference.is_any()
    {
        let others: BTreeSet<&str> = facts.namesakes.iter().map(|row| row.vendor).collect();
        let others: Vec<String> = others.into_iter().map(markdown::text).collect();
        page.block(&format!(
            "[Not the same everywhere]({}). {} Other vendors that have it: {}.",
            page.way(folder),
            difference.sentence(),
            others.join(", ")
        ));
    }
    if !of.entry.variants.is_empty() {
        page.heading("What holds instead, by the first condition that holds");
        let variant = |of: &errcat_core::table::Variant<'_>| {
            let when = words::condition_in(&of.when, markdown::code);
            let verdict = words::verdict(of.rule.retry.as_ref());
            let action =
                of.rule.action.map(|action| format!(" {}", markdown::text(action))).unwrap_or_default();
            format!("Where {when}: {verdict}. {}{action}", markdown::text(of.rule.meaning))
        };
        page.list(of.entry.variants.iter().map(variant));
    }
    page.heading("In Rust");
    page.block(&markdown::fenced("rust", &facts.snippet));
    page.finish()
}
