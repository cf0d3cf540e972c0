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

use super::job::Job;
use super::json;
use crate::artifact::{Artifact, MARKER, Target};
use crate::catalogs::Catalogs;
use crate::parallel;

/// What makes the files of the reference, in a folder whose name ends with `/`, or in none.
pub(super) fn jobs<'j>(catalogs: &'j Catalogs<'j>, target: &'j Target, folder: &'j str) -> Vec<Job<'j>> {
    type Make = fn(&Catalogs<'_>, &Target) -> Vec<Artifact>;
    // What takes longest is begun first.
    let makers: [Make; 6] = [
        |catalogs, target| vec![catalog_json(catalogs, target)],
        |catalogs, target| parallel::map(catalogs.vendors, |of| vendor::artifact(of, target)),
        |catalogs, target| vec![by_category::artifact(catalogs, target)],
        |catalogs, target| vec![same_code::artifact(catalogs, target)],
        |catalogs, target| vec![index::artifact(catalogs, target)],
        |_, target| vec![catalog_schema(target)],
    ];
    let job = |make: Make| -> Job<'j> {
        Box::new(move || {
            let mut artifacts = make(catalogs, target);
            artifacts.iter_mut().for_each(|artifact| artifact.path.insert_str(0, folder));
            artifacts
        })
    };
    makers.into_iter().map(job).collect()
}

/// How many bytes a code takes in `catalog.json`, about: what is not used of a reservation costs nothing.
const CODE: usize = 1024;

/// `catalog.json`.
fn catalog_json(catalogs: &Catalogs<'_>, target: &Target) -> Artifact {
    let mark = format!("by {} from catalog/*.yaml: change that, not this", target.command);
    let document = json::CatalogsDocument { catalogs, mark };
    // Only a value that can't be written as JSON would fail, and none of these is one.
    let json = json::to_string(&document, catalogs.code_count() * CODE).unwrap_or_default();
    Artifact::new("catalog.json", json)
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
