//! The command `errcat`: for the catalogs of the current folder, or of any other.

use std::process::ExitCode;

use errcat_cli::Setup;

fn main() -> ExitCode {
    errcat_cli::run(&Setup::of_current_folder())
}
