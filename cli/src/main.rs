//! The command `errcat`: for the catalogs of the current folder, or of any other.

use std::process::ExitCode;

use errcat_cli::{MiMalloc, Setup, Shipped};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The catalogs that come with errcat, so that its vendors are known in every folder.
#[cfg(feature = "shipped")]
const SHIPPED: &[Shipped] = errcat_catalogs::ALL;
#[cfg(not(feature = "shipped"))]
const SHIPPED: &[Shipped] = &[];

fn main() -> ExitCode {
    Setup::find(SHIPPED).map_or_else(|code| code, |setup| errcat_cli::run(&setup))
}
