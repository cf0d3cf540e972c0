//! `errcat classify`: a response as the crate judges it, and which rule decided.

mod input;
mod json;
mod page;
mod rungs;

use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::Result;
use clap::{Args, ValueHint};
use errcat_core::stream::Frame;
use errcat_core::{AnyCode, Failure, Response, Timestamp, Verdict};

use self::input::Header;
use crate::help;
use crate::known::Known;
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::terminal::{self, Format};

/// What was received.
#[derive(Debug, Args)]
pub(crate) struct Classify {
    /// The vendor that sent it, such as `runo`.
    // The places are written out, as the completions add to this argument and so move it behind the other.
    #[arg(index = 1)]
    vendor: String,
    /// The file with the body, or `-` for the standard input [default: no body].
    #[arg(index = 2, value_hint = ValueHint::FilePath)]
    body: Option<PathBuf>,
    /// The HTTP status; left out: none came, as over a WebSocket.
    #[arg(long, value_parser = input::status, allow_negative_numbers = true)]
    status: Option<u16>,
    /// A header, such as `Retry-After: 7`; may be given several times.
    #[arg(long, value_name = "NAME: VALUE")]
    header: Vec<Header>,
    /// The body is one frame of a stream, such as the data of a server-sent event, whose name may be given.
    #[arg(long, value_name = "EVENT", num_args = 0..=1, require_equals = true, default_missing_value = "", requires = "body")]
    frame: Option<String>,
    /// There was no response at all.
    #[arg(long, value_name = "WHY", value_parser = input::failure(), conflicts_with_all = ["status", "header", "body"])]
    no_response: Option<Failure>,
    /// How often the request was tried, this try included.
    #[arg(
        long, value_name = "N", default_value_t = 1, allow_negative_numbers = true,
        value_parser = clap::value_parser!(u32).range(1..)
    )]
    attempt: u32,
    /// The time to count waits from, as RFC 3339 [default: now].
    #[arg(long, value_name = "TIME", value_parser = input::time)]
    now: Option<Timestamp>,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The folder with the catalogs [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    catalog: Option<PathBuf>,
}

/// What the output needs besides the verdicts.
struct Context {
    /// The vendor's id.
    vendor: &'static str,
    attempt: u32,
    now: Timestamp,
    /// Where the body is in no format that is read, so that nothing was taken from it.
    remark: Option<&'static str>,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            ("{program} classify runo --status 429 --header 'Retry-After: 7' body.json", ""),
            ("curl -s https://… | {program} classify runo --status 200 -", "the body from a pipe"),
            ("{program} classify runware body.json", "no status, as over a WebSocket"),
            ("{program} classify openai --status 200 --frame=error data.json", "one event of a stream"),
            ("{program} classify runo --no-response timed-out", ""),
            ("{program} classify onto --status 429 --attempt 2 --format json body.json", ""),
        ],
        "The catalogs are read as they are: nothing has to be generated first.

Exit codes: 0 judged, an error or not; 1 no such vendor or file; 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Classify) -> Result<Outcome> {
    let known = Known::read_for(setup, arguments.catalog.as_deref(), &arguments.vendor)?;
    let table = &known.vendor(&arguments.vendor)?.table;
    let body = input::body(arguments.body.as_deref())?;
    let response = response(arguments, &body);
    let verdicts: Vec<Verdict<'_, AnyCode<'_>>> = match arguments.no_response {
        Some(failure) => vec![table.no_response(failure)],
        // The body is a file that the user chose.
        None => match &arguments.frame {
            Some(event) => table.classify_frame(&response, frame(event, &body)).into_iter().collect(),
            None => table.classify_up_to(&response, usize::MAX).kept,
        },
    };
    if arguments.is_empty() {
        terminal::remark("note: no status, no header and no body was given, so there was nothing to judge");
    }
    let context = Context {
        vendor: table.id,
        attempt: arguments.attempt,
        now: arguments.now.unwrap_or_else(|| SystemTime::now().into()),
        remark: input::remark(table, &response),
    };
    match arguments.format {
        Format::Human => terminal::print(&page::page(&context, &verdicts)),
        Format::Json => terminal::print_json(&json::json(&context, &verdicts)),
    }
    Ok(Outcome::Done)
}

impl Classify {
    /// Whether nothing at all was received.
    fn is_empty(&self) -> bool {
        self.body.is_none() && self.status.is_none() && self.header.is_empty() && self.no_response.is_none()
    }
}

/// The body as a frame of a stream, with the name of its event if it has one.
fn frame<'a>(event: &'a str, body: &'a [u8]) -> Frame<'a> {
    let frame = Frame::new(body);
    if event.is_empty() { frame } else { frame.named(event) }
}

fn response<'a>(arguments: &'a Classify, body: &'a [u8]) -> Response<'a> {
    let mut response = match arguments.status {
        Some(status) => Response::new(status),
        None => Response::without_status(),
    };
    for Header { name, value } in &arguments.header {
        response = response.header(name, value);
    }
    response.body(body)
}
