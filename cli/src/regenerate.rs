//! `errcat generate`: from the catalogs to the tree, once or on every save.

mod request;

mod places;

mod marker;
mod schema;

mod outputs;

mod changes;
mod difference;
mod foreign;
mod record;

mod once;

mod watch;

#[cfg(test)]
mod faults;

use std::time::Instant;

use anyhow::Result;

use crate::help;
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::transaction::RealDisk;

pub(crate) use request::Regenerate;

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            ("{program} {generate}", "write what differs"),
            ("{program} {generate} --check", "write nothing; fail if something differs"),
            ("{program} {generate} --watch", "write what differs after every save"),
            (
                "{program} {generate} --catalog my-vendors --out my-errors",
                "other catalogs, into a crate of their own",
            ),
            ("{program} {generate} --module src/errors", "into a module of a crate that is there"),
        ],
        "Exit codes: 0 done, 1 findings or files that are not up to date, 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Regenerate, start: Instant) -> Result<Outcome> {
    if arguments.watch {
        watch::run(setup, arguments)
    } else {
        once::run(&RealDisk, setup, arguments, record::folder(), start)
    }
}
