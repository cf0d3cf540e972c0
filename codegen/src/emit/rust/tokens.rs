//! Small pieces of Rust that every emitted file is made of.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

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
