//! From tokens to text: the only user of `prettyplease`.

use proc_macro2::TokenStream;

use crate::artifact::Target;

/// A Rust file as it grows: the header, what the module is, and its items with a blank line between them.
pub(super) struct File {
    text: String,
}

impl File {
    /// A file made from this source, with these lines of its own before the items.
    pub(super) fn new(target: &Target, source: &str, inner: &[&str]) -> Self {
        let mut text = format!("// {}\n\n", target.mark(source));
        for line in inner {
            text.push_str(line);
            text.push('\n');
        }
        Self { text }
    }

    /// Adds an item. Tokens that are not items are printed as they are: the compiler will say what the generator got
    /// wrong.
    pub(super) fn item(&mut self, tokens: TokenStream) {
        let item = match syn::parse2::<syn::File>(tokens.clone()) {
            Ok(file) => prettyplease::unparse(&file),
            Err(_) => format!("{tokens}\n"),
        };
        self.text(&item);
    }

    /// Adds an item that is text already.
    pub(super) fn text(&mut self, item: &str) {
        self.text.push('\n');
        self.text.push_str(item);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}
