//! Keeps codes in structs of one's own, known or not: `cargo run -p errcat-core --example serde --features serde`.

use errcat::runware::{self, ErrorCode};
use errcat::{Category, Code, Response, Retry};

/// A line of a log of failed tasks.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Failed {
    task: String,
    code: Code<ErrorCode>,
    category: Category,
    retry: Retry,
}

fn main() -> Result<(), serde_json::Error> {
    let body = br#"{"errors": [
        {"code": "timeoutProvider", "message": "No answer.", "taskUUID": "39d7207a"},
        {"code": "brandNewCode", "message": "Nobody knows.", "taskUUID": "5b11c3f0"}
    ]}"#;
    for verdict in runware::classify_all(&Response::new(400).body(body)) {
        let failed = Failed {
            task: verdict.field("task_uuid").unwrap_or_default().into_owned(),
            code: Code::from(verdict.raw_code().unwrap_or_default()),
            category: verdict.category(),
            retry: verdict.retry(),
        };
        let line = serde_json::to_string(&failed)?;
        println!("{line}");

        // A code that the vendor adds later does not break the reading of the log.
        let read: Failed = serde_json::from_str(&line)?;
        match read.code {
            Code::Known(code) => println!("  {}", code.meaning()),
            Code::Other(text) => println!("  {text} is new"),
        }
    }
    Ok(())
}
