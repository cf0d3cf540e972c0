//! `cargo xtask <command>`: errcat's commands, set to this workspace's folders.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errcat_cli::{CrateSource, Dependency, Form, MiMalloc, Output, Package, Setup, Workspace};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let root = root();
    let folder = root.join("core").to_string_lossy().into_owned();
    let core = Dependency { source: CrateSource::Folder(folder), ..Dependency::default() };
    errcat_cli::run(&Setup {
        program: "cargo xtask",
        generate: "regenerate",
        whereabouts: " of the workspace",
        note: "",
        catalog: root.join("catalog"),
        outputs: vec![Output { folder: root.join("generated"), form: Form::Crate(Box::new(package())) }],
        site: root.join("target/site"),
        core,
        // The catalogs that errcat brings along are those of this workspace.
        shipped: &[],
    })
}

/// The crate `errcat`.
fn package() -> Package {
    Package {
        name: "errcat".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        description: "What the error codes of vendors' APIs mean, and what to do about them.".to_owned(),
        license: Some(env!("CARGO_PKG_LICENSE").to_owned()),
        repository: None,
        readme: Some("../README.md".to_owned()),
        keywords: ["api", "error", "error-codes", "retry", "no_std"].map(str::to_owned).to_vec(),
        categories: ["api-bindings", "no-std"].map(str::to_owned).to_vec(),
        default_features: None,
        core: Dependency::default(),
        workspace: Workspace::Member,
    }
}

/// The root of the workspace, from whatever folder the command is run.
fn root() -> PathBuf {
    // cargo sets it when it runs the command; the other is where the command was built.
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().unwrap_or(Path::new(".")).to_owned()
}
