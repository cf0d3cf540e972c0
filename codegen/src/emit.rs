//! From catalogs to artifacts: one file of the generator for each kind of generated file.

pub mod markdown;
mod render;

pub mod words;

pub mod json;

mod docs;
pub mod facts;
mod rust;

pub use docs::readme;
pub use rust::CORE_FEATURES;

use crate::artifact::{Artifact, Form, Target};
use crate::catalogs::Catalogs;

/// Every generated file of these catalogs, sorted by path.
#[must_use]
pub fn generate(catalogs: &Catalogs<'_>, target: &Target) -> Vec<Artifact> {
    let mut artifacts = match &target.form {
        Form::Crate(package) => {
            let mut artifacts = rust::package(catalogs, target, package);
            artifacts.extend(docs::artifacts(catalogs, target, "docs/"));
            artifacts.extend(facts::artifacts(catalogs, target));
            artifacts
        }
        Form::Module => rust::module(catalogs, target),
        Form::Included => vec![rust::included(catalogs, target)],
        Form::Reference => docs::artifacts(catalogs, target, ""),
    };
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts
}
