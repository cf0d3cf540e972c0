//! The crate of a set of catalogs: its manifest, its root, a module for each vendor, one that names them all, and
//! their tests.

mod tokens;
mod writer;

mod details;
mod error_code;

mod any_vendor;
mod examples;
mod manifest;
mod root;
mod vendor;

use crate::artifact::{Artifact, Target};
use crate::catalogs::Catalogs;

/// Every Rust file, and the manifest.
pub(super) fn artifacts(catalogs: &Catalogs<'_>, target: &Target) -> Vec<Artifact> {
    let mut artifacts = vec![
        manifest::artifact(catalogs, target),
        root::artifact(catalogs, target),
        any_vendor::artifact(catalogs, target),
    ];
    artifacts.extend(catalogs.vendors.iter().map(|vendor| vendor::artifact(vendor, target)));
    artifacts.extend(examples::artifacts(catalogs, target));
    artifacts
}
