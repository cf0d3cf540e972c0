//! Reads a body in one pass, on serde_json: the values at the places of a plan, and nothing else.
//!
//! [`walk`] goes through objects, [`lists`] through lists; [`items`] keeps the errors of items, [`skip`]
//! passes over what nobody asked for, and [`find`] looks one value up when it is asked for later.

pub(super) mod find;
pub(super) mod items;
mod lists;
mod skip;
pub(super) mod walk;
