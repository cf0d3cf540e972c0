//! What is answered.

use std::time::Duration;

/// A response, as it is sent, or what comes in its place.
///
/// ```
/// use std::time::Duration;
/// use errcat_serve::Reply;
///
/// let busy = Reply::json(503, r#"{"code": "BUSY"}"#).header("Retry-After", "7");
/// let late = busy.clone().delay(Duration::from_millis(20));
/// let cut = busy.cut_at(40);
/// let stream = Reply::raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n")
///     .then(Duration::from_millis(20), "data: 2\n\n")
///     .then_silence();
/// # let _ = (late, cut, stream);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// What it shows, for people.
    pub(crate) about: String,
    /// What is sent instead of a response.
    pub(crate) raw: Option<Vec<u8>>,
    /// What is sent later, each after a pause.
    pub(crate) later: Vec<(Duration, Vec<u8>)>,
    /// How long it takes until it is sent.
    pub(crate) delay: Duration,
    pub(crate) fault: Option<Fault>,
}

/// How an answer fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The connection is closed without an answer.
    Drop,
    /// The connection stays open, and nothing comes.
    Silence,
    /// The connection stays open after the answer.
    ThenSilence,
    /// The connection is closed in the middle of the body, whose whole length was announced.
    Cut,
    /// The connection is closed after so many bytes of the answer.
    CutAt(usize),
    /// The connection is closed in the middle of a stream, whose length is not announced.
    Break,
}

impl Reply {
    /// A response with this status and body; its content type is what the body looks like.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            about: String::new(),
            raw: None,
            later: Vec::new(),
            delay: Duration::ZERO,
            fault: None,
        }
    }

    /// These bytes as they are, whether they are a response or not; where there are none, the connection is closed
    /// without an answer.
    #[must_use]
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { raw: Some(bytes.into()), ..Self::new(0, []) }
    }

    /// A response whose body is JSON.
    #[must_use]
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::new(status, body.into()).header("Content-Type", "application/json")
    }

    /// The same with one header more. One that can't be sent, as it has a line break or the like, is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        let is_name = !name.is_empty() && name.bytes().all(is_token);
        if is_name && !value.chars().any(char::is_control) {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// The same, with what it shows for people.
    #[must_use]
    pub fn about(mut self, about: &str) -> Self {
        about.clone_into(&mut self.about);
        self
    }

    /// The same, but it is sent so much later.
    #[must_use]
    pub const fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The same, and after a pause these bytes too, as they are.
    #[must_use]
    pub fn then(mut self, pause: Duration, bytes: impl Into<Vec<u8>>) -> Self {
        self.later.push((pause, bytes.into()));
        self
    }

    /// The same, but the connection stays open, and nothing more comes.
    #[must_use]
    pub const fn then_silence(self) -> Self {
        self.failing(Fault::ThenSilence)
    }

    /// The same, but the connection is closed after so many bytes, which are counted from the first one of the status line.
    #[must_use]
    pub const fn cut_at(self, bytes: usize) -> Self {
        self.failing(Fault::CutAt(bytes))
    }

    pub(crate) const fn failing(mut self, fault: Fault) -> Self {
        self.fault = Some(fault);
        self
    }

    /// The status of the answer; `None` where there is none, or bytes come in its place.
    pub(crate) const fn sent_status(&self) -> Option<u16> {
        match self.fault {
            _ if self.raw.is_some() => None,
            Some(Fault::Drop | Fault::Silence) => None,
            None | Some(Fault::ThenSilence | Fault::Cut | Fault::CutAt(_) | Fault::Break) => {
                Some(self.status)
            }
        }
    }

    /// The page of a proxy whose server is down.
    pub(crate) fn proxy_page() -> Self {
        let page = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n<body><center><h1>502 Bad \
            Gateway</h1></center><hr><center>proxy</center></body></html>\n";
        Self::new(502, page).header("Content-Type", "text/html")
    }

    /// The lines before the body, which is announced in this way.
    pub(crate) fn head(&self, framing: Framing) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        // How the body ends is said once, by what is sent in fact.
        let is_framing = |name: &str| {
            ["content-length", "transfer-encoding", "connection"]
                .iter()
                .any(|other| name.eq_ignore_ascii_case(other))
        };
        for (name, value) in self.headers.iter().filter(|(name, _)| !is_framing(name)) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"))
            && let Some(kind) = content_type(&self.body)
        {
            head.push_str(&format!("Content-Type: {kind}\r\n"));
        }
        match framing {
            // These have no body, and nothing says how long it is.
            Framing::Length if self.has_no_body() => {}
            Framing::Length => head.push_str(&format!("Content-Length: {}\r\n", self.body.len())),
            // Some clients take the end of a connection that is said to close for the end of the stream.
            Framing::Chunks => return head + "Transfer-Encoding: chunked\r\n\r\n",
        }
        head + "Connection: close\r\n\r\n"
    }

    /// Whether its status is one of a response without a body.
    pub(crate) fn has_no_body(&self) -> bool {
        matches!(self.status, 100..=199 | 204 | 304)
    }
}

/// How the end of a body is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// By its length.
    Length,
    /// By a chunk of no length, as of a stream.
    Chunks,
}

/// What a body looks like.
fn content_type(body: &[u8]) -> Option<&'static str> {
    let start = body.trim_ascii_start();
    Some(match start {
        [] => return None,
        [b'{' | b'[', ..] => "application/json",
        _ if start.starts_with(b"<!") || start.starts_with(b"<html") => "text/html",
        [b'<', ..] => "application/xml",
        _ => "text/plain; charset=utf-8",
    })
}

/// The words behind a status, which mean nothing.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        413 => "Content Too Large",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Status",
    }
}
