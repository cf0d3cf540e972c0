//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Makes errcat's code and reference from the catalogs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write what the catalogs make: Rust, Markdown, JSON and cargo features.
    #[command(after_help = "Examples:
  cargo xtask regenerate                 write what differs
  cargo xtask regenerate --check         write nothing; fail if something differs
  cargo xtask regenerate --catalog my-vendors --out my-errors
                                         other catalogs, into a crate of their own

Exit codes: 0 done, 1 findings or files that are not up to date, 2 wrong usage.")]
    Regenerate(Regenerate),
    /// Turn the reference into a site, with a search.
    #[command(after_help = "Examples:
  cargo xtask docs                       into the folder site
  cargo xtask docs --dest public         into another folder

The first run compiles mdBook, which takes a few minutes.")]
    Docs(Docs),
}

/// What to regenerate.
#[derive(Debug, Args)]
pub(crate) struct Regenerate {
    /// Write nothing; say what is stale, missing or left over, and fail if anything is.
    #[arg(long)]
    pub(crate) check: bool,
    /// The folder with the catalogs [default: catalog/ of the workspace].
    #[arg(long, value_name = "DIR")]
    pub(crate) catalog: Option<PathBuf>,
    /// The crate to write into; it is begun where it is not there [default: generated/ of the workspace].
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// Where the site goes.
#[derive(Debug, Args)]
pub(crate) struct Docs {
    /// The folder for the site [default: site/ of the workspace].
    #[arg(long, value_name = "DIR")]
    pub(crate) dest: Option<PathBuf>,
}
