//! The schema for editors, which lies beside the catalogs and not in the output.
//!
//! It is written only where it is asked for: where the first lines of a catalog point to it, or where a
//! generated one is there already. Every other folder is left as it is, and so is a `schema.json` that is not
//! generated.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};
use errcat_codegen::{Artifact, SourceFile};

use super::marker;
use crate::paths;

/// What a catalog's first line starts with to name its schema to editors.
const MODELINE: &str = "yaml-language-server:";

/// The file's name.
pub(super) const NAME: &str = "schema.json";

/// The schema, where it belongs into the folder of these catalogs.
pub(super) fn schema(command: &str, folder: &Path, catalogs: &[SourceFile]) -> Result<Option<Artifact>> {
    let path = folder.join(NAME);
    let is_wanted = match fs::read(&path) {
        Ok(current) => marker::is_generated(&current),
        Err(error) if error.kind() == ErrorKind::NotFound => catalogs.iter().any(points_to_it),
        Err(error) => {
            return Err(error)
                .with_context(|| format!("{} can't be read; is it a file?", paths::shown(&path)));
        }
    };
    Ok(is_wanted.then(|| Artifact::new(NAME, errcat_codegen::schema(command).contents)))
}

/// Whether a comment at the top of a catalog names the schema beside it.
fn points_to_it(catalog: &SourceFile) -> bool {
    let head = &catalog.bytes[..catalog.bytes.len().min(4096)];
    String::from_utf8_lossy(head)
        .trim_start_matches('\u{feff}')
        .lines()
        .map_while(|line| line.strip_prefix('#'))
        .filter_map(|comment| comment.trim_start().strip_prefix(MODELINE))
        .filter_map(|modeline| modeline.trim().strip_prefix("$schema="))
        .any(|target| target.trim_start_matches("./") == NAME)
}
