//! One event for each verdict: `cargo run -p errcat-core --example tracing --features tracing`.

use errcat::{Response, integrations, runware};

fn main() {
    tracing_subscriber::fmt().with_ansi(false).init();

    // Over a WebSocket there is no status. What the vendor wrote for people stays out of the log.
    let body = r#"{"errors": [{
        "code": "timeoutProvider",
        "message": "The provider took too long.",
        "taskUUID": "50836053-a0ee-4cf5-b9d6-ae7c5d140ada"
    }]}"#;
    for verdict in runware::classify_all(&Response::without_status().body(body)) {
        integrations::tracing::event(&verdict);
    }
}
