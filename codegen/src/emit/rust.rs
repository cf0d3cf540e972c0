//! The crate of a set of catalogs: its manifest, its root, a module for each vendor, one that names them all, and
//! their tests; or the same as a module of another crate.

mod tokens;
mod writer;

mod details;
mod error_code;

mod any_vendor;
mod examples;
mod manifest;
mod sample;
mod vendor;

mod readme;
mod root;

pub use manifest::CORE_FEATURES;

use crate::artifact::{Artifact, Package, Target};
use crate::catalogs::Catalogs;

/// Every Rust file of a crate, and its manifest.
pub(super) fn package(catalogs: &Catalogs<'_>, target: &Target, package: &Package) -> Vec<Artifact> {
    let mut artifacts = vec![manifest::artifact(catalogs, target, package)];
    artifacts.extend(readme::artifact(catalogs, target, package));
    artifacts.extend(root::of_package(catalogs, target, package).artifacts("src/lib.rs"));
    artifacts.extend(examples::file(catalogs, target, "tests/examples/").artifacts("tests/examples/main.rs"));
    artifacts
}

/// Every file of a module.
pub(super) fn module(catalogs: &Catalogs<'_>, target: &Target) -> Vec<Artifact> {
    root::of_module(catalogs, target).artifacts("mod.rs")
}

/// A module as one file.
pub(super) fn included(catalogs: &Catalogs<'_>, target: &Target) -> Artifact {
    Artifact::new("mod.rs", root::included(catalogs, target).inlined())
}
