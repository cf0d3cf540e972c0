//! The catalogs that come with errcat, as data: the YAML of each vendor, as it is in the folder.
//!
//! The command `errcat` answers questions from them wherever it is run. For their codes in a program there is the
//! crate `errcat`.
#![no_std]

/// Each vendor's id and the text of its catalog, sorted by id.
pub const ALL: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/all.rs"));
