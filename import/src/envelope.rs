//! Where a response carries what, as far as a source shows it, in the YAML of a catalog.

use super::samples::Sample;
use super::yaml;

/// Where a response carries what.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    /// Where this is known from, and what a person has to check.
    pub(super) doubt: String,
    /// What makes the body an error, as YAML.
    pub(super) is_error: Option<String>,
    /// The list that the error is an element of, as YAML.
    pub(super) each: Option<String>,
    /// A field of the catalog's envelope, and its place as YAML.
    pub(super) places: Vec<(&'static str, String)>,
    /// Where a response says how long to wait, as YAML.
    pub(super) waits: Vec<String>,
}

impl Envelope {
    /// What a sample of a body shows.
    pub(super) fn of_sample(sample: &Sample) -> Self {
        let is_error = sample.is_error.as_ref();
        Self {
            doubt: "check; this is what the page's samples have".to_owned(),
            is_error: is_error
                .map(|(pointer, value)| format!("{{ pointer: {}, equals: {value} }}", yaml::text(pointer))),
            each: sample.each.as_deref().map(yaml::text),
            places: sample.places.iter().map(|(field, pointer)| (*field, yaml::text(pointer))).collect(),
            waits: sample.wait.iter().map(|wait| format!("{{ pointer: {} }}", yaml::text(wait))).collect(),
        }
    }
}
