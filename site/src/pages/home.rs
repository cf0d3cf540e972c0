//! The first page: a search, every code, and who has which errors; and the page for what is not there.

use askama::Template;
use errcat_codegen::{Artifact, words};
use errcat_core::Category;

use super::{artifact, page};
use crate::book::{Book, Difference, slug};
use crate::head::Head;
use crate::rows::{ROWS_AT_HOME, Row, first_page, rows};
use crate::twins;

/// More vendors than this are listed without their categories, so that the page stays small.
const MATRIX: usize = 150;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'b> {
    head: Head<'b>,
    vendor_count: usize,
    code_count: usize,
    rows: Vec<Row<'b>>,
    filters: Filters<'b>,
    categories: &'static [Category],
    vendors: Vec<MatrixRow<'b>>,
    has_matrix: bool,
    differ: usize,
}

/// What the filters offer: the value in the address, and the word.
struct Filters<'b> {
    vendors: Vec<(&'b str, &'b str)>,
    retries: Vec<(&'static str, &'static str)>,
    categories: Vec<&'static str>,
    statuses: Vec<String>,
}

/// A vendor in the matrix.
struct MatrixRow<'b> {
    folder: &'b str,
    title: &'b str,
    count: usize,
    /// For each category its word, how many codes are of it, and the folder where the vendor's begin.
    cells: Vec<(&'static str, usize, String)>,
}

/// The home page.
pub(super) fn artifacts(book: &Book<'_>) -> Vec<Artifact> {
    let codes: Vec<_> = book.positions().take(ROWS_AT_HOME).collect();
    let description = "What each vendor's error codes mean, and whether a client should wait, try again, change \
        something, or stop.";
    let home = Home {
        head: Head::new(book, "", book.options.title.clone(), description),
        vendor_count: book.vendors.len(),
        code_count: book.code_count(),
        rows: rows(book, &codes).into_iter().map(Row::without_meaning).collect(),
        filters: filters(book),
        categories: Category::ALL,
        vendors: matrix(book),
        has_matrix: book.vendors.len() <= MATRIX,
        differ: book.shared.iter().filter(|shared| shared.difference == Difference::Retry).count(),
    };
    vec![page("", &home), twins::home(book)]
}

fn filters<'b>(book: &'b Book<'_>) -> Filters<'b> {
    let vendors = book.vendors.iter().map(|vendor| (vendor.of.table.id, vendor.of.table.title));
    Filters {
        vendors: vendors.collect(),
        retries: book.kinds().map(|(kind, _)| (slug(kind), words::badge(kind))).collect(),
        categories: Category::ALL.iter().map(|category| category.as_str()).collect(),
        statuses: book.statuses.iter().map(|(pattern, _)| pattern.to_string()).collect(),
    }
}

fn matrix<'b>(book: &'b Book<'_>) -> Vec<MatrixRow<'b>> {
    let mut before = vec![0; Category::ALL.len()];
    let row = |vendor: &'b crate::book::VendorPages<'_>| {
        let cell = |(number, category): (usize, &Category)| {
            let count = vendor.codes.iter().filter(|code| code.entry.rule.category == *category).count();
            let folder = first_page(&format!("category/{category}"), before[number]);
            before[number] += count;
            (category.as_str(), count, folder)
        };
        MatrixRow {
            folder: &vendor.folder,
            title: vendor.of.table.title,
            count: vendor.codes.len(),
            cells: Category::ALL.iter().enumerate().map(cell).collect(),
        }
    };
    book.vendors.iter().map(row).collect()
}

#[derive(Template)]
#[template(path = "not_found.html")]
struct NotFound<'b> {
    head: Head<'b>,
}

/// The page that a server shows for addresses that are not there, however deep: all of its links start at the root.
pub(super) fn not_found(book: &Book<'_>) -> Artifact {
    let mut head = Head::new(book, "", "Not found".to_owned(), "There is no such page.");
    let root = book.options.base_url.as_deref().and_then(|url| {
        let (_, rest) = url.split_once("://")?;
        let path = rest.split_once('/').map_or("", |(_, path)| path.trim_end_matches('/'));
        Some(if path.is_empty() { "/".to_owned() } else { format!("/{path}/") })
    });
    head.base = Some(root.unwrap_or_else(|| "/".to_owned()));
    head.canonical = None;
    head.twin = None;
    artifact("404.html", &NotFound { head })
}
