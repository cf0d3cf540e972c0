//! From tokens to text: the only user of `prettyplease`.

use proc_macro2::TokenStream;

use crate::artifact::{COMMAND, MARKER};

/// A Rust file: the header, what the module is, and its items with a blank line between them.
///
/// Tokens that are no items are printed as they are: the compiler will say what the generator got wrong.
pub(super) fn file(source: &str, inner: &[&str], items: Vec<TokenStream>) -> String {
    let mut text = format!("// {MARKER} by `{COMMAND}` from {source}: change that, not this.\n\n");
    for line in inner {
        text.push_str(line);
        text.push('\n');
    }
    for item in items {
        text.push('\n');
        text.push_str(&self::item(item));
    }
    text
}

fn item(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => format!("{tokens}\n"),
    }
}
