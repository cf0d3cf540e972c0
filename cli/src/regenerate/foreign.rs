//! Refuses to write the vendors of some catalogs over those of others.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use super::marker;
use super::outputs::Output;
use super::places::Places;
use crate::setup::Setup;
use crate::{catalogs, paths};

/// The folder with one generated file for each vendor.
const VENDORS: &str = "src/vendors";

/// The file there that is not a vendor's.
const REGISTRY: &str = "mod.rs";

/// Refuses an output that was made from other catalogs: all of its vendors would be removed.
pub(super) fn refuse(setup: &Setup, places: &Places, outputs: &[Output]) -> Result<()> {
    let own_catalog = setup.catalog_folder(None)?;
    let is_own_output = places.out == paths::absolute(&setup.output)?;
    if is_own_output && places.catalog == own_catalog {
        return Ok(());
    }
    let (out, catalog) = (paths::shown(&places.out), paths::shown(&places.catalog));
    if is_own_output && catalogs::are_in(&own_catalog) {
        bail!(
            "{out} is made from the catalogs in {}; write those in {catalog} into a crate of their own with --out",
            paths::shown(&own_catalog)
        );
    }
    let there = vendors(&places.out.join(VENDORS));
    let is_made = |file: &String| {
        let path = format!("{VENDORS}/{file}");
        outputs.iter().any(|output| output.folder == places.out && output.path == path)
    };
    if !there.is_empty() && !there.iter().any(is_made) {
        let names: Vec<&str> = there.iter().map(|file| file.trim_end_matches(".rs")).collect();
        bail!(
            "{out} was made from other catalogs: it has {}, and none of these is in {catalog}; name another folder \
            with --out, or remove {out}/{VENDORS} first, if the new vendors are to replace them",
            names.join(", ")
        );
    }
    Ok(())
}

/// The names of the generated files for vendors.
fn vendors(folder: &Path) -> BTreeSet<String> {
    let listed = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = listed.filter_map(|entry| entry.file_name().into_string().ok());
    let is_vendor = |name: &String| {
        name.ends_with(".rs")
            && name != REGISTRY
            && fs::read(folder.join(name)).is_ok_and(|contents| marker::is_generated(&contents))
    };
    names.filter(is_vendor).collect()
}
