//! Folders for tests.

use std::path::Path;

use tempfile::TempDir;

/// A new folder, in memory where the system has a place for that: the commands wait until their files are on the disk,
/// and tests would wait with them.
pub(crate) fn folder() -> TempDir {
    let in_memory = Path::new("/dev/shm");
    let made = if in_memory.is_dir() { tempfile::tempdir_in(in_memory) } else { tempfile::tempdir() };
    made.or_else(|_| tempfile::tempdir()).unwrap()
}
