//! Reads a body in one pass, on serde_json: the values at the places of a plan, and nothing else.
//!
//! [`walk`] goes through objects, [`lists`] through lists; [`items`] keeps the errors of items, [`skip`]
//! passes over what nobody asked for, [`careful`] reads what holds something unreadable, and [`find`] looks
//! one value up when it is asked for later.

mod careful;
pub(super) mod find;
pub(super) mod items;
mod lists;
mod skip;
pub(super) mod walk;
