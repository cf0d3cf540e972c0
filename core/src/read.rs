//! What a response says at the places of a table, and which of the table's conditions hold.
//!
//! [`walk`] goes through a body once by the table's plan; what it finds goes to [`captures`], and the errors of lists to [`items`]. [`conditions`] tests what was found.

pub(crate) mod captures;
pub(crate) mod descend;
mod part;
pub(crate) mod passes;
mod value;

pub(crate) mod reading;

pub(crate) mod conditions;
pub(crate) mod waits;

pub(crate) mod items;
pub(crate) mod walk;
