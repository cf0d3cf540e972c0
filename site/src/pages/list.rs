//! Lists of codes across vendors: all of them, by status, by category, by retry kind, and those of one name.

use std::collections::BTreeSet;

use askama::Template;
use errcat_codegen::{Artifact, words};
use errcat_core::table::StatusPattern;
use errcat_core::{Category, ladder};

use super::page;
use crate::book::{Advice, Book, Difference, Position, Shared, VendorPages, kinds, slug};
use crate::facts::{Intro, ListEntry, StatusRow};
use crate::head::Head;
use crate::rows::{ROWS, Row, parts, rows};
use crate::twins;

#[derive(Template)]
#[template(path = "list.html")]
struct List<'b> {
    head: Head<'b>,
    intro: &'b Intro,
    count: usize,
    rules: &'b [StatusRow<'b>],
    rows: Vec<Row<'b>>,
    pages: Vec<(usize, String, bool)>,
}

/// A list of lists.
#[derive(Template)]
#[template(path = "lists.html")]
struct Lists<'b> {
    head: Head<'b>,
    title: &'static str,
    intro: &'static str,
    sections: Vec<(&'static str, Vec<ListEntry>)>,
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
    let intro = Intro { title: "All codes".to_owned(), tally: tally(book, &codes), ..Intro::default() };
    list(book, "codes", &intro, &[], &codes, "Every error code of every vendor.")
}

fn by_status(book: &Book<'_>) -> Vec<Artifact> {
    let mut entries = Vec::new();
    let mut artifacts = Vec::new();
    for (pattern, codes) in &book.statuses {
        let folder = format!("status/{pattern}");
        let usual = (pattern.width() == 1).then(|| ladder::usual(pattern.first())).flatten();
        let about = usual.map_or_else(|| without_usual(*pattern), |usual| usual.meaning.to_owned());
        let kind = usual.and_then(|usual| usual.retry).map(|retry| retry.kind);
        entries.push(ListEntry {
            badge: kind.map(|kind| (slug(Some(kind)), words::badge(Some(kind)))),
            name: format!("HTTP {pattern}"),
            folder: folder.clone(),
            count: codes.len(),
            about: about.clone(),
        });
        let mut lines = vec![about.clone()];
        if usual.is_some() {
            lines.push(format!("Where the vendor says nothing else: {}.", words::badge(kind)));
        }
        let intro = Intro {
            title: format!("HTTP {pattern}"),
            parent: Some(("status", "Statuses")),
            lines,
            badge: None,
            tally: tally(book, codes),
        };
        let rules = rules(book, *pattern);
        let description =
            format!("HTTP {pattern} at each vendor: what it means, and whether to try again. {about}");
        artifacts.extend(list(book, &folder, &intro, &rules, codes, &description));
    }
    let about = "The HTTP statuses that codes come with, and what to do where the vendor says nothing else.";
    artifacts.extend(lists(book, "status", "Statuses", about, vec![("Statuses", entries)]));
    artifacts
}

/// What to say of statuses that mean nothing by themselves.
fn without_usual(pattern: StatusPattern) -> String {
    match (pattern.width(), pattern.first()) {
        (1, 200..=299) => "By its status a success: the body says what went wrong.".to_owned(),
        (1, 300..=399) => "Another address, or nothing new.".to_owned(),
        (1, _) => "HTTP itself says nothing of it.".to_owned(),
        _ => format!("Any status from {} to {}.", pattern.first(), pattern.last()),
    }
}

/// How many of the codes are to be treated in which way.
fn tally(book: &Book<'_>, codes: &[Position]) -> Vec<(&'static str, &'static str, usize)> {
    let of = |kind| codes.iter().filter(|at| book.code(**at).advice.kind() == kind).count();
    let counted = kinds().map(|kind| (slug(kind), words::badge(kind), of(kind)));
    counted.filter(|(.., count)| *count > 0).collect()
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
            badge: None,
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
            tally: tally(book, &codes),
        };
        let description = format!("{meaning} {} The codes of each vendor.", words::effect(category));
        artifacts.extend(list(book, &folder, &intro, &[], &codes, &description));
    }
    let about = "The same kind of failure at every vendor. Categories are errcat's own reading, never a vendor's word.";
    artifacts.extend(lists(book, "category", "Categories", about, vec![("Categories", entries)]));
    artifacts
}

fn by_retry(book: &Book<'_>) -> Vec<Artifact> {
    let mut entries = Vec::new();
    let mut artifacts = Vec::new();
    for (kind, codes) in book.kinds() {
        let folder = format!("retry/{}", slug(kind));
        let badge = words::badge(kind);
        let explained = kind.map_or(
            "The page says nothing of the code: the status it comes with decides.",
            words::explanation,
        );
        entries.push(ListEntry {
            badge: Some((slug(kind), badge)),
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
            tally: Vec::new(),
        };
        artifacts.extend(list(book, &folder, &intro, &[], &codes, explained));
    }
    let about = "What a client does about an error.";
    artifacts.extend(lists(book, "retry", "Retry", about, vec![("Kinds", entries)]));
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
    for part in parts(folder, codes, ROWS) {
        let title = format!("{} · {}", part.title(&intro.title), book.options.title);
        let shown: &[_] = if part.number == 1 { rules } else { &[] };
        artifacts.push(twins::list(&part.folder, intro, shown, &rows(book, part.codes)));
        artifacts.push(page(
            &part.folder,
            &List {
                head: Head::new(book, &part.folder, title, description),
                intro,
                count: codes.len(),
                rules: shown,
                rows: rows(book, part.codes),
                pages: part.pages,
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
    mut sections: Vec<(&'static str, Vec<ListEntry>)>,
) -> [Artifact; 2] {
    sections.retain(|(_, entries)| !entries.is_empty());
    let head = Head::new(book, folder, format!("{title} · {}", book.options.title), intro);
    let twin = twins::lists(folder, title, intro, &sections);
    [page(folder, &Lists { head, title, intro, sections }), twin]
}

#[derive(Template)]
#[template(path = "same.html")]
struct Same<'b> {
    head: Head<'b>,
    title: &'b str,
    difference: Difference,
    rows: Vec<Row<'b>>,
}

fn by_name(book: &Book<'_>) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    let mut sections = Difference::ALL.map(|of| (of, Vec::new()));
    for shared in &book.shared {
        let Shared { title, folder, codes, difference } = shared;
        let about = difference.sentence();
        let vendors = codes.iter().map(|at| at.vendor).collect::<BTreeSet<_>>().len();
        let description =
            format!("{title} at {vendors} vendors: what it means at each, and what to do. {about}");
        let entry = ListEntry {
            badge: None,
            name: title.clone(),
            folder: folder.clone(),
            count: codes.len(),
            about: treated(book, codes, *difference),
        };
        let of_difference = sections.iter_mut().filter(|(of, _)| of == difference);
        of_difference.for_each(|(_, entries)| entries.push(entry.clone()));
        artifacts.push(twins::same(shared, &rows(book, codes)));
        let head = Head::new(
            book,
            folder,
            format!("{title} at {vendors} vendors · {}", book.options.title),
            &description,
        );
        artifacts.push(page(folder, &Same { head, title, difference: *difference, rows: rows(book, codes) }));
    }
    let sections = sections.map(|(of, entries)| (of.heading(), entries)).into();
    let about = "Codes that several vendors have, alike but for case and separators. A client that keeps one table \
        for all vendors goes wrong on those that differ.";
    artifacts.extend(lists(book, "same", "Same code, different meaning", about, sections));
    artifacts
}

/// What to do at which vendors, or what it means there, in the order of how many say so.
fn treated(book: &Book<'_>, codes: &[Position], difference: Difference) -> String {
    let mut by_word: Vec<(&str, BTreeSet<&str>)> = Vec::new();
    for at in codes {
        let word = match difference {
            Difference::Retry | Difference::None => book.code(*at).advice.badge(),
            Difference::Meaning => book.code(*at).entry.rule.category.as_str(),
        };
        let vendor = book.vendor(*at).of.table.title;
        match by_word.iter_mut().find(|(of, _)| *of == word) {
            Some((_, vendors)) => _ = vendors.insert(vendor),
            None => by_word.push((word, BTreeSet::from([vendor]))),
        }
    }
    by_word.sort_by_key(|(_, vendors)| std::cmp::Reverse(vendors.len()));
    let said = by_word.into_iter().map(|(word, vendors)| {
        let vendors: Vec<&str> = vendors.into_iter().collect();
        format!("{word}: {}", vendors.join(", "))
    });
    said.collect::<Vec<_>>().join("; ")
}
