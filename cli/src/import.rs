//! `cargo xtask import`: drafts a catalog from a saved error page.
//!
//! ```text
//! page ─read─▶ headings, tables, samples ─found─▶ codes and statuses with their facts ─draft─▶ YAML
//! ```
//!
//! Facts are taken over as they stand. The vendor's sentences become comments beside a TODO, for meanings are
//! written in our own words; and so does all that could not be read, at its place.

mod cells;
mod draft;
mod fact;
mod found;
mod guess;
mod heads;
mod html;
mod lines;
mod markdown;
mod page;
mod retry_cell;
mod roles;
mod samples;
mod text;
mod together;
mod yaml;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use errcat_codegen::{Position, SourceFile};

use crate::report::count;
use crate::{Outcome, catalogs, workspace};

use found::{Found, Item};

/// The largest page that is read, in bytes: 16 MiB.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// What to draft from, and for whom.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The saved page: HTML, Markdown, or text pasted out of a browser; `-` reads the standard input.
    pub(crate) page: PathBuf,
    /// The vendor's id: lower-case letters, digits, `-` and `_`.
    #[arg(long, value_name = "ID")]
    pub(crate) vendor: String,
    /// The vendor's name as people write it.
    #[arg(long, value_name = "NAME")]
    pub(crate) title: Option<String>,
    /// Where the draft goes; `-` writes it to the standard output [default: catalog/ID.yaml of the workspace].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Write no file; print the draft.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &Import) -> Result<Outcome> {
    let vendor = &arguments.vendor;
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    if !vendor.starts_with(|c: char| c.is_ascii_lowercase()) || !vendor.chars().all(allowed) {
        bail!(
            "`{vendor}` can't be a vendor's id: use lower-case letters, digits, `-` and `_`, a letter first"
        );
    }
    let target = Target::of(arguments)?;
    let saved = Saved::read(&arguments.page)?;
    let page = if html::is_html(&saved.text) { html::read(&saved.text) } else { text::read(&saved.text) };
    let found = found::found(page);
    if found.groups.is_empty() && found.statuses.is_empty() {
        bail!("{}", nothing(&saved, &found));
    }
    let about =
        draft::About { vendor: vendor.clone(), title: arguments.title.clone(), retrieved: saved.day() };
    let draft = with_findings(&about.vendor, &draft::draft(&about, &found));
    target.write(&draft)?;
    summarize(&target, &draft, &found);
    Ok(Outcome::Done)
}

/// A saved page.
struct Saved {
    shown: String,
    text: String,
    written: Option<SystemTime>,
}

impl Saved {
    fn read(path: &Path) -> Result<Self> {
        if path == Path::new("-") {
            return Self::of("the standard input".to_owned(), io::stdin().lock(), None);
        }
        let shown = workspace::shown(&workspace::absolute(path)?);
        let file = File::open(path)
            .with_context(|| format!("the page {shown} can't be read; save it first, and name the file"))?;
        let written = file.metadata().and_then(|metadata| metadata.modified()).ok();
        Self::of(shown, file, written)
    }

    fn of(shown: String, from: impl io::Read, written: Option<SystemTime>) -> Result<Self> {
        let mut bytes = Vec::new();
        // One byte more than is allowed is enough to know that it is too large.
        from.take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .with_context(|| format!("the page can't be read from {shown}; is it a file?"))?;
        if bytes.len() as u64 > MAX_BYTES {
            bail!("{shown} has more than {} MiB; save only the part with the errors", MAX_BYTES >> 20);
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let line = Position::of(error.as_bytes(), at).line;
            anyhow::anyhow!("{shown}:{line}: this is not UTF-8 text; save the page again as UTF-8")
        })?;
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        Ok(Self { shown, text, written })
    }

    /// The day on which it was saved, or today.
    fn day(&self) -> String {
        let time = errcat::Timestamp::from(self.written.unwrap_or_else(SystemTime::now)).to_string();
        time.chars().take_while(|c| *c != 'T').collect()
    }
}

/// Where the draft goes.
enum Target {
    Output,
    File(PathBuf),
}

impl Target {
    fn of(arguments: &Import) -> Result<Self> {
        if arguments.dry_run || arguments.out.as_deref() == Some(Path::new("-")) {
            return Ok(Self::Output);
        }
        let path = match &arguments.out {
            Some(path) => workspace::absolute(path)?,
            None => workspace::root()?.join(format!("catalog/{}.yaml", arguments.vendor)),
        };
        // A vendor has one catalog, whichever of the two endings it has.
        let either =
            catalogs::is_catalog(&path).then(|| ["yaml", "yml"].map(|ending| path.with_extension(ending)));
        let mut taken = std::iter::once(path.clone()).chain(either.into_iter().flatten());
        // Told before the page is read; the file is made only where there is none in any case.
        if let Some(taken) = taken.find(|path| fs::symlink_metadata(path).is_ok()) {
            bail!("{}", in_the_way(&taken));
        }
        Ok(Self::File(path))
    }

    fn write(&self, draft: &str) -> Result<()> {
        match self {
            Self::Output => {
                // A closed pipe is nobody's error.
                let _ = io::stdout().write_all(draft.as_bytes());
                Ok(())
            }
            Self::File(path) => {
                let mut file =
                    OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| {
                        if error.kind() == io::ErrorKind::AlreadyExists {
                            return anyhow::anyhow!("{}", in_the_way(path));
                        }
                        let advice = "is its folder there and writable?";
                        anyhow::Error::new(error)
                            .context(format!("{} can't be made; {advice}", workspace::shown(path)))
                    })?;
                file.write_all(draft.as_bytes()).with_context(|| {
                    // Half a draft would only be in the way of the next one.
                    let _ = fs::remove_file(path);
                    format!("{} can't be written; is there room?", workspace::shown(path))
                })
            }
        }
    }
}

fn in_the_way(path: &Path) -> String {
    format!(
        "{} is there already and is never written over; name another file with --out, or `-`",
        workspace::shown(path)
    )
}

/// Adds what the reader of catalogs would still find once the draft is filled in, such as a code that needs a
/// `name:`, below its line.
fn with_findings(vendor: &str, draft: &str) -> String {
    let filled = draft::filled(draft);
    let file = SourceFile::new(format!("{vendor}.yaml"), filled.as_str());
    // They come in the order of their places.
    let mut findings = errcat_codegen::compile(std::slice::from_ref(&file)).findings.into_iter().peekable();
    let mut out = String::with_capacity(draft.len());
    let mut end = 0;
    for (line, as_filled) in draft.split_inclusive('\n').zip(filled.split_inclusive('\n')) {
        out.push_str(line);
        end += as_filled.len();
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        while let Some(finding) = findings.next_if(|finding| finding.place.span.start < end) {
            let note = yaml::comment(&format!("{}; {}", finding.message, finding.help));
            out.push_str(&format!("{:indent$}# TODO: {note}\n", ""));
        }
    }
    out
}

/// Why a page gave nothing, and what to do about it.
fn nothing(saved: &Saved, found: &Found) -> String {
    let mut text = format!("no code and no status was found in {}", saved.shown);
    for note in found.notes.iter().take(5) {
        text.push_str(&format!("\n  {note}"));
    }
    text + "\nIt needs a table with a column such as “Code” or “Status”, or samples of bodies with a code. Save the page as \
        it is shown, or paste its table into a text file; `cargo xtask new` starts from nothing."
}

/// Says what is in the draft.
fn summarize(target: &Target, draft: &str, found: &Found) {
    let items = || found.groups.iter().flat_map(|group| &group.items);
    let codes = items().filter(|item| matches!(item, Item::Entry { .. })).count();
    let unread = items().count() - codes;
    let todos = draft.lines().filter(|line| line.contains("TODO")).count();
    let place = match target {
        Target::Output => "the draft".to_owned(),
        Target::File(path) => workspace::shown(path),
    };
    let text = format!(
        "{place}: {}, {}, {}, {}\n",
        count(codes, "code"),
        count(found.statuses.len(), "rule") + " for statuses",
        count(unread, "row") + " that could not be read",
        count(todos, "TODO"),
    );
    let _ = io::stderr().write_all(text.as_bytes());
}
