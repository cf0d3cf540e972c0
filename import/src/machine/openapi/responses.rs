//! The responses of a document that are errors, by their statuses.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::reference::{Document, identity};
use crate::cells;
use crate::fact::Fact;
use crate::html;
use crate::machine::tree;
use crate::retry_after::{self, is_retry_after};
use crate::yaml;

/// How many texts about one status are quoted.
const MOST_TEXTS: usize = 3;

/// The responses with one status.
#[derive(Debug, Default)]
pub(super) struct Status<'v> {
    /// The status or class; `None` for the response of every other one.
    pub(super) status: Option<String>,
    /// The responses that differ.
    pub(super) responses: Vec<&'v Value>,
    /// The schemas of their bodies.
    pub(super) schemas: Vec<&'v Value>,
    /// Where their headers say how long to wait, as YAML.
    pub(super) waits: Vec<String>,
    texts: Vec<&'v str>,
}

impl Status<'_> {
    /// The rule for it.
    pub(super) fn fact(&self) -> Option<Fact> {
        let status = self.status.clone()?;
        let texts = self.texts.iter().map(|text| ("description".to_owned(), html::plain(text)));
        Some(Fact { statuses: vec![status], texts: texts.collect(), ..Fact::default() })
    }
}

/// Whether a status or class is that of an error.
pub(super) fn is_error(status: &str) -> bool {
    status.starts_with(['4', '5', '6', '7', '8', '9'])
}

/// The responses that are errors, in the order of their statuses; that of every other status comes last.
pub(super) fn by_status(document: Document<'_>) -> Vec<Status<'_>> {
    let mut statuses: BTreeMap<String, Status<'_>> = BTreeMap::new();
    let mut others = Status::default();
    let mut seen = HashSet::new();
    for (name, response) in document.of_operations().chain(document.responses()) {
        let response = document.resolve(response);
        let status = match name.as_str() {
            "default" => &mut others,
            name => match cells::status(name).filter(|status| is_error(status)) {
                Some(status) => statuses
                    .entry(status.clone())
                    .or_insert_with(|| Status { status: Some(status), ..Status::default() }),
                None => continue,
            },
        };
        if seen.insert((status.status.clone(), identity(response))) {
            status.add(document, response);
        }
    }
    statuses.into_values().chain([others]).collect()
}

impl<'v> Status<'v> {
    fn add(&mut self, document: Document<'v>, response: &'v Value) {
        self.responses.push(response);
        let of_media = tree::members(response, "content").filter_map(|(_, media)| media.get("schema"));
        self.schemas.extend(of_media.chain(response.get("schema")));
        if let Some(text) = tree::text(response, "description").filter(|text| !text.trim().is_empty())
            && self.texts.len() < MOST_TEXTS
            && !self.texts.contains(&text)
        {
            self.texts.push(text);
        }
        for (name, header) in tree::members(response, "headers") {
            if is_retry_after(name) {
                // Where the name does not say how it is written, its description may.
                let described = tree::text(document.resolve(header), "description").unwrap_or_default();
                let place = format!("header: {}", yaml::text(name));
                self.waits.push(retry_after::wait(&place, &format!("{described} {name}")));
            }
        }
    }
}
