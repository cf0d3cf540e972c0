//! `errcat docs`: the reference as a site.
//!
//! mdBook is compiled only for this command: without the feature a program that knows its source starts itself
//! again with it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::{help, paths};

/// Where the site goes.
#[derive(Debug, Args)]
pub(crate) struct Docs {
    /// The folder for the site [default: site/{whereabouts}].
    #[arg(long, value_name = "DIR")]
    dest: Option<PathBuf>,
}

/// Where the site is made of and where it goes.
struct SitePaths {
    #[cfg_attr(not(feature = "docs"), expect(dead_code, reason = "only mdBook reads it"))]
    source: PathBuf,
    destination: PathBuf,
    #[cfg_attr(not(feature = "docs"), expect(dead_code, reason = "only mdBook writes it"))]
    staging: PathBuf,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    let rest = match setup.rebuild {
        Some(_) => "The first run compiles mdBook, which takes a few minutes.",
        None => "This needs mdBook, which is part of a program that was built with the feature `docs`.",
    };
    let examples =
        [("{program} docs", "into the folder site"), ("{program} docs --dest public", "into another folder")];
    help::examples(setup, &examples, rest)
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Docs) -> Result<Outcome> {
    let Some(reference) = setup.reference() else {
        bail!("no reference is generated; add an output with `docs` to errcat.toml");
    };
    let source = paths::absolute(&reference)?;
    if !source.join("SUMMARY.md").is_file() {
        let shown = paths::shown(&source);
        bail!("there is no reference in {shown}; run `{}` first", setup.generate_command());
    }
    let destination = paths::absolute(arguments.dest.as_deref().unwrap_or(&setup.site))?;
    // Next to the destination, so that a failed build leaves the old site whole.
    let mut staging = destination.clone().into_os_string();
    staging.push(".new");
    let staging = PathBuf::from(staging);
    for folder in [&destination, &staging] {
        refuse_anything_else(folder)?;
    }
    build(setup, &SitePaths { source, destination, staging })
}

/// Both folders are emptied, so they may hold only a site.
fn refuse_anything_else(folder: &Path) -> Result<()> {
    let shown = paths::shown(folder);
    if folder.exists() && !folder.is_dir() {
        bail!("{shown} is not a folder; name another with --dest");
    }
    let is_site = ["book.js", "searchindex.js", "toc.html"].iter().any(|name| folder.join(name).exists());
    let is_empty = std::fs::read_dir(folder).map_or(true, |mut listed| listed.next().is_none());
    if !is_site && !is_empty {
        bail!("{shown} holds something other than a site; name another folder with --dest");
    }
    Ok(())
}

#[cfg(not(feature = "docs"))]
fn build(setup: &Setup, places: &SitePaths) -> Result<Outcome> {
    let Some(rebuild) = &setup.rebuild else {
        bail!("this program was built without mdBook; install errcat-cli with its feature `docs`");
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = std::process::Command::new(cargo)
        .args(["run", "--quiet", "--package", rebuild.package, "--features", "docs", "--", "docs", "--dest"])
        .arg(&places.destination)
        .current_dir(&rebuild.folder)
        .status()
        .with_context(|| format!("cargo can't be started; run it as `{} docs`", setup.program))?;
    Ok(if status.success() { Outcome::Done } else { Outcome::Failed })
}

#[cfg(feature = "docs")]
fn build(_: &Setup, places: &SitePaths) -> Result<Outcome> {
    use mdbook_driver::MDBook;
    use mdbook_driver::config::Config;

    let mut config = Config::default();
    config.book.title = Some("errcat: API errors".to_owned());
    config.book.language = Some("en".to_owned());
    config.book.src = PathBuf::new();
    config.build.build_dir = places.staging.clone();
    config.build.create_missing = false;
    // The text of a catalog is only text: nothing in it includes a file.
    config.build.use_default_preprocessors = false;
    let built = MDBook::load_with_config(&places.source, config)
        .and_then(|book| book.build())
        .map_err(|error| anyhow::anyhow!("{error:#}"))
        .context("mdBook could not build the site");
    if let Err(error) = built {
        let _ = std::fs::remove_dir_all(&places.staging);
        return Err(error);
    }
    let shown = paths::shown(&places.destination);
    if places.destination.exists() {
        std::fs::remove_dir_all(&places.destination)
            .with_context(|| format!("the old site {shown} can't be removed"))?;
    }
    std::fs::rename(&places.staging, &places.destination)
        .with_context(|| format!("the site can't be moved to {shown}"))?;
    crate::terminal::print(&format!("wrote {shown}/index.html\n"));
    Ok(Outcome::Done)
}
