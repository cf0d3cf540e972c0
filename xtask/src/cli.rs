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
    /// Draft a catalog from a saved error page: HTML, Markdown, or text pasted out of a browser.
    #[command(after_help = "Examples:
  cargo xtask import errors.html --vendor acme --title Acme
                                         into catalog/acme.yaml, which must not be there yet
  cargo xtask import errors.md --vendor acme --out -
                                         to the standard output

Facts are taken over; whatever a person has to read, decide or write is marked with TODO.")]
    Import(crate::import::Import),
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
