//! Reads a body in one pass, on serde_json: the values at the places of an envelope, and nothing else.
//!
//! [`plan`] turns an envelope into a small tree of member names, [`walk`] goes through the body with
//! it, [`captures`] and [`items`] keep what was found, [`nature`] says whether that is an error, and
//! [`find`] looks one value up when it is asked for later.

pub(super) mod captures;
pub(super) mod find;
mod items;
pub(super) mod nature;
pub(super) mod plan;
mod skip;
pub(super) mod walk;
