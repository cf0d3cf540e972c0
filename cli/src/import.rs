//! `errcat import`: drafts a catalog from a saved error page, or from a source that is made for machines.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use errcat_codegen::Position;
use errcat_import::{About, Draft, Error, Kind, NothingFound, Source, SourceText, VendorId};

use crate::outcome::Outcome;
use crate::report::count;
use crate::setup::Setup;
use crate::transaction::{self, Created, RealDisk};
use crate::{catalogs, help, paths, today};

/// The largest source that is read, in bytes: 16 MiB.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// What to draft from, and for whom.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The saved page, or a source made for machines (see --from); `-` reads the standard input.
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    /// The vendor's id: lower-case letters, digits, `-` and `_`.
    #[arg(long, value_name = "ID")]
    vendor: String,
    /// The vendor's name as people write it.
    #[arg(long, value_name = "NAME")]
    title: Option<String>,
    /// What the source is [default: what its text looks like].
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    from: Option<Kind>,
    /// Beside a proto file: the gRPC service config with the retry policies.
    #[arg(long, value_name = "FILE")]
    service_config: Option<PathBuf>,
    /// The source's title, for `sources:`.
    #[arg(long, value_name = "TITLE")]
    source_title: Option<String>,
    /// The source's address, for `sources:`.
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// Where the draft goes; `-` writes it to the standard output [default: catalog/ID.yaml{whereabouts}].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write no file; print the draft.
    #[arg(long)]
    dry_run: bool,
}

/// The kinds of sources, each with what it is.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let kinds = Kind::ALL.iter().map(|kind| PossibleValue::new(kind.as_str()).help(kind.about()));
    PossibleValuesParser::new(kinds).try_map(|word| word.parse::<Kind>())
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            (
                "{program} import errors.html --vendor acme --title Acme",
                "into catalog/acme.yaml, which must not be there yet",
            ),
            ("{program} import errors.md --vendor acme --out -", "to the standard output"),
            ("{program} import service-2.json --vendor sqs", "from a service model of botocore"),
            (
                "{program} import code.proto --service-config retry.json --vendor acme",
                "from a proto enum, with the retry policies of a gRPC service config",
            ),
            (
                "cat Errors.java errors/*.java | {program} import - --vendor kafka",
                "from Kafka's enum; the classes of its exceptions say what is retriable",
            ),
        ],
        "Facts are taken over; whatever a person has to read, decide or write is marked with TODO.\n\n\
        Where the codes of a table are numbers (`| Code | Name | Meaning |`), each entry takes its `name:` from the \
        column with the names beside them: `20404` and `NOT_FOUND` become `code: \"20404\"` and `name: NotFound`.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Import) -> Result<Outcome> {
    let vendor: VendorId = arguments.vendor.parse()?;
    let target = Target::of(setup, arguments)?;
    let saved = Saved::read(&arguments.source)?;
    let config = arguments.service_config.as_deref().map(Saved::read).transpose()?;
    let about = About {
        vendor,
        title: arguments.title.clone(),
        source_title: arguments.source_title.clone(),
        url: arguments.url.clone(),
        retrieved: saved.day(),
    };
    let source = Source {
        main: saved.source(),
        kind: arguments.from,
        service_config: config.as_ref().map(Saved::source),
    };
    let draft = errcat_import::draft(&source, &about).map_err(|error| match error {
        Error::NothingFound(nothing) => {
            anyhow::anyhow!("{}", explain(setup, &saved, source.kind(), &nothing))
        }
        error => anyhow::anyhow!("{error}"),
    })?;
    target.write(&draft.text)?;
    summarize(&target, &draft);
    Ok(Outcome::Done)
}

/// A saved source.
pub(crate) struct Saved {
    pub(crate) shown: String,
    pub(crate) text: String,
    written: Option<SystemTime>,
}

impl Saved {
    /// Reads a file, or with `-` the standard input.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        if path == Path::new("-") {
            return Self::of("the standard input".to_owned(), io::stdin().lock(), None);
        }
        let shown = paths::shown(&paths::absolute(path)?);
        let file = File::open(path)
            .with_context(|| format!("{shown} can't be read; save it first, and name the file"))?;
        let written = file.metadata().and_then(|metadata| metadata.modified()).ok();
        Self::of(shown, file, written)
    }

    fn of(shown: String, from: impl io::Read, written: Option<SystemTime>) -> Result<Self> {
        let mut bytes = Vec::new();
        // One byte more than is allowed is enough to know that it is too large.
        from.take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .with_context(|| format!("nothing can be read from {shown}; is it a file?"))?;
        if bytes.len() as u64 > MAX_BYTES {
            bail!("{shown} is larger than {} MiB; save only the part with the errors", MAX_BYTES >> 20);
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let line = Position::of(error.as_bytes(), at).line;
            anyhow::anyhow!("{shown}:{line}: this is not UTF-8 text; save it again as UTF-8")
        })?;
        Ok(Self { shown, text, written })
    }

    fn source(&self) -> SourceText<'_> {
        SourceText { name: &self.shown, text: &self.text }
    }

    /// The day on which it was saved, or today.
    fn day(&self) -> String {
        today::day(self.written.unwrap_or_else(SystemTime::now))
    }
}

/// Where the draft goes.
enum Target {
    Output,
    File(PathBuf),
}

impl Target {
    fn of(setup: &Setup, arguments: &Import) -> Result<Self> {
        if arguments.dry_run || arguments.out.as_deref() == Some(Path::new("-")) {
            return Ok(Self::Output);
        }
        let path = match &arguments.out {
            Some(path) => paths::absolute(path)?,
            None => setup.catalog_folder(None)?.join(format!("{}.yaml", arguments.vendor)),
        };
        // A vendor has one catalog, whichever of the two endings it has.
        let either =
            catalogs::is_catalog(&path).then(|| ["yaml", "yml"].map(|ending| path.with_extension(ending)));
        let mut taken = std::iter::once(path.clone()).chain(either.into_iter().flatten());
        // Checked before the source is read; writing never replaces a file in any case.
        if let Some(taken) = taken.find(|path| fs::symlink_metadata(path).is_ok()) {
            bail!("{}", in_the_way(&taken));
        }
        Ok(Self::File(path))
    }

    fn write(&self, draft: &str) -> Result<()> {
        match self {
            Self::Output => {
                // A closed pipe is not an error.
                let _ = io::stdout().write_all(draft.as_bytes());
                Ok(())
            }
            Self::File(path) => match transaction::create(&RealDisk, path, draft)? {
                Created::Written => Ok(()),
                Created::Taken => bail!("{}", in_the_way(path)),
            },
        }
    }
}

fn in_the_way(path: &Path) -> String {
    format!(
        "{} is there already and is never written over; name another file with --out, or `-`",
        paths::shown(path)
    )
}

/// Why a source gave nothing, and what to do about it.
fn explain(setup: &Setup, saved: &Saved, kind: Kind, nothing: &NothingFound) -> String {
    let mut text = format!("{nothing} in {}", saved.shown);
    for note in nothing.notes.iter().take(5) {
        text.push_str(&format!("\n  {note}"));
    }
    if kind != Kind::Page {
        let advice = "It was read as {kind}, which is {what}; --from says what it is instead.";
        return text + "\n" + &advice.replace("{kind}", kind.as_str()).replace("{what}", kind.about());
    }
    let advice = "It needs a table with a column such as “Code” or “Status”, or samples of bodies with a code. Save the \
        page as it is shown, or paste its table into a text file; `{program} new` starts from nothing.";
    text + "\n" + &help::fill(setup, advice)
}

/// Says what is in the draft.
fn summarize(target: &Target, draft: &Draft) {
    let place = match target {
        Target::Output => "the draft".to_owned(),
        Target::File(path) => paths::shown(path),
    };
    let text = format!(
        "{place}: {}, {}, {}, {}\n",
        count(draft.codes, "code"),
        count(draft.statuses, "rule") + " for statuses",
        count(draft.unread, "row") + " that could not be read",
        count(draft.todos, "TODO"),
    );
    let _ = io::stderr().write_all(text.as_bytes());
}
