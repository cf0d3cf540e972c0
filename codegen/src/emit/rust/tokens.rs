//! Small pieces of Rust that every emitted file is made of.

use std::fmt::Write as _;

use errcat_core::table::Table;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::artifact::{Form, Package, Target};
use crate::invisible::is_invisible;

/// One attribute a line, or the line would be printed as it is.
pub(super) fn lines(lines: &[&str]) -> TokenStream {
    lines
        .iter()
        .map(|line| {
            let line = format!(" {line}");
            quote!(#[doc = #line])
        })
        .collect()
}

pub(super) fn identifier(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// The crate as other crates name it.
pub(super) fn krate(package: &Package) -> Ident {
    identifier(&package.name.replace('-', "_"))
}

/// What turns a vendor's items on: its feature in a crate; a module has all that it was made of.
pub(super) fn gate(target: &Target, vendor: &Table<'_>) -> TokenStream {
    let feature = vendor.id;
    match target.form {
        Form::Crate(_) => quote!(#[cfg(feature = #feature)]),
        Form::Module | Form::Included | Form::Reference => TokenStream::new(),
    }
}

/// Writes a text as a string literal; what cannot be seen is escaped.
pub(super) fn string(text: &str, to: &mut String) {
    // Most texts hold nothing else.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')) {
        return to.extend(["\"", text, "\""]);
    }
    let start = to.len();
    // Writing to a string never fails.
    let _ = write!(to, "{text:?}");
    // `Debug` keeps a few characters as they are that have a width of zero, or change the direction of the text.
    let literal = to.get(start..).unwrap_or_default();
    if !literal.is_ascii() && literal.chars().any(is_invisible) {
        let literal = literal.to_owned();
        to.truncate(start);
        for character in literal.chars() {
            match is_invisible(character) {
                true => to.extend(character.escape_unicode()),
                false => to.push(character),
            }
        }
    }
}
