//! What a module's text says: the names that it declares, and the paths that it uses.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{UseName, UseRename, UseTree};

/// The names that lead to a module from the root of its crate; none for the root.
pub(super) type ModulePath = Vec<String>;

/// A module.
#[derive(Default)]
pub(super) struct Module {
    /// The names of what it declares itself, modules apart.
    pub(super) items: BTreeSet<String>,
    /// Those of the items that are free functions.
    pub(super) functions: BTreeSet<String>,
    /// What it imports and re-exports.
    pub(super) imports: Vec<Import>,
    /// Every path in it.
    pub(super) uses: Vec<Use>,
}

/// One name of a `use`.
pub(super) struct Import {
    /// The name in the module; none for a glob.
    pub(super) name: Option<String>,
    /// What is imported.
    pub(super) path: Vec<String>,
    pub(super) line: usize,
}

/// A path as it is written in a module.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    pub(super) path: Vec<String>,
    pub(super) site: Site,
    /// The free function of the module that the path stands in.
    pub(super) function: Option<String>,
    pub(super) file: String,
    pub(super) line: usize,
}

/// Where a path can stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Site {
    /// In a `use`, which can name a module.
    Import,
    /// In code, where a path leads to an item.
    Code,
}

impl Import {
    /// The imports of a `use`, groups resolved.
    pub(super) fn all_of(tree: &UseTree) -> Vec<Self> {
        let mut imports = Vec::new();
        flatten(tree, &[], &mut imports);
        imports
    }
}

fn flatten(tree: &UseTree, before: &[String], imports: &mut Vec<Import>) {
    let path_to = |name: &Ident| {
        if name == "self" { before.to_vec() } else { extended(before, &plain(name)) }
    };
    let mut add = |name: Option<String>, path: Vec<String>, span: Span| {
        imports.push(Import { name, path, line: span.start().line });
    };
    match tree {
        UseTree::Path(path) => flatten(&path.tree, &extended(before, &plain(&path.ident)), imports),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, imports)),
        UseTree::Glob(glob) => add(None, before.to_vec(), glob.span()),
        UseTree::Name(UseName { ident }) => {
            let path = path_to(ident);
            add(path.last().cloned(), path, ident.span());
        }
        UseTree::Rename(UseRename { ident, rename, .. }) => {
            add(Some(plain(rename)), path_to(ident), ident.span());
        }
    }
}

/// A path with one more name.
pub(super) fn extended(path: &[String], name: &str) -> Vec<String> {
    path.iter().map(String::as_str).chain([name]).map(str::to_owned).collect()
}

/// The name, without the `r#` that lets a keyword be one.
pub(super) fn plain(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}
