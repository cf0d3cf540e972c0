//! Reads the modules of a crate from its files.

use std::collections::BTreeMap;

use syn::{Attribute, Expr, ExprLit, Item, ItemMod, Lit, Meta};

use super::Files;
use super::names::{Import, Module, ModulePath, extended, plain};
use super::uses;

/// The modules of a crate.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) modules: BTreeMap<ModulePath, Module>,
}

/// Where the files of a module's own modules are.
struct ModuleFolders<'a> {
    file: &'a str,
    /// The folder of `mod x;`.
    folder: String,
    /// The folder that a `#[path]` starts from.
    base: String,
}

impl Tree {
    /// Reads the file of a crate's root, and all that its `mod`s lead to.
    pub(super) fn read(files: &Files, root: &str) -> Self {
        let mut tree = Self::default();
        tree.add_file(files, root, folder_of(root).to_owned(), Vec::new());
        tree
    }

    /// Whether there is such a module.
    pub(super) fn contains(&self, path: &[String]) -> bool {
        self.modules.contains_key(path)
    }

    /// Whether the name is that of a free function of the module.
    pub(super) fn is_function(&self, module: &[String], name: &str) -> bool {
        self.modules.get(module).is_some_and(|module| module.functions.contains(name))
    }

    fn add_file(&mut self, files: &Files, file: &str, folder: String, path: ModulePath) {
        let parsed = syn::parse_file(&files[file])
            .unwrap_or_else(|error| panic!("{file}:{}: {error}", error.span().start().line));
        if !uses::for_tests(&parsed.attrs) {
            let base = folder_of(file).to_owned();
            self.add_items(files, &parsed.items, &ModuleFolders { file, folder, base }, path);
        }
    }

    fn add_items(&mut self, files: &Files, items: &[Item], place: &ModuleFolders<'_>, path: ModulePath) {
        // Two files may give one module, each under a `cfg` of its own.
        let mut module = self.modules.remove(&path).unwrap_or_default();
        for item in items {
            uses::add(item, place.file, &mut module);
        }
        self.modules.insert(path.clone(), module);
        for item in items {
            match item {
                Item::Mod(item) if !uses::for_tests(&item.attrs) => {
                    self.add_module(files, item, place, &path)
                }
                Item::Macro(item)
                    if item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export")) =>
                {
                    self.export(item.ident.as_ref(), &path);
                }
                _ => {}
            }
        }
    }

    fn add_module(&mut self, files: &Files, item: &ItemMod, place: &ModuleFolders<'_>, parent: &[String]) {
        let name = plain(&item.ident);
        let path = extended(parent, &name);
        let given = item.attrs.iter().find_map(path_attribute).map(|given| file_in(&place.base, &given));
        let folder = file_in(&place.folder, &name);
        if let Some((_, items)) = &item.content {
            let folder = given.unwrap_or(folder);
            let place = ModuleFolders { file: place.file, folder: folder.clone(), base: folder };
            return self.add_items(files, items, &place, path);
        }
        if let Some(file) = given {
            let folder = folder_of(&file).to_owned();
            return self.add_file(files, &file, folder, path);
        }
        let candidates = [format!("{folder}.rs"), format!("{folder}/mod.rs")];
        let file = candidates.iter().find(|file| files.contains_key(*file));
        let file =
            file.unwrap_or_else(|| panic!("{} declares `{name}`, whose file is not there", place.file));
        self.add_file(files, file, folder, path);
    }

    /// `#[macro_export]` puts a macro into the root.
    fn export(&mut self, name: Option<&syn::Ident>, from: &[String]) {
        if let Some(ident) = name.filter(|_| !from.is_empty()) {
            let (name, line) = (plain(ident), ident.span().start().line);
            let path = extended(&[&["crate".to_owned()], from].concat(), &name);
            self.modules.entry(Vec::new()).or_default().imports.push(Import { name: Some(name), path, line });
        }
    }
}

/// The file that a `#[path = "…"]` gives.
fn path_attribute(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The file or folder in a folder, by a name that may go up with `..`.
fn file_in(folder: &str, name: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in name.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
