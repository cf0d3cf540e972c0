//! The cargo features of the vendors, written into a manifest that people wrote.

use std::fmt;

use toml_edit::{Array, DocumentMut, Item, value};

use crate::model::Catalogs;

/// The feature that every vendor's feature turns on.
const VENDORS: &str = "vendors";

/// Why a manifest can't take the vendors' features.
#[derive(Debug)]
pub enum ManifestError {
    /// It is not TOML.
    Toml(toml_edit::TomlError),
    /// It has no feature `vendors`, so that it is that of another crate.
    NotOurs,
    /// A vendor has the name of a feature that is not a vendor's.
    Taken(String),
}

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Toml(error) => write!(f, "it is not TOML: {error}"),
            Self::NotOurs => f.write_str(
                "it is the manifest of another crate, as it has no feature `vendors`; name a folder of its own with --out",
            ),
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
        .get_mut("features")
        .and_then(Item::as_table_mut)
        .filter(|features| features.contains_key(VENDORS))
        .ok_or(ManifestError::NotOurs)?;
    let old: Vec<String> =
        features.iter().filter(|(_, item)| is_vendor(item)).map(|(name, _)| name.to_owned()).collect();
    // All go and come again, so that the same vendors give the same manifest whatever was there before.
    for name in &old {
        features.remove(name);
    }
    let ids = catalogs.vendors.iter().map(|vendor| vendor.id.as_str());
    for id in ids.clone() {
        if features.contains_key(id) {
            return Err(ManifestError::Taken(id.to_owned()));
        }
        features.insert(id, value(Array::from_iter([VENDORS])));
    }
    let default = features.entry("default").or_insert_with(|| value(Array::new()));
    if let Some(default) = default.as_array_mut() {
        default.retain(|name| name.as_str().is_none_or(|name| !old.iter().any(|old| old == name)));
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
