//! What can be read from a node.

use schemars::{Schema, SchemaGenerator};

use super::reader::Reader;
use crate::tree::Node;

/// What can be read from a node.
pub(crate) trait FromNode: Sized + Send {
    /// Reads it, or reports why not.
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;

    /// What takes the place of a value that can't be read, or is required and missing, if anything may. Nothing is
    /// reported about it.
    fn stand_in() -> Option<Self> {
        None
    }

    /// Moves every place in it by so many bytes. What holds no places is as it was.
    fn shift(&mut self, _bytes: usize) {}

    /// Whether others refer to it by a name in it, or to what it holds.
    fn has_name() -> bool {
        false
    }

    /// What an editor needs to know about it.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}
