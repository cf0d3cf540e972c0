//! `errcat diff`: what differs between two states of the catalogs, and what that means for a client.

mod json;
mod page;
mod state;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum, ValueHint};
use errcat_codegen::Bump;
use errcat_codegen::changes::{self, Change};

use self::state::State;
use crate::advice::Advice;
use crate::help;
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::terminal;

/// What to compare.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The state before: a folder with catalogs, a catalog, a git revision, or `REVISION:PATH` [default with --check:
    /// the last tag].
    #[arg(value_hint = ValueHint::AnyPath, required_unless_present = "check")]
    old: Option<String>,
    /// The state now, of the same forms [default: catalog/{whereabouts}].
    #[arg(value_hint = ValueHint::AnyPath)]
    new: Option<String>,
    /// Fail where the changes need a larger step of the version than this, or where a code went without having been
    /// deprecated before.
    #[arg(long, value_name = "STEP", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "minor")]
    check: Option<Step>,
    /// Who reads it.
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    format: DiffFormat,
    /// Only this vendor.
    #[arg(long, value_name = "ID")]
    vendor: Option<String>,
    /// The folder with the catalogs [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    catalog: Option<PathBuf>,
}

/// How the changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// As text for people.
    Human,
    /// As one JSON document.
    Json,
    /// As an entry of a changelog.
    Markdown,
}

/// The largest step of a version that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Only wording may differ.
    Patch,
    /// Programs compile.
    Minor,
    /// Anything.
    Major,
}

/// What changed of the catalogs in a folder since an earlier state, as it is named on a command line.
pub(crate) fn since(named: &str, catalogs: &Path, advice: &Advice) -> Result<Vec<Change>> {
    let old = State::read(named, catalogs)?;
    let new = old.same_of(catalogs)?;
    Ok(Difference::of(&old, &new, None, advice)?.changes)
}

/// Everything that differs.
struct Difference {
    changes: Vec<Change>,
    /// The vendors that can't be compared, as one of their catalogs has errors.
    broken: Vec<String>,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            ("{program} diff v1.2.0", "since this tag, in the folder of the catalogs"),
            ("{program} diff v1.2.0 v1.3.0 --format markdown", "an entry for the changelog"),
            ("{program} diff old-catalogs catalog", "of two folders"),
            ("{program} diff old.yaml new.yaml", "of two catalogs of one vendor"),
            ("{program} diff HEAD~3:catalog/acme.yaml", "of one catalog since a revision"),
            ("{program} diff --check", "against the last tag: may it be a minor release?"),
        ],
        "Catalogs are compared as programs get them: with what a dialect inherits, and whatever the order of keys.
Steps of the version: major, programs may no longer compile; minor, they compile and may do something else;
patch, people read something else. Below 1.0.0, a major step is one of the second number, and a minor one of the third.

Exit codes: 0 compared, 1 --check failed or a catalog can't be read, 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Diff) -> Result<Outcome> {
    let advice = Advice::new(setup, arguments.catalog.as_deref());
    let folder = setup.catalog_folder(arguments.catalog.as_deref())?;
    let old = match &arguments.old {
        Some(old) => State::read(old, &folder)?,
        None => State::of_last_tag(&folder)?,
    };
    let new = match &arguments.new {
        Some(new) => State::read(new, &folder)?,
        None => old.same_of(&folder)?,
    };
    let difference = Difference::of(&old, &new, arguments.vendor.as_deref(), &advice)?;
    match arguments.format {
        DiffFormat::Human => terminal::print(&page::page(&difference)),
        DiffFormat::Json => terminal::print_json(&json::json(&difference)),
        DiffFormat::Markdown => terminal::print(&changes::entry(&difference.changes)),
    }
    let failed = arguments.check.is_some_and(|step| !difference.is_within(step));
    Ok(if failed || !difference.broken.is_empty() { Outcome::Failed } else { Outcome::Done })
}

impl Difference {
    fn of(old: &State, new: &State, vendor: Option<&str>, advice: &Advice) -> Result<Self> {
        let (old, new) = (old.checked(advice)?, new.checked(advice)?);
        let mut broken: Vec<String> = old.broken.iter().chain(&new.broken).cloned().collect();
        broken.sort();
        broken.dedup();
        let only = new.only.as_deref().or(old.only.as_deref()).or(vendor);
        broken.retain(|id| only.is_none_or(|only| id == only));
        if let Some(id) = vendor
            && !broken.iter().any(|broken| broken == id)
            && ![&old, &new].iter().any(|state| state.vendors.iter().any(|vendor| vendor.table.id == id))
        {
            anyhow::bail!("neither state has a vendor `{id}`");
        }
        let mut changes = changes::between(&old.vendors, &new.vendors);
        changes.retain(|change| only.is_none_or(|only| change.vendor == only));
        changes.retain(|change| !broken.contains(&change.vendor));
        Ok(Self { changes, broken })
    }

    /// The step of the version that all of it needs.
    fn bump(&self) -> Bump {
        self.changes.iter().map(|change| change.bump).max().unwrap_or(Bump::None)
    }

    /// The codes that went without having been deprecated.
    fn abrupt(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.is_abrupt)
    }

    fn is_within(&self, step: Step) -> bool {
        let largest = match step {
            Step::Patch => Bump::Patch,
            Step::Minor => Bump::Minor,
            Step::Major => Bump::Major,
        };
        self.bump() <= largest && self.abrupt().next().is_none()
    }
}

/// A fact, or that there is none.
fn shown(fact: Option<&changes::Fact>) -> &str {
    fact.map_or("–", |fact| fact.shown.as_str())
}
