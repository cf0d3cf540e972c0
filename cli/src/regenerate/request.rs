//! What is to be regenerated.

use std::path::PathBuf;

use clap::Args;

/// What to regenerate.
#[derive(Debug, Args)]
pub(crate) struct Regenerate {
    /// Write nothing; say what is stale, missing or left over, and fail if anything is.
    #[arg(long)]
    pub(crate) check: bool,
    /// Regenerate on every save, and keep showing the findings, until Ctrl-C.
    #[arg(long, conflicts_with = "check")]
    pub(crate) watch: bool,
    /// The folder with the catalogs, which go into a crate of their own [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR", requires = "out")]
    pub(crate) catalog: Option<PathBuf>,
    /// The crate to write into; it is begun where it is not there [default: generated/{whereabouts}].
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}
