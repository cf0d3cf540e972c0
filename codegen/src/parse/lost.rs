//! What could not be read, by name: it is there all the same, so nobody has to be told that it is missing.

use std::collections::HashSet;

/// The codes and the ids of the elements that could not be read.
#[derive(Debug, Default)]
pub struct Lost {
    names: HashSet<String>,
    /// Whether there is an element whose name could not be read either.
    nameless: bool,
}

impl Lost {
    /// Adds an element with these names.
    pub(super) fn add<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        let before = self.names.len();
        self.names.extend(names.map(str::to_owned));
        self.nameless |= self.names.len() == before;
    }

    /// Whether an element of this name may be among them.
    #[must_use]
    pub fn may_be(&self, name: &str) -> bool {
        self.nameless || self.names.contains(name)
    }
}
