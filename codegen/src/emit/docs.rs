//! The reference: Markdown for people, and the same as JSON for machines.

mod page;
mod sample;

mod by_category;
mod index;
mod readme;
mod same_code;
mod vendor;

pub(super) use page::Page;
pub use readme::readme;

use super::json;
use crate::artifact::{Artifact, MARKER, Target};
use crate::catalogs::Catalogs;

/// Every file of the reference, in a folder whose name ends with `/`, or in none.
pub(super) fn artifacts(catalogs: &Catalogs<'_>, target: &Target, folder: &str) -> Vec<Artifact> {
    let mut artifacts = vec![
        index::artifact(catalogs, target),
        by_category::artifact(catalogs, target),
        same_code::artifact(catalogs, target),
        catalog_json(catalogs, target),
        catalog_schema(target),
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
        "$schema": "catalog.schema.json",
        "errcat": json::VERSION,
        "format": json::FORMAT,
        "vendors": json::catalogs(catalogs),
    });
    Artifact::new("catalog.json", format!("{json:#}\n"))
}

/// `catalog.schema.json`.
fn catalog_schema(target: &Target) -> Artifact {
    // First, as a file says in its first lines that it is generated.
    let mut schema = serde_json::json!({ "$comment": format!("{MARKER} by {}", target.command) });
    if let (Some(all), serde_json::Value::Object(of)) =
        (schema.as_object_mut(), json::schema(json::Document::Catalogs))
    {
        all.extend(of);
    }
    Artifact::new("catalog.schema.json", format!("{schema:#}\n"))
}
