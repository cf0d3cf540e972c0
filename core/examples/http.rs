//! Judges a response of the crate `http`, as hyper and others give it: `cargo run -p errcat-core --example http --features http`.

use errcat::runo::{self, ErrorCode, SCHEDULE};
use errcat::{Next, Response};

fn main() -> Result<(), http::Error> {
    // An error inside a success: a client that looks at the status first never sees it.
    let body = r#"{"status": "error", "error": {"code": "LLM_UNAVAILABLE", "retryable": true}}"#;
    let response = http::Response::builder().status(200).body(body)?;

    match runo::classify(&Response::from(&response)) {
        Some(verdict) if verdict.code() == Some(ErrorCode::LlmUnavailable) => {
            match SCHEDULE.next(1, &verdict, std::time::SystemTime::now()) {
                Next::After(wait) => println!("{verdict} Again in {wait:?}."),
                Next::AfterChange { change, .. } => println!("{verdict} Again with {change}."),
                Next::Stop(reason) => println!("{verdict} Not again: {reason}."),
            }
        }
        Some(verdict) => println!("{verdict}"),
        None => println!("{}", response.body()),
    }
    Ok(())
}
