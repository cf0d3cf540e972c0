//! What is the same on every page: its head, and the way to the other pages.

use crate::address;
use crate::book::Book;

/// What a page says about itself.
#[derive(Debug)]
pub(crate) struct Head<'b> {
    /// The title of the page.
    pub(crate) title: String,
    /// What is on it, in a sentence or two.
    pub(crate) description: String,
    /// The title of the site.
    pub(crate) site: &'b str,
    /// The way from the page to the root: empty, or one or more `../`.
    pub(crate) root: String,
    /// The canonical address, where the site has one.
    pub(crate) canonical: Option<String>,
    /// The kind of thing, for previews of links.
    pub(crate) kind: &'static str,
    /// The Markdown twin, relative to the page.
    pub(crate) twin: Option<&'static str>,
    /// The JSON document, relative to the root.
    pub(crate) document: Option<String>,
    /// What relative addresses start from, where that is not the page itself.
    pub(crate) base: Option<String>,
}

/// The longest description, in characters: more is cut by whoever shows it.
const DESCRIPTION: usize = 300;

impl<'b> Head<'b> {
    /// The head of the page in this folder.
    pub(crate) fn new(book: &'b Book<'_>, folder: &str, title: String, description: &str) -> Self {
        Self {
            title: errcat_codegen::words::plain(&title),
            description: shortened(&errcat_codegen::words::plain(description), DESCRIPTION),
            site: &book.options.title,
            root: address::root(folder),
            canonical: absolute(book, folder),
            kind: if folder.is_empty() { "website" } else { "article" },
            twin: Some("index.md"),
            document: None,
            base: None,
        }
    }

    /// The same, with the JSON document at this path.
    pub(crate) fn document(mut self, path: String) -> Self {
        self.document = Some(path);
        self
    }
}

/// The address of a folder of the site, where the site has one.
pub(crate) fn absolute(book: &Book<'_>, folder: &str) -> Option<String> {
    let base = book.options.base_url.as_deref()?.trim_end_matches('/');
    Some(if folder.is_empty() { format!("{base}/") } else { format!("{base}/{folder}/") })
}

/// A text of at most so many characters, cut after a word.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let kept = &text[..end];
    let kept = kept.rsplit_once(' ').map_or(kept, |(whole, _)| whole);
    format!("{kept}…")
}
