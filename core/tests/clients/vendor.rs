//! What the vendors answer in these tests.

use errcat_serve::Reply;

pub(crate) const RUNO_SUCCESS: &str = r#"{"status": "success", "data": {"price": 19.99}}"#;
pub(crate) const ONTO_SUCCESS: &str = r#"{"status": "success", "markdown": "Hello"}"#;
pub(crate) const PROXY_PAGE: &str = "<html><body><h1>502 Bad Gateway</h1></body></html>";

pub(crate) fn runo_success() -> Reply {
    Reply::json(200, RUNO_SUCCESS)
}

/// An error of Runo, as its body says it.
pub(crate) fn runo_body(code: &str) -> String {
    format!(
        r#"{{"status": "error", "error": {{"code": "{code}", "message": "A secret of ada@example.com."}}}}"#
    )
}

pub(crate) fn runo_error(status: u16, code: &str) -> Reply {
    Reply::json(status, runo_body(code))
}

pub(crate) fn runo_rate_limited(retry_after: &str) -> Reply {
    Reply::json(429, runo_body("RATE_LIMITED")).header("Retry-After", retry_after)
}

pub(crate) fn onto_error(status: u16, code: &str) -> Reply {
    Reply::json(status, format!(r#"{{"status": "error", "code": "{code}"}}"#))
}

/// An answer of Runware where one task succeeded and these failed.
pub(crate) fn runware_tasks(status: u16, codes: &[&str]) -> Reply {
    let errors: Vec<String> = codes.iter().map(|code| format!(r#"{{"code": "{code}"}}"#)).collect();
    let errors = errors.join(",");
    Reply::json(status, format!(r#"{{"data": [{{"taskUUID": "1"}}], "errors": [{errors}]}}"#))
}

pub(crate) fn proxy_page() -> Reply {
    Reply::new(502, PROXY_PAGE).header("Content-Type", "text/html")
}

pub(crate) fn dropped() -> Reply {
    Reply::raw([])
}

pub(crate) fn silence() -> Reply {
    Reply::raw([]).then_silence()
}
