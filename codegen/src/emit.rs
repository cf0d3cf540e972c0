//! From catalogs to artifacts: one file of the generator for each kind of generated file.

pub mod markdown;
mod render;

pub mod words;

pub mod json;

mod docs;
pub mod facts;
mod rust;

use crate::artifact::{Artifact, Target};
use crate::catalogs::Catalogs;

/// Every generated file of these catalogs, sorted by path.
#[must_use]
pub fn generate(catalogs: &Catalogs<'_>, target: &Target) -> Vec<Artifact> {
    let mut artifacts = rust::artifacts(catalogs, target);
    artifacts.extend(docs::artifacts(catalogs, target));
    artifacts.extend(facts::artifacts(catalogs, target));
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts
}
