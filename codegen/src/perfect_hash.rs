//! The perfect hash by which a code finds its entry; [`errcat_core::table::Lookup`] reads it.

mod build;

pub(crate) use build::PerfectHash;
