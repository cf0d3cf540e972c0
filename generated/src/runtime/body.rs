//! Reads a body in one pass: the values at the places of a plan, and nothing else.
//!
//! [`cursor`] goes over tokens and [`skip`] over what nobody asked for; [`walk`] goes through objects,
//! [`lists`] through lists; [`items`] keeps the errors of items, and [`find`] looks one value up when it is
//! asked for later. Texts with escapes and numbers with fractions are read by serde_json.

mod cursor;
pub(super) mod find;
pub(super) mod items;
mod lists;
mod skip;
pub(super) mod walk;
