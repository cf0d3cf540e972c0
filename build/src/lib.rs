//! Makes a module of error catalogs in a build script, so that nothing generated has to be committed.
//!
//! The catalogs are YAML files in a folder of the crate, such as `errors/acme.yaml`; `errcat init` and `errcat new`
//! begin one. The build script is
//!
//! ```no_run
//! fn main() -> Result<(), errcat_build::Error> {
//!     errcat_build::configure().catalogs("errors").generate()
//! }
//! ```
//!
//! and the crate, which depends on `errcat-core`, takes in what it made:
//!
//! ```ignore
//! pub mod errors {
//!     include!(concat!(env!("OUT_DIR"), "/errors.rs"));
//! }
//! ```
//!
//! There `errors::acme::classify` judges a response, as in the crate `errcat`, and with the same types. The examples
//! of the catalogs become tests of the crate. What is wrong with a catalog is an error of the build, with its file,
//! line and column.

mod catalogs;
mod error;
mod messages;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use errcat_codegen::{Form, Input, Options, Severity, Target};

pub use error::Error;

/// The command that the generated file names.
const COMMAND: &str = "build.rs";

/// A build that makes a module of the catalogs in the folder `catalog`, as `errors.rs`.
#[must_use]
pub fn configure() -> Builder {
    Builder { catalogs: PathBuf::from("catalog"), out_dir: None, file_name: "errors.rs".to_owned() }
}

/// What to make of which catalogs.
#[derive(Debug, Clone)]
pub struct Builder {
    catalogs: PathBuf,
    out_dir: Option<PathBuf>,
    file_name: String,
}

impl Builder {
    /// The folder with the catalogs, relative to the crate.
    #[must_use]
    pub fn catalogs(mut self, folder: impl Into<PathBuf>) -> Self {
        self.catalogs = folder.into();
        self
    }

    /// The folder to write into; by default it is `OUT_DIR`, which cargo sets.
    #[must_use]
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// The name of the file that is written; by default it is `errors.rs`.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = name.into();
        self
    }

    /// Makes the module, and tells cargo when to make it again.
    ///
    /// # Errors
    ///
    /// The catalogs have errors, each of which is then told to cargo; or a file can't be read or written.
    pub fn generate(self) -> Result<(), Error> {
        let folder = &self.catalogs;
        messages::rerun_if_changed(folder);
        let files = catalogs::read(folder)?;
        for file in &files {
            messages::rerun_if_changed(Path::new(&file.path));
        }
        let input = Input::new(files);
        let checked = errcat_codegen::check(&input, &Options::default());
        for finding in &checked.findings {
            messages::finding(input.files(), finding);
        }
        let errors = checked.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let Some(catalogs) = checked.catalogs else {
            return Err(Error::findings(folder, errors));
        };
        let target = Target { command: COMMAND.to_owned(), form: Form::Included };
        let artifacts = errcat_codegen::generate(&catalogs, &target);
        let text: String = artifacts.into_iter().map(|artifact| artifact.contents).collect();
        self.write(&text)
    }

    /// Writes the file, unless it is there already: what depends on it is then not compiled again.
    fn write(&self, text: &str) -> Result<(), Error> {
        let out_dir = match &self.out_dir {
            Some(folder) => folder.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(Error::no_out_dir)?,
        };
        let path = out_dir.join(&self.file_name);
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        fs::write(&path, text).map_err(|error| Error::file(&path, &error))
    }
}
