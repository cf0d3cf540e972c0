//! The paths in tokens that only a macro understands.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ItemUse;

use super::names::{Import, plain};

/// A path among tokens.
pub(super) struct TokenPath {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
}

/// What is taken for a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PathFilter {
    /// Names extended by `::`, and a name that is called.
    Any,
    /// What starts with `crate`: in a macro's definition, the rest is resolved where the macro is called.
    OfCrate,
}

/// The paths among the tokens, those in string literals included, as `serde(with = "crate::a::b")` has them.
pub(super) fn paths(tokens: TokenStream, which: PathFilter) -> Vec<TokenPath> {
    let mut found = Vec::new();
    scan(tokens, &mut found);
    found.retain(|found| which == PathFilter::Any || found.path[0] == "crate");
    found
}

/// The names of the items that the tokens declare, if they are items.
pub(super) fn declared(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let names = tokens.windows(2).filter_map(|pair| match pair {
        [TokenTree::Ident(keyword), TokenTree::Ident(name)] if declares(keyword) => Some(plain(name)),
        _ => None,
    });
    names.collect()
}

fn declares(keyword: &Ident) -> bool {
    ["struct", "enum", "union", "trait", "type", "fn", "const", "static"]
        .iter()
        .any(|declaring| keyword == declaring)
}

fn scan(tokens: TokenStream, found: &mut Vec<TokenPath>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let after_dot = at > 0 && is_punct(&tokens, at - 1, '.');
        at += 1;
        match token {
            TokenTree::Group(group) => scan(group.stream(), found),
            TokenTree::Literal(literal) => found.extend(in_literal(literal)),
            TokenTree::Ident(word) if word == "use" => {
                let Some(end) = (at..tokens.len()).find(|&end| is_punct(&tokens, end, ';')) else { continue };
                let item = tokens[at - 1..=end].iter().cloned().collect();
                let Ok(item) = syn::parse2::<ItemUse>(item) else { continue };
                let imports = Import::all_of(&item.tree).into_iter().filter(|import| !import.path.is_empty());
                found.extend(imports.map(|Import { path, line, .. }| TokenPath { path, line }));
                at = end + 1;
            }
            TokenTree::Ident(first) => {
                let path;
                (path, at) = path_at(first, &tokens, at);
                if !after_dot && (path.len() > 1 || is_called(&tokens, at)) {
                    found.push(TokenPath { path, line: first.span().start().line });
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
}

/// The path that starts with a name, and where it ends.
fn path_at(first: &Ident, tokens: &[TokenTree], mut at: usize) -> (Vec<String>, usize) {
    let mut path = vec![plain(first)];
    while is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':') {
        let Some(TokenTree::Ident(name)) = tokens.get(at + 2) else { break };
        path.push(plain(name));
        at += 3;
    }
    (path, at)
}

/// Whether the name that ends here is that of a function or macro that is called.
fn is_called(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at, '!')
        || matches!(tokens.get(at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
}

fn is_punct(tokens: &[TokenTree], at: usize, expected: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == expected)
}

/// The path that a string is, if it is one of this crate.
fn in_literal(literal: &proc_macro2::Literal) -> Option<TokenPath> {
    let text = literal.to_string();
    let path: Vec<String> =
        text.strip_prefix('"')?.strip_suffix('"')?.split("::").map(str::to_owned).collect();
    let inside = path.len() > 1 && ["crate", "self", "super"].contains(&path[0].as_str());
    let named = |name: &String| syn::parse_str::<Ident>(name).is_ok();
    (inside && path[1..].iter().all(|name| name == "super" || named(name)))
        .then(|| TokenPath { path, line: literal.span().start().line })
}
