//! `cargo xtask <command>`: errcat's commands, set to this workspace's folders.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_cli::{Rebuild, Setup};

fn main() -> ExitCode {
    let root = root();
    errcat_cli::run(&Setup {
        program: "cargo xtask",
        whereabouts: " of the workspace",
        note: "",
        catalog: root.join("catalog"),
        output: root.join("generated"),
        site: root.join("site"),
        runtime: root.join("generated"),
        rebuild: Some(Rebuild { folder: root, package: "xtask" }),
    })
}

/// The root of the workspace, from whatever folder the command is run.
fn root() -> PathBuf {
    // cargo sets it when it runs the command; the other is where the command was built.
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().unwrap_or(Path::new(".")).to_owned()
}
