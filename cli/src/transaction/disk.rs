//! The few steps that change the disk, so that tests can make any of them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

/// Changes to the disk.
pub(crate) trait Disk: Sync {
    /// Makes a folder and those above it.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Opens a file to be locked, and makes it where it is not there.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
    /// Writes a file where nothing is yet, and waits until it is on the disk.
    fn write(&self, path: &Path, contents: &[u8]) -> io::Result<()>;
    /// Writes a file where nothing is yet, into a folder that is not in its place yet and can be made again: it may
    /// reach the disk later.
    fn write_soon(&self, path: &Path, contents: &[u8]) -> io::Result<()>;
    /// Moves a file, over another if there is one, or a folder.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a second name, where nothing is yet.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Puts a file where nothing is yet; the first name may stay.
    fn place(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder with all that is in it.
    fn remove_all(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RealDisk;

impl Disk for RealDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().create(true).truncate(false).write(true).open(path)
    }

    fn write(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(contents)?;
        file.sync_all()
    }

    fn write_soon(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        File::create_new(path)?.write_all(contents)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                // A file system without second names gets a copy.
                fs::copy(from, to).map(|_| ())
            }
            linked => linked,
        }
    }

    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                if fs::symlink_metadata(to).is_ok() {
                    return Err(ErrorKind::AlreadyExists.into());
                }
                // A file system without second names moves the only one.
                fs::rename(from, to)
            }
            linked => linked,
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_all(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }
}
