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
    /// The vendor's folder, which is the anchor of its first row too.
    pub(crate) vendor_folder: &'b str,
    /// Whether the vendor's codes begin here.
    pub(crate) is_first: bool,
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
            vendor_folder: &vendor.folder,
            is_first,
            deprecated: of.entry.deprecated.is_some(),
        }
    };
    codes.iter().map(row).collect()
}

/// A page of a long list.
#[derive(Debug)]
pub(crate) struct Part<'p> {
    /// Its folder.
    pub(crate) folder: String,
    /// The codes on it.
    pub(crate) codes: &'p [Position],
    /// How many codes are on the pages before it.
    pub(crate) start: usize,
    /// Its number, from 1.
    pub(crate) number: usize,
    /// Where there are several pages, each one's number, its folder, and whether it is this one.
    pub(crate) pages: Vec<(usize, String, bool)>,
}

impl Part<'_> {
    /// The title of the page, given that of the list.
    pub(crate) fn title(&self, list: &str) -> String {
        if self.number == 1 { list.to_owned() } else { format!("{list}, page {}", self.number) }
    }
}

/// The pages of the list in this folder, with so many codes on each at most; one even where it is empty.
pub(crate) fn parts<'p>(folder: &str, codes: &'p [Position], most: usize) -> Vec<Part<'p>> {
    let folders: Vec<String> = address::pages(folder, codes.len(), most).collect();
    let part = |(at, own): (usize, &String)| {
        let start = at * most;
        let pages = folders.iter().enumerate().map(|(number, of)| (number + 1, of.clone(), number == at));
        Part {
            folder: own.clone(),
            codes: &codes[start..codes.len().min(start + most)],
            start,
            number: at + 1,
            pages: if folders.len() > 1 { pages.collect() } else { Vec::new() },
        }
    };
    folders.iter().enumerate().map(part).collect()
}

/// Where in a list a vendor's codes begin: the folder of the page.
pub(crate) fn first_page(folder: &str, before: usize) -> String {
    address::page(folder, before / ROWS + 1)
}
