//! What a path leads to, by way of imports and re-exports.

use std::collections::BTreeSet;

use super::names::{Import, ModulePath, extended};
use super::tree::Tree;

/// Where a path ends.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    Module(ModulePath),
    /// An item of a module, or something of that item.
    Item(ModulePath, String),
}

/// One meaning of a path; one name can be that of a module, of a function and of a macro.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Meaning {
    pub(super) end: End,
    /// The modules that it goes through, those of re-exports included.
    pub(super) through: BTreeSet<ModulePath>,
}

impl Tree {
    /// What a path in a module means; nothing for what is of no module of the crate.
    pub(super) fn resolve(&self, from: &[String], path: &[String]) -> Vec<Meaning> {
        Resolver { tree: self, open: Vec::new() }.follow(from, path)
    }
}

struct Resolver<'a> {
    tree: &'a Tree,
    /// The imports that are being resolved, each by its module and its place there: an import does not explain itself.
    open: Vec<(ModulePath, usize)>,
}

impl Resolver<'_> {
    fn follow(&mut self, from: &[String], path: &[String]) -> Vec<Meaning> {
        let Some((first, rest)) = path.split_first() else { return vec![Meaning::module(from.to_vec())] };
        let (start, mut rest) = match first.as_str() {
            "crate" => (&[][..], rest),
            "self" => (from, rest),
            "super" => (parent(from), rest),
            name => {
                let named = self.lookup(from, name);
                return named.into_iter().flat_map(|meaning| self.continue_with(meaning, rest)).collect();
            }
        };
        let mut start = start;
        while let Some(("super", after)) = rest.split_first().map(|(name, after)| (name.as_str(), after)) {
            (start, rest) = (parent(start), after);
        }
        self.continue_with(Meaning::module(start.to_vec()), rest)
    }

    /// What the names mean after what those before them mean.
    fn continue_with(&mut self, before: Meaning, names: &[String]) -> Vec<Meaning> {
        let Some((name, rest)) = names.split_first() else { return vec![before] };
        let module = match &before.end {
            End::Module(module) => module,
            // Nothing belongs to a function: the name is also that of a module or type, which is meant here.
            End::Item(module, name) if self.tree.is_function(module, name) => return Vec::new(),
            // Whatever belongs to another item is where the item is.
            End::Item(..) => return vec![before],
        };
        let mut found = self.lookup(module, name);
        if found.is_empty() {
            // Something that a macro declares, for example.
            found.push(Meaning::item(module.clone(), name));
        }
        found.into_iter().flat_map(|meaning| self.continue_with(meaning.after(&before), rest)).collect()
    }

    /// What a name means in a module.
    fn lookup(&mut self, module: &[String], name: &str) -> Vec<Meaning> {
        let Some(content) = self.tree.modules.get(module) else { return Vec::new() };
        let mut found = Vec::new();
        let child = extended(module, name);
        if self.tree.contains(&child) {
            found.push(Meaning::module(child));
        }
        if content.items.contains(name) {
            found.push(Meaning::item(module.to_vec(), name));
        }
        for (at, import) in content.imports.iter().enumerate() {
            if import.name.as_deref() == Some(name) {
                found.extend(self.imported(module, at, import, name));
            }
        }
        if !found.is_empty() {
            return found;
        }
        let globs = content.imports.iter().enumerate().filter(|(_, import)| import.name.is_none());
        globs.flat_map(|(at, import)| self.by_glob(module, at, import, name)).collect()
    }

    fn imported(&mut self, module: &[String], at: usize, import: &Import, name: &str) -> Vec<Meaning> {
        let Some(found) = self.within(module, at, |resolver| resolver.follow(module, &import.path)) else {
            return Vec::new();
        };
        // What comes from another crate is the module's own to those that import it from there.
        if found.is_empty() { vec![Meaning::item(module.to_vec(), name)] } else { found }
    }

    fn by_glob(&mut self, module: &[String], at: usize, import: &Import, name: &str) -> Vec<Meaning> {
        let found = self.within(module, at, |resolver| {
            let sources = resolver.follow(module, &import.path);
            let named = sources.into_iter().flat_map(|source| match &source.end {
                End::Module(path) => {
                    resolver.lookup(path, name).into_iter().map(|found| found.after(&source)).collect()
                }
                End::Item(..) => Vec::new(),
            });
            named.collect()
        });
        found.unwrap_or_default()
    }

    /// Resolves an import, unless that is being done.
    fn within<T>(&mut self, module: &[String], at: usize, resolve: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let key = (module.to_vec(), at);
        if self.open.contains(&key) {
            return None;
        }
        self.open.push(key);
        let found = resolve(self);
        self.open.pop();
        Some(found)
    }
}

impl Meaning {
    fn module(path: ModulePath) -> Self {
        Self { through: BTreeSet::from([path.clone()]), end: End::Module(path) }
    }

    fn item(module: ModulePath, name: &str) -> Self {
        Self { through: BTreeSet::from([module.clone()]), end: End::Item(module, name.to_owned()) }
    }

    /// The same, reached by way of another.
    fn after(mut self, before: &Self) -> Self {
        self.through.extend(before.through.iter().cloned());
        self
    }
}

/// The module that one is declared in; `super` of the root is an error of the compiler's.
fn parent(path: &[String]) -> &[String] {
    path.split_last().map_or(path, |(_, parent)| parent)
}
