//! A Markdown page as it grows.

use crate::artifact::{Artifact, Target};
use crate::emit::markdown;

/// A page under construction.
pub(in crate::emit) struct Page {
    path: String,
    text: String,
}

impl Page {
    /// A page with its header; `source` is what people change instead.
    pub(in crate::emit) fn new(path: impl Into<String>, source: &str, target: &Target) -> Self {
        Self { path: path.into(), text: format!("<!-- {} -->\n", markdown::comment(&target.mark(source))) }
    }

    /// Makes room for so many codes of about so many bytes each: what is not used of it costs nothing.
    pub(in crate::emit) fn reserve(&mut self, codes: usize, bytes: usize) {
        self.text.reserve(codes * bytes);
    }

    /// A heading; the text is Markdown.
    pub(in crate::emit) fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {text}", "#".repeat(level)));
    }

    /// A paragraph or any other block of Markdown.
    pub(in crate::emit) fn block(&mut self, markdown: &str) {
        self.text.push('\n');
        self.text.push_str(markdown.trim_end_matches('\n'));
        self.text.push('\n');
    }

    /// A list; nothing where it would be empty.
    pub(in crate::emit) fn list(&mut self, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.text.push('\n');
        for item in items {
            self.text.extend(["- ", item.trim_end_matches('\n'), "\n"]);
        }
    }

    /// A table; nothing where it would be empty. The cells are Markdown.
    pub(in crate::emit) fn table<const N: usize>(
        &mut self,
        head: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return;
        }
        self.text.push('\n');
        self.row(&head);
        self.text.push('|');
        self.text.extend(std::iter::repeat_n("---|", N));
        self.text.push('\n');
        rows.for_each(|cells| self.row(&cells));
    }

    fn row(&mut self, cells: &[impl AsRef<str>]) {
        for (at, cell) in cells.iter().enumerate() {
            self.text.push_str(if at == 0 { "| " } else { " | " });
            self.text.push_str(cell.as_ref());
        }
        self.text.push_str(" |\n");
    }

    pub(in crate::emit) fn finish(self) -> Artifact {
        Artifact::new(self.path, self.text)
    }
}
