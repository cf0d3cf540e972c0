//! The reference: Markdown for people, and the same as JSON for machines.

mod page;
mod sample;

mod by_category;
mod index;
mod readme;
mod same_code;
mod summary;
mod vendor;

pub use readme::readme;

use super::json;
use crate::artifact::{Artifact, MARKER, Target};
use crate::catalogs::Catalogs;

/// Every file of the reference, in a folder whose name ends with `/`, or in none.
pub(super) fn artifacts(catalogs: &Catalogs<'_>, target: &Target, folder: &str) -> Vec<Artifact> {
    let mut artifacts = vec![
        index::artifact(catalogs, target),
        summary::artifact(catalogs, target),
        by_category::artifact(catalogs, target),
        same_code::artifact(catalogs, target),
        catalog_json(catalogs, target),
    ];
    artifacts.extend(catalogs.vendors.iter().map(|of| vendor::artifact(of, target)));
    for artifact in &mut artifacts {
        artifact.path.insert_str(0, folder);
    }
    artifacts
}

/// `catalog.json`.
fn catalog_json(catalogs: &Catalogs<'_>, target: &Target) -> Artifact {
    let json = serde_json::json!({
        MARKER: format!("by {} from catalog/*.yaml: change that, not this", target.command),
        "format": 1,
        "vendors": json::catalogs(catalogs),
    });
    Artifact::new("catalog.json", format!("{json:#}\n"))
}
