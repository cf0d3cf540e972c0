//! From the model to artifacts: one file of the generator for each kind of generated file.

pub mod docs;
mod manifest;
mod markdown;
mod render;
pub mod rust;
mod scaffold;

pub use manifest::{ManifestError, manifest};
pub use scaffold::scaffold;
