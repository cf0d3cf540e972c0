//! Codes as rows, with the verdict first, on as many pages as they need.

use crate::address;
use crate::book::{Book, Position};
use crate::head::shortened;

use errcat_codegen::words;

/// How many rows a page has at most, so that none grows too large to load.
pub(crate) const ROWS: usize = 400;
/// How many of them the home page has.
pub(crate) const ROWS_AT_HOME: usize = 150;
/// The longest meaning in a row, in characters.
const MEANING: usize = 150;

/// A code as a row.
#[derive(Debug)]
pub(crate) struct Row<'b> {
    /// The retry kind, for the style.
    pub(crate) slug: &'static str,
    /// What to do.
    pub(crate) badge: &'static str,
    /// How long to wait.
    pub(crate) wait: &'b str,
    /// The code.
    pub(crate) code: &'b str,
    /// The folder of its page.
    pub(crate) folder: &'b str,
    /// The vendor's name.
    pub(crate) vendor: &'b str,
    /// The statuses.
    pub(crate) http: String,
    /// What it means.
    pub(crate) meaning: String,
    /// The anchor, at the first row of a vendor.
    pub(crate) anchor: Option<&'b str>,
    /// Whether the vendor is about to retire it.
    pub(crate) deprecated: bool,
}

impl Row<'_> {
    /// The same, shorter.
    pub(crate) fn without_meaning(mut self) -> Self {
        self.meaning.clear();
        self
    }
}

/// The rows of these codes.
pub(crate) fn rows<'b>(book: &'b Book<'_>, codes: &[Position]) -> Vec<Row<'b>> {
    let mut vendor_before = None;
    let row = |at: &Position| {
        let (vendor, of) = (book.vendor(*at), book.code(*at));
        let is_first = vendor_before != Some(at.vendor);
        vendor_before = Some(at.vendor);
        Row {
            slug: of.advice.slug(),
            badge: of.advice.badge(),
            wait: &of.advice.wait,
            code: of.entry.code,
            folder: &of.folder,
            vendor: vendor.of.table.title,
            http: words::http(&of.entry.http),
            meaning: shortened(&words::plain(of.entry.rule.meaning), MEANING),
            anchor: is_first.then_some(vendor.folder.as_str()),
            deprecated: of.entry.deprecated.is_some(),
        }
    };
    codes.iter().map(row).collect()
}

/// A page of a long list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'p> {
    /// The codes on it.
    pub(crate) codes: &'p [Position],
    /// Its number, from 1.
    pub(crate) number: usize,
    /// How many pages there are.
    pub(crate) count: usize,
}

/// The pages of a list; one even where it is empty.
pub(crate) fn parts(codes: &[Position]) -> Vec<Part<'_>> {
    let count = codes.len().div_ceil(ROWS).max(1);
    let part = |number: usize| {
        let start = (number - 1) * ROWS;
        Part { codes: &codes[start..codes.len().min(start + ROWS)], number, count }
    };
    (1..=count).map(part).collect()
}

/// The links from a page of a list to its other pages.
#[derive(Debug)]
pub(crate) struct Pager {
    /// Each page's number, its folder, and whether it is this one.
    pub(crate) pages: Vec<(usize, String, bool)>,
}

impl Pager {
    /// For this page of the list in this folder.
    pub(crate) fn new(folder: &str, part: Part<'_>) -> Self {
        let pages =
            (1..=part.count).map(|number| (number, address::page(folder, number), number == part.number));
        Self { pages: if part.count > 1 { pages.collect() } else { Vec::new() } }
    }
}

/// Where in a list a vendor's codes begin: the folder of the page.
pub(crate) fn first_page(folder: &str, before: usize) -> String {
    address::page(folder, before / ROWS + 1)
}
