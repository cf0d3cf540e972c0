//! References within a document.

use serde_json::Value;

use crate::machine::tree;

/// How many references may lead to each other before it is taken for a circle.
const MOST_HOPS: usize = 16;

/// A document, in which references lead to other places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document<'v> {
    pub(super) root: &'v Value,
}

impl<'v> Document<'v> {
    /// What a value stands for, once its references within the document are followed.
    pub(super) fn resolve(self, value: &'v Value) -> &'v Value {
        self.named(value).0
    }

    /// What a value stands for, and the name by which the last reference calls it.
    pub(super) fn named(self, value: &'v Value) -> (&'v Value, Option<&'v str>) {
        let (mut value, mut name) = (value, None);
        for _ in 0..MOST_HOPS {
            let Some(pointer) = tree::text(value, "$ref").and_then(|to| to.strip_prefix('#')) else { break };
            let Some(to) = self.root.pointer(pointer) else { break };
            name = pointer.rsplit('/').next();
            value = to;
        }
        (value, name)
    }

    /// The schemas that have names.
    pub(super) fn schemas(self) -> impl Iterator<Item = (&'v String, &'v Value)> {
        let of_components =
            self.root.get("components").map(|components| tree::members(components, "schemas"));
        of_components.into_iter().flatten().chain(tree::members(self.root, "definitions"))
    }

    /// The responses that have names.
    pub(super) fn responses(self) -> impl Iterator<Item = (&'v String, &'v Value)> {
        let of_components =
            self.root.get("components").map(|components| tree::members(components, "responses"));
        of_components.into_iter().flatten().chain(tree::members(self.root, "responses"))
    }

    /// The responses of the operations.
    pub(super) fn of_operations(self) -> impl Iterator<Item = (&'v String, &'v Value)> {
        let operations = tree::members(self.root, "paths")
            .flat_map(move |(_, path)| self.resolve(path).as_object().into_iter().flatten());
        operations.flat_map(|(_, operation)| tree::members(operation, "responses"))
    }
}

/// What tells a value from every other one of the document: its address.
pub(super) fn identity(value: &Value) -> usize {
    std::ptr::from_ref(value).addr()
}
