//! The schema for editors, which lies beside the catalogs and not in the output.
//!
//! It is written only where somebody asks for it: where the first lines of a catalog point to it, or
//! where one of ours is already. Every other folder is left as it is, and so is a `schema.json` that
//! somebody else wrote.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use errcat_codegen::SourceFile;

use crate::changes::{Change, is_ours};
use crate::disk::Disk;
use crate::paths;

/// What a catalog's first line starts with to name its schema to editors.
const MODELINE: &str = "yaml-language-server:";

/// The file beside the catalogs, and how it differs from what belongs there.
#[derive(Debug)]
pub(crate) enum Schema {
    /// Nobody asked for it.
    NotWanted,
    /// It is as it should be.
    UpToDate,
    /// It is to be written.
    Differs(Change),
}

/// The file's name.
pub(crate) const NAME: &str = "schema.json";

/// Looks at the schema of a folder with these catalogs.
pub(crate) fn compare(folder: &Path, catalogs: &[SourceFile]) -> Result<Schema> {
    let path = folder.join(NAME);
    let new = errcat_codegen::schema().contents;
    match fs::read(&path) {
        Ok(bytes) if bytes == new.as_bytes() => Ok(Schema::UpToDate),
        Ok(bytes) => {
            let old = String::from_utf8_lossy(&bytes).into_owned();
            Ok(if is_ours(&old) { Schema::Differs(Change::Stale { old, new }) } else { Schema::NotWanted })
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let wanted = catalogs.iter().any(points_to_it);
            Ok(if wanted { Schema::Differs(Change::Missing { new }) } else { Schema::NotWanted })
        }
        Err(error) => {
            Err(error).with_context(|| format!("{} can't be read; is it a file?", paths::shown(&path)))
        }
    }
}

/// Writes it, whole or not at all.
pub(crate) fn write(disk: &impl Disk, folder: &Path, new: &str) -> Result<()> {
    let path = folder.join(NAME);
    let draft = folder.join(".schema.json.errcat-tmp");
    let written = disk.write(&draft, new.as_bytes()).and_then(|()| disk.rename(&draft, &path));
    written.with_context(|| {
        // Half a file is of no use to anybody, and the next command makes it again.
        let _ = fs::remove_file(&draft);
        format!(
            "{} can't be written; make its folder writable, or let no catalog's first line point to it",
            paths::shown(&path)
        )
    })
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
