//! Refuses to write the vendors of some catalogs over those of others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::marker;
use super::outputs::Paths;
use super::places::{Out, Places};
use crate::setup::Setup;
use crate::{catalogs, paths};

/// The file there that is not a vendor's.
const REGISTRY: &str = "mod.rs";

/// Refuses an output that was made from other catalogs: their vendors would be removed.
pub(super) fn refuse(setup: &Setup, places: &Places, made: &Paths<'_>) -> Result<()> {
    places.outs.iter().try_for_each(|out| refuse_one(setup, places, out, made))
}

fn refuse_one(setup: &Setup, places: &Places, out: &Out, made: &Paths<'_>) -> Result<()> {
    let Some(vendors) = out.vendors() else { return Ok(()) };
    let own: Vec<PathBuf> =
        setup.outputs.iter().map(|output| paths::absolute(&output.folder)).collect::<Result<_>>()?;
    let is_own = own.contains(&out.folder);
    let own_catalog = setup.catalog_folder(None)?;
    if is_own && places.catalog == own_catalog {
        return Ok(());
    }
    let removed = removed(out, vendors, made);
    let is_removed = |stem: &str| removed.names.contains(&stem.replace('-', "_"));
    // Where the output's own catalogs are: a workspace has both in one folder.
    let home = if is_own { own_catalog } else { out.folder.with_file_name("catalog") };
    let has_others = home != places.catalog && catalogs::are_in(&home);
    if has_others && (is_own || catalogs::stems(&home)?.iter().any(|stem| is_removed(stem))) {
        bail!(
            "{} is made from the catalogs in {}; write those in {} into a crate of their own with --out",
            paths::shown(&out.folder),
            paths::shown(&home),
            paths::shown(&places.catalog)
        );
    }
    if !removed.names.is_empty() && removed.stay == 0 {
        let (out, catalog) = (paths::shown(&out.folder), paths::shown(&places.catalog));
        bail!(
            "{out} was made from other catalogs: it has {}, and none of these is in {catalog}; name another folder \
            with --out, or remove {out}/{vendors} first, if the new vendors are to replace them",
            removed.names.into_iter().collect::<Vec<_>>().join(", ")
        );
    }
    Ok(())
}

/// What becomes of the vendors that an output has.
struct Removed {
    /// The modules of those that go.
    names: BTreeSet<String>,
    /// How many stay.
    stay: usize,
}

fn removed(out: &Out, folder: &str, made: &Paths<'_>) -> Removed {
    let is_made = |file: &String| made.contains(&(out.folder.as_path(), format!("{folder}/{file}").as_str()));
    let (stay, go): (BTreeSet<String>, BTreeSet<String>) =
        vendors(&out.folder.join(folder)).into_iter().partition(is_made);
    let names = go.into_iter().map(|file| file.trim_end_matches(".rs").to_owned()).collect();
    Removed { names, stay: stay.len() }
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
