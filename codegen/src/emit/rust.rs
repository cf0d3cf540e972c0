//! The Rust of a set of catalogs: a module for each vendor, one that names them all, and their tests.

mod details;
mod entries;
mod error_code;
mod examples;
mod registry;
mod table;
mod tokens;
mod vendor;

use crate::artifact::Artifact;
use crate::model::Catalogs;

/// Every Rust file.
#[must_use]
pub fn artifacts(catalogs: &Catalogs) -> Vec<Artifact> {
    let mut artifacts = vec![registry::artifact(catalogs)];
    artifacts.extend(catalogs.vendors.iter().map(vendor::artifact));
    artifacts.extend(examples::artifacts(catalogs));
    artifacts
}
