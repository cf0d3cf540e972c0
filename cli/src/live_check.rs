//! `errcat live-check`: recorded responses against the catalogs.
//!
//! Responses are read one after the other, and of each nothing is kept but what is counted, so that the memory does not
//! grow with the recording. What a vendor sent is shown only where it is a code, and then masked.

mod draft;
mod expect;
mod findings;
mod json;
mod page;
mod sample;
mod tally;
mod vendors;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueHint};
use errcat_import::recording::{self, Error};

use self::tally::Tally;
use self::vendors::{Choice, Vendors};
use crate::help;
use crate::known::Known;
use crate::outcome::Outcome;
use crate::paths;
use crate::setup::Setup;
use crate::terminal::{self, Format};

/// What was recorded, and of whom.
#[derive(Debug, Args)]
pub(crate) struct LiveCheck {
    /// The recording: HAR, or JSON lines of `status`, `headers`, `body` and, where there are several, `vendor`; `-`
    /// reads the standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// The vendor that sent what does not come from a host of another; or, as NAME=VENDOR, the one that sent what comes from
    /// a host or is named so. May be given several times.
    #[arg(long, value_name = "[NAME=]VENDOR")]
    vendor: Vec<Choice>,
    /// Print entries and examples that the catalogs lack, to be completed by a person.
    #[arg(long)]
    draft: bool,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Human, conflicts_with = "draft")]
    format: Format,
    /// Show every row, and the codes that were not met.
    #[arg(long)]
    all: bool,
    /// The folder with the catalogs [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    catalog: Option<PathBuf>,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            ("{program} live-check log.jsonl --vendor runo", "all of one vendor"),
            ("{program} live-check session.har", "what a browser or a proxy recorded; vendors by their hosts"),
            ("{program} live-check session.har --vendor gateway.local=openai", "the same, with a host of one's own"),
            ("zcat log.jsonl.gz | {program} live-check -", "each line names its vendor"),
            ("{program} live-check log.jsonl --vendor runo --draft", "what to add to the catalog"),
        ],
        "A line is a JSON object: `status`, `headers` (an object, or a list of `name` and `value`), `body` (text, or JSON),
`encoding` where a body is `base64`, `vendor` or `host` where --vendor does not say, and `expect` where the verdict is known:
what is expected is compared, and all else in such a line is taken as meant. The recording is read once and in constant memory, however long it is.
Bodies, messages and headers are never printed; a draft has their shape, without secrets.

Exit codes: 0 all is in the catalogs; 1 there are codes, statuses, bodies, waits or vendors that are not, or nothing
was judged; 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &LiveCheck) -> Result<Outcome> {
    let known = Known::read(setup, arguments.catalog.as_deref())?;
    let vendors = Vendors::new(&known, &arguments.vendor)?;
    let mut tally = Tally::new(arguments.draft);
    let (shown, from) = open(&arguments.file)?;
    let is_wanted = |sender: &_| vendors.of(sender).is_some();
    match recording::read(from, is_wanted, |each| tally.take(&vendors, each)) {
        Err(error @ Error::Har(_)) => {
            return Err(error).with_context(|| format!("{shown} can't be read to its end as HAR"));
        }
        read => read.with_context(|| format!("{shown} can't be read to its end"))?,
    }
    if arguments.draft {
        terminal::print(&draft::draft(&tally));
    } else {
        match arguments.format {
            Format::Human => terminal::print(&page::page(&tally, arguments.all)),
            Format::Json => terminal::print_json(&json::json(&tally)),
        }
    }
    if tally.judged() == 0 {
        bail!("no response of {shown} was judged; {}", tally.remedy());
    }
    Ok(if tally.has_findings() { Outcome::Failed } else { Outcome::Done })
}

/// The recording, and how it is shown.
fn open(path: &Path) -> Result<(String, Box<dyn BufRead>)> {
    if path == Path::new("-") {
        return Ok((
            "the standard input".to_owned(),
            Box::new(BufReader::with_capacity(BUFFER, io::stdin())),
        ));
    }
    let shown = paths::shown(&paths::absolute(path)?);
    let file = File::open(path).with_context(|| {
        format!("the recording {shown} can't be read; give a file, or - for the standard input")
    })?;
    Ok((shown, Box::new(BufReader::with_capacity(BUFFER, file))))
}

/// How much is read at once, in bytes.
const BUFFER: usize = 64 * 1024;
