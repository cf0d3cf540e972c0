//! Why a build fails.

use std::fmt;
use std::io;
use std::path::Path;

/// Why no module was made. A build script may return it: cargo then shows the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    message: String,
}

impl Error {
    pub(crate) fn findings(folder: &Path, errors: usize) -> Self {
        let plural = if errors == 1 { "" } else { "s" };
        Self::new(format!("the catalogs in {} have {errors} error{plural}", folder.display()))
    }

    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self::new(format!("{}: {error}", path.display()))
    }

    pub(crate) fn no_catalog(folder: &Path) -> Self {
        Self::new(format!(
            "there is no catalog in {}; put a file such as my-vendor.yaml there, or name another folder with `catalogs`",
            folder.display()
        ))
    }

    pub(crate) fn no_out_dir() -> Self {
        Self::new(
            "OUT_DIR is not set: run this in a build script, or name a folder with `out_dir`".to_owned(),
        )
    }

    fn new(message: String) -> Self {
        Self { message }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The same text: it is what a build script that returns an error prints.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
