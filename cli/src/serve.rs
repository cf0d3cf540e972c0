//! `errcat serve`: plays a vendor on the loopback interface.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Args, ValueHint};
use errcat_codegen::words;
use errcat_serve::{Recorded, Replies, Server};

use crate::known::Known;
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::{help, terminal};

/// Whom to play, and where.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The vendor, such as `runo`.
    vendor: String,
    /// The port of 127.0.0.1; 0 takes any that is free.
    #[arg(long, value_name = "PORT", default_value_t = 8400)]
    port: u16,
    /// Say nothing of the requests.
    #[arg(long)]
    quiet: bool,
    /// The folder with the catalogs [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    catalog: Option<PathBuf>,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            ("{program} serve runo", "on port 8400, until it is stopped"),
            ("{program} serve runo --port 0", "on a free port; the first line of the output is its address"),
            ("curl -i localhost:8400/RATE_LIMITED", "the code's example as it arrives"),
            ("curl -i localhost:8400/script/RATE_LIMITED,TIMEOUT,ok", "one after the other, a request each"),
            ("curl -i 'localhost:8400/script/RATE_LIMITED,ok;test-7'", "the same, for one test of several"),
            ("curl -i localhost:8400/RATE_LIMITED~2", "its second example"),
            ("curl -i localhost:8400/ok~delay=2s", "also ~cut, ~cut=40, ~break, ~drop, ~silence, ~proxy"),
            ("curl localhost:8400/_requests", "what was asked and when; /_reset forgets it"),
        ],
        "The page at / lists every answer. Whatever follows in a path changes nothing, so that an answer or a script can be
the base of a client's addresses: http://localhost:8400/script/RATE_LIMITED,ok/v1/orders.
Codes without an example get what the envelope makes of them. What is not known is answered with 501.

Exit codes: 1 no such vendor, or the port is taken; 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Serve) -> Result<Outcome> {
    let known = Known::read_for(setup, arguments.catalog.as_deref(), &arguments.vendor)?;
    let replies = Replies::of(known.vendor(&arguments.vendor)?);
    let is_quiet = arguments.quiet;
    let watch = move |request: &Recorded| {
        if !is_quiet {
            terminal::remark(&line(request));
        }
    };
    let server = Server::start_watched(replies, arguments.port, watch).with_context(|| {
        format!("127.0.0.1:{} can't be listened on; name another with --port, or 0 for any", arguments.port)
    })?;
    terminal::print(&format!("{}\n", server.url("")));
    server.wait();
    Ok(Outcome::Done)
}

/// A request on one line.
fn line(request: &Recorded) -> String {
    let status = request.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    let seconds = request.since_start.as_secs_f64();
    let [method, path] = [&request.method, &request.path].map(|text| words::plain(text));
    format!("{seconds:9.3} s  {method} {path} → {status}")
}
