//! Recorded responses, read one after the other: HAR, as browsers and proxies record, or JSON lines.
//!
//! In JSON lines, each line is an object with at least one of the first three of these members:
//!
//! | Member | What it says |
//! |---|---|
//! | `status` | the HTTP status, a number or the text of one; without it, the response has none |
//! | `headers` | an object, or a list of pairs or of objects with `name` and `value` |
//! | `body` | a text as it came, or JSON |
//! | `encoding` | `base64`, where `body` is bytes in base64 |
//! | `vendor`, `host`, `id` | who sent it ([`Sender`]) |
//! | `expect` | what its verdict is known to be |
//!
//! ```
//! use errcat_import::recording::{Sender, read};
//!
//! let log = br#"{"host": "api.acme.example", "status": 429, "headers": {"Retry-After": 7}, "body": {"code": "BUSY"}}
//! It rains.
//! "#;
//! let (mut responses, mut unread) = (Vec::new(), Vec::new());
//! read(&log[..], |_| true, |each| match each {
//!     Ok(response) => responses.push(response),
//!     Err(place) => unread.push(place.to_string()),
//! })?;
//! assert_eq!(responses[0].sender, Sender::Host("api.acme.example".to_owned()));
//! assert_eq!(responses[0].response().header_text("retry-after"), Some("7"));
//! assert_eq!(unread, ["line 2, column 1: not JSON"]);
//! # Ok::<(), errcat_import::recording::Error>(())
//! ```

mod error;
mod record;

mod har;
mod lines;

use std::io::{self, BufRead, Read as _};

pub use error::{Error, Reason, Unread};
pub use record::{Recorded, Sender};

/// What a text may begin with, to say that it is UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// How many bytes are read at most to decide what a recording is.
const LONGEST_HEAD: u64 = 64 * 1024;

/// Reads a recording to its end. Each response is passed on as soon as it is read, and nothing of it is kept, so
/// that a recording may be of any length.
///
/// Its beginning decides whether it is read as HAR or as JSON lines. In HAR, where the sender of a response is not wanted,
/// its status, headers and body are passed over.
///
/// A line that can't be read as a response is passed on as such, and reading goes on. What HAR has besides responses
/// is passed over. Of a body of more than 16 MiB nothing is kept.
///
/// # Errors
///
/// Where reading fails; where a document that begins as HAR is damaged, after what was read of it.
pub fn read(
    mut from: impl BufRead,
    is_wanted: impl Fn(&Sender) -> bool,
    mut each: impl FnMut(Result<Recorded, Unread>),
) -> Result<(), Error> {
    let head = head(&mut from)?;
    if is_har(&head) == Some(true) {
        let head = head.strip_prefix(MARK).unwrap_or(&head);
        har::read(&mut head.chain(from), &is_wanted, &mut |recorded| each(Ok(recorded)))
    } else {
        Ok(lines::read(&mut head.chain(from), &mut each)?)
    }
}

/// Takes as much from the beginning as it takes to decide what it is.
fn head(from: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    for byte in io::Read::take(from, LONGEST_HEAD).bytes() {
        let byte = byte?;
        head.push(byte);
        // White space does not decide it, and there may be much of it.
        if !byte.is_ascii_whitespace() && is_har(&head).is_some() {
            break;
        }
    }
    Ok(head)
}

/// Whether what begins so is HAR: a JSON object whose first member is `log`. `None` where this is too little to decide.
fn is_har(head: &[u8]) -> Option<bool> {
    if MARK.starts_with(head) {
        return None;
    }
    let mut rest = head.strip_prefix(MARK).unwrap_or(head);
    for token in [&b"{"[..], b"\"log\""] {
        rest = rest.trim_ascii_start();
        match rest.strip_prefix(token) {
            Some(after) => rest = after,
            None => return if token.starts_with(rest) { None } else { Some(false) },
        }
    }
    Some(true)
}
