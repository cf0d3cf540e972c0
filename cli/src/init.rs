//! `errcat init`: a repository of one's own.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueHint};
use errcat_codegen::CrateSource;
use serde_json::json;

use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::terminal::{self, Format};
use crate::transaction::{self, Change, FileChange};
use crate::{catalogs, config, help, paths, today};

const CONFIG: &str = include_str!("init/errcat.toml");
const CRATE: &str = include_str!("init/crate.toml");
const MODULE: &str = include_str!("init/module.toml");
const CATALOG: &str = include_str!("init/acme.yaml");
const README: &str = include_str!("init/README.md");
const IGNORED: &str = include_str!("init/gitignore");
const WORKFLOW: &str = include_str!("init/errcat.yml");

/// Where GitHub looks for it.
const WORKFLOW_PATH: &str = ".github/workflows/errcat.yml";

/// What to set up, and where.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder; it is made where it is not there.
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// The name of the crate that is generated.
    #[arg(long, value_name = "NAME", default_value = "vendor-errors", value_parser = package_name)]
    name: String,
    /// Generate a module instead of a crate, into this folder, such as `src/errors`.
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    module: Option<String>,
    /// How to say what was written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Reads the name of a crate.
fn package_name(text: &str) -> std::result::Result<String, String> {
    match config::is_package_name(text) {
        true => Ok(text.to_owned()),
        false => Err("use letters, digits, `-` and `_`, a letter first".to_owned()),
    }
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            ("{program} init", "in the current folder, with a crate in generated/"),
            ("{program} init my-errors", "in a new folder"),
            ("{program} init --module src/errors", "for a crate that is there"),
        ],
        "It writes errcat.toml, catalog/acme.yaml as an example, a workflow for GitHub Actions, and README.md and
.gitignore where there is none. No file is ever written over.

Exit codes: 0 written, 1 refused, 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Init) -> Result<Outcome> {
    let folder = paths::absolute(&arguments.folder)?;
    refuse(&folder)?;
    let mut written = Vec::new();
    let mut kept = Vec::new();
    for (path, text) in files(setup, arguments, &folder)? {
        let place = transaction::below(&folder, path)?;
        if !place.exists() {
            let change = Change::Missing { new: text.into() };
            written.push(FileChange { folder: folder.clone(), path: path.to_owned(), change });
        } else if path == "README.md" || path == ".gitignore" {
            kept.push(paths::shown(&place));
        } else {
            bail!("{} is there already, and is never written over; remove it first", paths::shown(&place));
        }
    }
    transaction::write(&[&folder], &written)?;
    let shown = |change: &FileChange| paths::shown(&change.folder.join(&change.path));
    let written: Vec<String> = written.iter().map(shown).collect();
    match arguments.format {
        Format::Json => terminal::print_json(&json!({ "version": 1, "written": written, "kept": kept })),
        Format::Human => {
            let lines = written.iter().map(|path| format!("wrote {path}\n"));
            let kept = kept.iter().map(|path| format!("kept {path}\n"));
            terminal::print(&lines.chain(kept).collect::<String>());
            let there = match arguments.folder.as_path() {
                here if here == Path::new(".") => String::new(),
                other => format!(" in {}", other.display()),
            };
            // Such a folder is on this machine alone.
            if matches!(setup.core.source, CrateSource::Folder(_)) {
                terminal::print(&format!(
                    "note: elsewhere, such as in CI, errcat comes from where [core] in {} and ERRCAT in {WORKFLOW_PATH} say\n",
                    config::NAME
                ));
            }
            terminal::print(&format!(
                "next: edit the catalog, then run `{}`{there}\n",
                setup.generate_command()
            ));
        }
    }
    Ok(Outcome::Done)
}

/// Refuses a folder that has catalogs already: an example is only in their way.
fn refuse(folder: &Path) -> Result<()> {
    let catalog = folder.join("catalog");
    if catalog.is_dir() && !catalogs::stems(&catalog)?.is_empty() {
        bail!(
            "{} has catalogs already; write {} by hand, as the README says",
            paths::shown(&catalog),
            config::NAME
        );
    }
    Ok(())
}

/// Every file by its path.
fn files(setup: &Setup, arguments: &Init, folder: &Path) -> Result<Vec<(&'static str, String)>> {
    let output = match &arguments.module {
        Some(module) => MODULE.replace("{module}", &quoted(module)?),
        None => CRATE.replace("{name}", &quoted(&arguments.name)?),
    };
    let config = CONFIG.replace("{core}", &core(setup, folder)?).replace("{output}", &output);
    let tested = match arguments.module {
        Some(_) => "cargo test",
        None => "cargo test --manifest-path generated/Cargo.toml --all-features",
    };
    let fill = |text: &str| {
        text.replace("{today}", &today::day(SystemTime::now()))
            .replace("{version}", env!("CARGO_PKG_VERSION"))
            .replace("{test}", tested)
    };
    Ok(vec![
        (config::NAME, config),
        ("catalog/acme.yaml", fill(CATALOG)),
        (WORKFLOW_PATH, fill(WORKFLOW)),
        ("README.md", fill(README)),
        (".gitignore", IGNORED.to_owned()),
    ])
}

/// Where crates get `errcat-core` from, as it stands below `[core]`.
fn core(setup: &Setup, folder: &Path) -> Result<String> {
    let version = format!("version = \"{}\"\n", env!("CARGO_PKG_VERSION"));
    Ok(match &setup.core.source {
        CrateSource::Folder(core) => {
            let path = paths::relative(folder, &paths::absolute(Path::new(core))?);
            format!("{version}path = {}\n", quoted(&path.to_string_lossy().replace('\\', "/"))?)
        }
        CrateSource::Registry | CrateSource::Git { .. } => version,
    })
}

/// A text as TOML has it.
fn quoted(text: &str) -> Result<String> {
    serde_json::to_string(text).context("the text can't be written")
}
