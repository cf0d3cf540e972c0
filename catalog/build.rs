//! Lists the catalogs of this folder, so that a new one has to be named nowhere.

use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder =
        PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo did not say where this is")?);
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()?
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    let rows: String = paths.iter().filter_map(|path| row(path)).collect();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo did not say where files go")?);
    fs::write(out.join("all.rs"), format!("&[\n{rows}]\n"))?;
    Ok(())
}

/// A catalog's id and its text; hidden files are an editor's.
fn row(path: &Path) -> Option<String> {
    let id = path.file_stem()?.to_str()?;
    (!id.starts_with('.')).then(|| format!("    ({id:?}, include_str!({:?})),\n", path.to_string_lossy()))
}
