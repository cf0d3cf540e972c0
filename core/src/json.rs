//! JSON (RFC 8259) as it is received: read in place, in one pass, and without memory where nothing is escaped.
//!
//! [`cursor`] goes over tokens and [`skip`] over what is not looked for; [`text`] and [`number`] give the value of a
//! scalar; [`find`] looks up single values; [`mod@write`] is for what is made into JSON.

pub(crate) mod cursor;
pub(crate) mod find;
pub(crate) mod number;
mod skip;
pub(crate) mod text;
pub(crate) mod write;
