//! A file as a tree of values, each with its place; what they stand for in a catalog comes later.

mod yaml;

mod node;

mod offsets;

mod pieces;

mod slips;

mod syntax;

mod events;

pub(crate) use events::tree;
pub(crate) use node::{Node, Pair, Scalar, Style, Value};
pub(crate) use yaml::Meaning;
