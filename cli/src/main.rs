//! The command `errcat`.

use std::process::ExitCode;

fn main() -> ExitCode {
    errcat_cli::main()
}
