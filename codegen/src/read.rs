//! From the tree of a file to typed values, going on after an error.
//!
//! What can't be read is reported where it stands, and is left out. A mapping that lacks something it can't do
//! without is left out as a whole, or has something else in its place ([`FromNode::stand_in`]); of the latter, only
//! what is said of its other values by themselves is believed. A text that is not what belongs there is reported
//! too, and replaced, but damages nothing around it.

mod declaration;
mod fields;
mod from_node;
mod keys;
mod mapping;
mod misplaced;
mod reader;
mod scalars;
mod shapes;
mod unread;

pub(crate) use declaration::FieldDeclaration;
pub(crate) use fields::{Field, Fields, Policy};
pub(crate) use from_node::FromNode;
pub(crate) use mapping::{Mapping, field_name, mapping};
pub(crate) use reader::{Level, ReadOutcome, Reader, listed, pasted, unquoted};
pub(crate) use scalars::{AnyText, ScalarText};
pub(crate) use shapes::{Each, OneOrMany, Spanned, YamlMap, without_definition};
pub(crate) use unread::UnreadNames;
