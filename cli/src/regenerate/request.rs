//! What is to be generated.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::terminal::Format;

/// What to generate.
#[derive(Debug, Args)]
pub(crate) struct Regenerate {
    /// Write nothing; say what is stale, missing or left over, and fail if anything is.
    #[arg(long)]
    pub(crate) check: bool,
    /// Generate on every save, and keep showing the findings, until Ctrl-C.
    #[arg(long, conflicts_with_all = ["check", "format"])]
    pub(crate) watch: bool,
    /// The folder with the catalogs, which go into a crate of their own [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, requires = "place")]
    pub(crate) catalog: Option<PathBuf>,
    /// The crate to write into; it is begun where it is not there [default: {outputs}{whereabouts}].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, group = "place")]
    pub(crate) out: Option<PathBuf>,
    /// The module to write into, a folder of a crate that depends on errcat-core, such as `src/errors`.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, group = "place")]
    pub(crate) module: Option<PathBuf>,
    /// How to say what was written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}
