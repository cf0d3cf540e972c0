//! Collects the paths that the items of a module use.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemMacro, ItemMod, ItemUse, Macro, Meta, PatIdent, Token};

use super::names::{Import, Module, Site, Use, plain};
use super::tokens::{self, PathFilter};

/// Adds what an item declares and uses.
pub(super) fn add(item: &Item, file: &str, module: &mut Module) {
    declare(item, module);
    let function = match item {
        Item::Fn(function) => Some(plain(&function.sig.ident)),
        _ => None,
    };
    let mut collector = Collector { function, locals: BTreeSet::new(), file, uses: Vec::new() };
    Locals(&mut collector.locals).visit_item(item);
    collector.visit_item(item);
    module.uses.append(&mut collector.uses);
}

/// Whether the attributes leave something out of everything but tests.
pub(super) fn for_tests(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .filter_map(|attribute| attribute.parse_args().ok())
        .any(|condition| holds_in_tests_alone(&condition))
}

fn holds_in_tests_alone(condition: &Meta) -> bool {
    let parts = |list: &syn::MetaList| {
        list.parse_args_with(syn::punctuated::Punctuated::<Meta, Token![,]>::parse_terminated)
            .unwrap_or_default()
    };
    match condition {
        Meta::Path(path) => path.is_ident("test") || path.is_ident("doctest"),
        Meta::List(list) if list.path.is_ident("all") => parts(list).iter().any(holds_in_tests_alone),
        Meta::List(list) if list.path.is_ident("any") => parts(list).iter().all(holds_in_tests_alone),
        _ => false,
    }
}

/// Adds the names that an item brings into the module.
fn declare(item: &Item, module: &mut Module) {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        Item::Fn(item) => {
            module.functions.insert(plain(&item.sig.ident));
            &item.sig.ident
        }
        Item::Macro(ItemMacro { ident: Some(ident), .. }) => ident,
        Item::Macro(item) => return module.items.extend(tokens::declared(item.mac.tokens.clone())),
        Item::Use(item) => return module.imports.extend(imports(item)),
        _ => return,
    };
    module.items.insert(plain(ident));
}

/// What a `use` brings in, other than from a crate that it names as one.
fn imports(item: &ItemUse) -> Vec<Import> {
    if item.leading_colon.is_some() { Vec::new() } else { Import::all_of(&item.tree) }
}

/// The names that the patterns in an item bind, which are not those of items.
struct Locals<'a>(&'a mut BTreeSet<String>);

impl<'ast> Visit<'ast> for Locals<'_> {
    fn visit_pat_ident(&mut self, pattern: &'ast PatIdent) {
        self.0.insert(plain(&pattern.ident));
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_item_mod(&mut self, _: &'ast ItemMod) {}
}

struct Collector<'a> {
    function: Option<String>,
    locals: BTreeSet<String>,
    file: &'a str,
    uses: Vec<Use>,
}

impl Collector<'_> {
    fn add(&mut self, path: Vec<String>, site: Site, line: usize) {
        let is_local = matches!(&path[..], [name] if self.locals.contains(name));
        if !path.is_empty() && !is_local {
            let (function, file) = (self.function.clone(), self.file.to_owned());
            self.uses.push(Use { path, site, function, file, line });
        }
    }

    fn add_tokens(&mut self, tokens: &TokenStream, which: PathFilter) {
        for found in tokens::paths(tokens.clone(), which) {
            self.add(found.path, Site::Code, found.line);
        }
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            _ => return,
        };
        if !for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    /// A module is read by itself.
    fn visit_item_mod(&mut self, _: &'ast ItemMod) {}

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for import in imports(item) {
            self.add(import.path, Site::Import, import.line);
        }
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        if item.ident.is_some() {
            self.add_tokens(&item.mac.tokens, PathFilter::OfCrate);
        } else {
            visit::visit_item_macro(self, item);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.add_tokens(&call.tokens, PathFilter::Any);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let names = path.segments.iter().map(|segment| plain(&segment.ident)).collect();
            self.add(names, Site::Code, path.span().start().line);
        }
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.add_tokens(&list.tokens, PathFilter::Any);
        }
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
