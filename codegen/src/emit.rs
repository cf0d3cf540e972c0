//! From catalogs to artifacts: one file of the generator for each kind of generated file.

pub mod markdown;
mod render;

mod job;

pub mod words;

pub mod json;

mod docs;
pub mod facts;
mod rust;

pub use docs::readme;
pub use rust::CORE_FEATURES;

use job::Job;

use crate::artifact::{Artifact, Form, Target};
use crate::catalogs::Catalogs;
use crate::parallel;

/// Every generated file of these catalogs, sorted by path.
#[must_use]
pub fn generate(catalogs: &Catalogs<'_>, target: &Target) -> Vec<Artifact> {
    let jobs: Vec<Job<'_>> = match &target.form {
        Form::Crate(package) => {
            let mut jobs: Vec<Job<'_>> = vec![Box::new(|| rust::package(catalogs, target, package))];
            jobs.extend(docs::jobs(catalogs, target, "docs/"));
            jobs.push(Box::new(|| facts::artifacts(catalogs, target)));
            jobs
        }
        Form::Module => vec![Box::new(|| rust::module(catalogs, target))],
        Form::Included => vec![Box::new(|| vec![rust::included(catalogs, target)])],
        Form::Reference => docs::jobs(catalogs, target, ""),
    };
    let made = parallel::map(&jobs, |job| {
        let mut artifacts = job();
        // What a text grew into is not needed any more.
        artifacts.iter_mut().for_each(|artifact| artifact.contents.shrink_to_fit());
        artifacts
    });
    let mut artifacts: Vec<Artifact> = made.into_iter().flatten().collect();
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts
}
