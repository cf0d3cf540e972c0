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
        if !items.is_empty() {
            self.block(&items.iter().map(|item| format!("- {item}\n")).collect::<String>());
        }
    }

    /// A table; nothing where it would be empty. The cells are Markdown.
    pub(in crate::emit) fn table<const N: usize>(&mut self, head: [&str; N], rows: &[[String; N]]) {
        if rows.is_empty() {
            return;
        }
        let mut table = row(&head.map(str::to_owned));
        table.push_str(&format!("|{}\n", "---|".repeat(N)));
        table.extend(rows.iter().map(|cells| row(cells)));
        self.block(&table);
    }

    pub(in crate::emit) fn finish(self) -> Artifact {
        Artifact::new(self.path, self.text)
    }
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
