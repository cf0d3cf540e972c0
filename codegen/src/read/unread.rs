//! What could not be read, by name: it is still there, so it is not missing where something refers to it.

use std::collections::HashSet;

/// The codes and the ids of the elements that could not be read.
#[derive(Debug, Default)]
pub(crate) struct UnreadNames {
    names: HashSet<String>,
    /// Whether there is an element whose name could not be read either.
    nameless: bool,
}

impl UnreadNames {
    /// Any element may be among them.
    pub(crate) fn any() -> Self {
        Self { names: HashSet::new(), nameless: true }
    }

    /// Adds an element with these names.
    pub(super) fn add<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        let mut names = names.peekable();
        self.nameless |= names.peek().is_none();
        self.names.extend(names.map(str::to_owned));
    }

    /// Adds those of another part.
    pub(super) fn extend(&mut self, other: Self) {
        self.nameless |= other.nameless;
        self.names.extend(other.names);
    }

    /// Whether an element of this name may be among them.
    #[must_use]
    pub(crate) fn may_be(&self, name: &str) -> bool {
        self.nameless || self.names.contains(name)
    }
}
