//! `errcat docs`: the catalogs as a website, and as tables in people's own Markdown files.

mod folder;
mod preview;
mod tables;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use errcat_codegen::changes::Change;
use errcat_codegen::{Catalogs, Input, Severity, check};
use errcat_site::Options;

use crate::advice::Advice;
use crate::outcome::Outcome;
use crate::report::{self, Purpose};
use crate::setup::Setup;
use crate::{catalogs, diff, help, today};

/// What the site is made of, and where it goes.
#[derive(Debug, Args)]
pub(crate) struct Docs {
    /// Markdown files whose tables are to be filled in, instead of making a site.
    #[arg(value_name = "FILE.md", conflicts_with_all = ["dest", "serve"])]
    files: Vec<PathBuf>,
    /// The folder with the catalogs [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR")]
    catalog: Option<PathBuf>,
    /// The folder for the site, which holds nothing else [default: target/site/{whereabouts}].
    #[arg(long, value_name = "DIR")]
    dest: Option<PathBuf>,
    /// Where the site will be: for canonical addresses, the site map, the feed and the page of what is not found.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// The title of the site.
    #[arg(long, default_value = "API errors")]
    title: String,
    /// The state before, whose differences to now the feed names: a folder with catalogs, a git revision, or
    /// `REVISION:PATH`.
    #[arg(long, value_name = "STATE", conflicts_with_all = ["serve", "files"])]
    since: Option<String>,
    /// Write nothing; say what is not up to date, and fail if anything is.
    #[arg(long, conflicts_with = "serve")]
    check: bool,
    /// Show the site in a browser of this machine, and again after every save, until Ctrl-C; nothing is written.
    #[arg(long, conflicts_with_all = ["dest", "base_url"])]
    serve: bool,
    /// The port to serve at; 0 is any that is free.
    #[arg(long, default_value_t = 4173, requires = "serve")]
    port: u16,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    let examples = [
        ("{program} docs", "into the folder target/site"),
        ("{program} docs --serve", "a preview that follows every save"),
        ("{program} docs --dest public --base-url https://example.org/errors/", "for a server"),
        ("{program} docs --since v1.2.0", "with a feed of what changed since this tag"),
        ("{program} docs README.md", "fill in the tables of a file"),
        ("{program} docs README.md --check", "fail where they are not up to date"),
    ];
    help::examples(
        setup,
        &examples,
        "A table stands in a Markdown file between two comments:\n  \
        <!-- errcat: table vendor=ID group=\"TITLE\" category=WORD retry=KIND columns=code,http,retry,meaning -->\n  \
        <!-- /errcat -->\nOnly the vendor has to be named; further columns are action, wait, category and vendor.\n\n\
        Exit codes: 0 done, 1 findings or files that are not up to date, 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Docs, start: Instant) -> Result<Outcome> {
    let options = arguments.options(setup)?;
    if arguments.serve {
        return preview::run(setup, arguments, &options);
    }
    let input = Input::new(catalogs::read(&setup.catalog_folder(arguments.catalog.as_deref())?)?);
    let Some(catalogs) = arguments.checked(setup, &input)? else { return Ok(Outcome::Failed) };
    if arguments.files.is_empty() {
        folder::run(setup, arguments, &catalogs, &options, start)
    } else {
        tables::run(setup, arguments, &catalogs, &options)
    }
}

impl Docs {
    fn options(&self, setup: &Setup) -> Result<Options> {
        Ok(Options {
            title: self.title.clone(),
            base_url: self.base_url.clone(),
            crate_name: setup.crate_name(),
            changes: self.changes(setup)?,
        })
    }

    /// What changed since the state before, where one is named.
    fn changes(&self, setup: &Setup) -> Result<Vec<Change>> {
        let Some(before) = &self.since else { return Ok(Vec::new()) };
        let folder = setup.catalog_folder(self.catalog.as_deref())?;
        diff::since(before, &folder, &Advice::new(setup, self.catalog.as_deref()))
    }

    /// The catalogs; `None` where one has an error. What there is to say of them is said.
    fn checked<'a>(&self, setup: &Setup, input: &'a Input) -> Result<Option<Catalogs<'a>>> {
        let checked = check(input, &today::options()?);
        let errors = checked.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let errors: Vec<_> = errors.cloned().collect();
        if !errors.is_empty() {
            let purpose = if self.check || self.serve { Purpose::Read } else { Purpose::Write };
            report::print(input.files(), &errors, &Advice::new(setup, self.catalog.as_deref()), purpose);
        }
        Ok(checked.catalogs.filter(|_| errors.is_empty()))
    }

    /// The command that does again what this one does.
    fn command(&self, setup: &Setup) -> String {
        let mut command = format!("{} docs", setup.program);
        let mut add = |text: String| command.push_str(&format!(" {text}"));
        self.files.iter().for_each(|file| add(file.display().to_string()));
        for (name, path) in [("catalog", &self.catalog), ("dest", &self.dest)] {
            path.iter().for_each(|path| add(format!("--{name} {}", path.display())));
        }
        self.base_url.iter().for_each(|url| add(format!("--base-url {url}")));
        self.since.iter().for_each(|state| add(format!("--since {state}")));
        command
    }
}

/// An address of the web without a query.
fn base_url(text: &str) -> Result<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_address = rest.is_some_and(|rest| !rest.starts_with('/') && !rest.is_empty());
    let is_plain =
        text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '?' | '#' | '\\'));
    if !is_address || !is_plain {
        bail!("an address such as https://example.org/errors/ is expected");
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}
