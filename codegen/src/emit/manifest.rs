//! The cargo features of the vendors, written into a manifest that people wrote.

use std::fmt;

use toml_edit::{Array, DocumentMut, Item, Table, value};

use crate::model::Catalogs;

/// The feature that every vendor's feature turns on.
const VENDORS: &str = "vendors";

/// Why a manifest can't take the vendors' features.
#[derive(Debug)]
pub enum ManifestError {
    /// It is not TOML.
    Toml(toml_edit::TomlError),
    /// `[features]` is there, but is no table.
    NoTable,
    /// A vendor has the name of a feature that is not a vendor's.
    Taken(String),
}

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Toml(error) => write!(f, "it is not TOML: {error}"),
            Self::NoTable => f.write_str("`features` is not a table"),
            Self::Taken(name) => {
                write!(f, "it has a feature `{name}` already that is no vendor's; give the vendor another id")
            }
        }
    }
}

impl std::error::Error for ManifestError {}

/// The manifest with one feature for each vendor, all of them on by default, and nothing else changed.
///
/// # Errors
///
/// [`ManifestError`] where the manifest can't take them.
pub fn manifest(catalogs: &Catalogs, current: &str) -> Result<String, ManifestError> {
    let mut document: DocumentMut = current.parse().map_err(ManifestError::Toml)?;
    let features = document
        .entry("features")
        .or_insert_with(|| Item::Table(Table::new()))
        .as_table_mut()
        .ok_or(ManifestError::NoTable)?;
    let ids: Vec<&str> = catalogs.vendors.iter().map(|vendor| vendor.id.as_str()).collect();
    let old: Vec<String> =
        features.iter().filter(|(_, item)| is_vendor(item)).map(|(name, _)| name.to_owned()).collect();
    for name in &old {
        if !ids.contains(&name.as_str()) {
            features.remove(name);
        }
    }
    for id in &ids {
        match features.get(id) {
            Some(item) if is_vendor(item) => {}
            Some(_) => return Err(ManifestError::Taken((*id).to_owned())),
            None => {
                features.insert(id, value(Array::from_iter([VENDORS])));
            }
        }
    }
    let default = features.entry("default").or_insert_with(|| value(Array::new()));
    if let Some(default) = default.as_array_mut() {
        default.retain(|name| {
            name.as_str().is_none_or(|name| !old.iter().any(|old| old == name) || ids.contains(&name))
        });
        for id in ids {
            if !default.iter().any(|name| name.as_str() == Some(id)) {
                default.push(id);
            }
        }
    }
    Ok(document.to_string())
}

/// Whether a feature is a vendor's: it turns on `vendors` and nothing else.
fn is_vendor(item: &Item) -> bool {
    item.as_array().is_some_and(|turns_on| {
        turns_on.len() == 1 && turns_on.iter().all(|name| name.as_str() == Some(VENDORS))
    })
}
