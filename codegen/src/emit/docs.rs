//! The reference: Markdown for people, and the same as JSON for machines.

mod by_category;
mod index;
pub mod json;
mod page;
mod same_code;
mod sample;
mod summary;
mod vendor;
pub mod words;

use crate::artifact::Artifact;
use crate::model::Catalogs;

/// Every file of the reference.
#[must_use]
pub fn artifacts(catalogs: &Catalogs) -> Vec<Artifact> {
    let mut artifacts = vec![
        index::artifact(catalogs),
        summary::artifact(catalogs),
        by_category::artifact(catalogs),
        same_code::artifact(catalogs),
        json::artifact(catalogs),
    ];
    artifacts.extend(catalogs.vendors.iter().map(vendor::artifact));
    artifacts
}
