//! `cargo xtask <command>`: errcat's commands, set to this workspace's folders.

use std::process::ExitCode;

fn main() -> ExitCode {
    errcat_cli::main()
}
