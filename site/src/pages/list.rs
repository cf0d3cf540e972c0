//! Lists of codes across vendors: all of them, by status, by category, by retry kind, and those of one name.

use askama::Template;
use errcat_codegen::{Artifact, words};
use errcat_core::table::StatusPattern;
use errcat_core::{Category, ladder};

use super::page;
use crate::address;
use crate::book::{Advice, Book, Position, Shared, VendorPages, kinds, slug};
use crate::facts::{Intro, ListEntry, StatusRow, same};
use crate::head::Head;
use crate::rows::{Pager, Row, parts, rows};
use crate::twins;

#[derive(Template)]
#[template(path = "list.html")]
struct List<'b> {
    head: Head<'b>,
    intro: &'b Intro,
    count: usize,
    rules: &'b [StatusRow<'b>],
    rows: Vec<Row<'b>>,
    pager: Pager,
}

/// A list of lists.
#[derive(Template)]
#[template(path = "lists.html")]
struct Lists<'b> {
    head: Head<'b>,
    title: &'static str,
    intro: &'static str,
    entries: Vec<ListEntry>,
}

/// Every list, and the lists of lists.
pub(super) fn artifacts(book: &Book<'_>) -> Vec<Artifact> {
    let mut artifacts = all(book);
    artifacts.extend(by_status(book));
    artifacts.extend(by_category(book));
    artifacts.extend(by_retry(book));
    artifacts.extend(by_name(book));
    artifacts
}

fn all(book: &Book<'_>) -> Vec<Artifact> {
    let codes: Vec<Position> = book.positions().collect();
    let intro = Intro { title: "All codes".to_owned(), ..Intro::default() };
    list(book, "codes", &intro, &[], &codes, "Every error code of every vendor.")
}

fn by_status(book: &Book<'_>) -> Vec<Artifact> {
    let mut entries = Vec::new();
    let mut artifacts = Vec::new();
    for (pattern, codes) in &book.statuses {
        let folder = format!("status/{pattern}");
        let usual = (pattern.width() == 1).then(|| ladder::usual(pattern.first())).flatten();
        let about = usual.map_or("", |usual| usual.meaning);
        entries.push(ListEntry {
            slug: usual.and_then(|usual| Some(slug(Some(usual.retry?.kind)))),
            name: format!("HTTP {pattern}"),
            folder: folder.clone(),
            count: codes.len(),
            about: about.to_owned(),
        });
        let kind = usual.and_then(|usual| usual.retry).map(|retry| retry.kind);
        let mut lines: Vec<String> = usual.map(|usual| usual.meaning.to_owned()).into_iter().collect();
        if usual.is_some() {
            lines.push(format!("Where the vendor says nothing else: {}.", words::badge(kind)));
        }
        let intro = Intro {
            title: format!("HTTP {pattern}"),
            parent: Some(("status", "Statuses")),
            lines,
            badge: kind.map(|kind| (slug(Some(kind)), words::badge(Some(kind)))),
        };
        let rules = rules(book, *pattern);
        let description =
            format!("HTTP {pattern} at each vendor: what it means, and whether to try again. {about}");
        artifacts.extend(list(book, &folder, &intro, &rules, codes, &description));
    }
    artifacts.extend(lists(book, "status", "Statuses", "The HTTP statuses that codes come with.", entries));
    artifacts
}

/// What holds for a status at each vendor that says something about it.
fn rules<'b>(book: &'b Book<'_>, pattern: StatusPattern) -> Vec<StatusRow<'b>> {
    let row = |vendor: &'b VendorPages<'_>| {
        let table = &vendor.of.table;
        let rule = table.statuses.iter().find(|rule| rule.when.is_none() && rule.status == pattern);
        let rule = rule.or_else(|| table.status(pattern.first()).filter(|_| pattern.width() == 1))?;
        Some(StatusRow {
            vendor: table.title,
            folder: &vendor.folder,
            advice: Advice::of_rule(table, rule.rule.retry.as_ref()),
            success: rule.success,
            meaning: rule.rule.meaning,
        })
    };
    book.vendors.iter().filter_map(row).collect()
}

fn by_category(book: &Book<'_>) -> Vec<Artifact> {
    let mut entries = Vec::new();
    let mut artifacts = Vec::new();
    for &category in Category::ALL {
        let folder = format!("category/{category}");
        let codes = book.of_category(category);
        let meaning = words::meaning(category);
        entries.push(ListEntry {
            slug: None,
            name: category.to_string(),
            folder: folder.clone(),
            count: codes.len(),
            about: meaning.to_owned(),
        });
        let intro = Intro {
            title: category.to_string(),
            parent: Some(("category", "Categories")),
            lines: vec![
                meaning.to_owned(),
                words::effect(category).to_owned(),
                format!("Canonical code: {}.", category.canonical()),
            ],
            badge: None,
        };
        let description = format!("{meaning} {} The codes of each vendor.", words::effect(category));
        artifacts.extend(list(book, &folder, &intro, &[], &codes, &description));
    }
    let about = "The same kind of failure at every vendor. Categories are errcat's own reading, never a vendor's word.";
    artifacts.extend(lists(book, "category", "Categories", about, entries));
    artifacts
}

fn by_retry(book: &Book<'_>) -> Vec<Artifact> {
    let mut entries = Vec::new();
    let mut artifacts = Vec::new();
    for kind in kinds() {
        let codes = book.of_retry(kind);
        if kind.is_none() && codes.is_empty() {
            continue;
        }
        let folder = format!("retry/{}", slug(kind));
        let badge = words::badge(kind);
        let explained = kind.map_or(
            "The page says nothing of the code: the status it comes with decides.",
            words::explanation,
        );
        entries.push(ListEntry {
            slug: Some(slug(kind)),
            name: badge.to_owned(),
            folder: folder.clone(),
            count: codes.len(),
            about: explained.to_owned(),
        });
        let intro = Intro {
            title: words::capitalized(badge),
            parent: Some(("retry", "Retry")),
            lines: vec![explained.to_owned()],
            badge: Some((slug(kind), badge)),
        };
        artifacts.extend(list(book, &folder, &intro, &[], &codes, explained));
    }
    artifacts.extend(lists(book, "retry", "Retry", "What a client does about an error.", entries));
    artifacts
}

fn list(
    book: &Book<'_>,
    folder: &str,
    intro: &Intro,
    rules: &[StatusRow<'_>],
    codes: &[Position],
    description: &str,
) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    for part in parts(codes) {
        let own = address::page(folder, part.number);
        let title = match part.number {
            1 => intro.title.clone(),
            number => format!("{}, page {number}", intro.title),
        };
        let shown: &[_] = if part.number == 1 { rules } else { &[] };
        artifacts.push(twins::list(&own, intro, shown, &rows(book, part.codes)));
        artifacts.push(page(
            &own,
            &List {
                head: Head::new(book, &own, format!("{title} · {}", book.options.title), description),
                intro,
                count: codes.len(),
                rules: shown,
                rows: rows(book, part.codes),
                pager: Pager::new(folder, part),
            },
        ));
    }
    artifacts
}

fn lists(
    book: &Book<'_>,
    folder: &str,
    title: &'static str,
    intro: &'static str,
    entries: Vec<ListEntry>,
) -> [Artifact; 2] {
    let head = Head::new(book, folder, format!("{title} · {}", book.options.title), intro);
    let twin = twins::lists(folder, title, intro, &entries);
    [page(folder, &Lists { head, title, intro, entries }), twin]
}

#[derive(Template)]
#[template(path = "same.html")]
struct Same<'b> {
    head: Head<'b>,
    title: &'b str,
    differ: bool,
    rows: Vec<Row<'b>>,
}

fn by_name(book: &Book<'_>) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    let mut entries: Vec<(bool, ListEntry)> = Vec::new();
    for shared in &book.shared {
        let Shared { title, folder, codes, differ } = shared;
        let about = same(*differ);
        let vendors = codes.iter().map(|at| at.vendor).collect::<std::collections::BTreeSet<_>>().len();
        let description =
            format!("{title} at {vendors} vendors: what it means at each, and what to do. {about}");
        entries.push((
            !differ,
            ListEntry {
                slug: None,
                name: title.clone(),
                folder: folder.clone(),
                count: codes.len(),
                about: about.to_owned(),
            },
        ));
        artifacts.push(twins::same(shared, &rows(book, codes)));
        let head = Head::new(
            book,
            folder,
            format!("{title} at {vendors} vendors · {}", book.options.title),
            &description,
        );
        artifacts.push(page(folder, &Same { head, title, differ: *differ, rows: rows(book, codes) }));
    }
    // What is a trap comes first.
    entries.sort_by_key(|(alike, _)| *alike);
    let entries = entries.into_iter().map(|(_, entry)| entry).collect();
    let about = "Codes that several vendors have, alike but for case and separators. A client that keeps one table \
        for all vendors goes wrong on those that differ.";
    artifacts.extend(lists(book, "same", "Same code, different meaning", about, entries));
    artifacts
}
