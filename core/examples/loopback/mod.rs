//! A vendor on the loopback interface: it answers each connection with the next reply of a script.
#![allow(dead_code, reason = "no example needs all of it")]

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

/// How long a connection lasts at most.
const LIFETIME: Duration = Duration::from_secs(20);

/// A vendor that listens until it is dropped.
pub(crate) struct Loopback {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
    listening: JoinHandle<()>,
}

/// What comes back over one connection.
#[derive(Clone)]
pub(crate) struct Reply {
    bytes: Vec<u8>,
    /// What comes later, each part after a pause.
    later: Vec<(Duration, Vec<u8>)>,
    then: Then,
}

/// What becomes of the connection after that.
#[derive(Clone, Copy)]
enum Then {
    Close,
    StaySilent,
}

impl Reply {
    /// A response whose body is JSON.
    pub(crate) fn json(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let headers = [&[("Content-Type", "application/json")], headers].concat();
        Self::response(status, &headers, body)
    }

    /// A response with these headers and this body.
    pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        Self::raw(format!(
            "HTTP/1.1 {status} Status\r\n{lines}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        ))
    }

    /// Just these bytes; none: the connection breaks without an answer.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), later: Vec::new(), then: Then::Close }
    }

    /// The same, and after a pause these bytes too.
    pub(crate) fn then_later(mut self, pause: Duration, bytes: impl Into<Vec<u8>>) -> Self {
        self.later.push((pause, bytes.into()));
        self
    }

    /// The same, but the connection stays open and nothing more comes.
    pub(crate) fn then_silence(self) -> Self {
        Self { then: Then::StaySilent, ..self }
    }
}

impl Loopback {
    /// Starts to listen. Once the script is over, connections break without an answer.
    pub(crate) async fn start(script: impl IntoIterator<Item = Reply>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let requests = Arc::default();
        let script: Vec<Reply> = script.into_iter().collect();
        let listening = tokio::spawn(listen(listener, script, Arc::clone(&requests)));
        Ok(Self { url, requests, listening })
    }

    /// Its address, such as `http://127.0.0.1:1234`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The requests that came so far, heads and bodies.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn listen(listener: TcpListener, script: Vec<Reply>, requests: Arc<Mutex<Vec<String>>>) {
    let mut script = script.into_iter();
    while let Ok((connection, _)) = listener.accept().await {
        let reply = script.next().unwrap_or(Reply::raw([]));
        tokio::spawn(timeout(LIFETIME, answer(connection, reply, Arc::clone(&requests))));
    }
}

async fn answer(
    mut connection: TcpStream,
    reply: Reply,
    requests: Arc<Mutex<Vec<String>>>,
) -> io::Result<()> {
    let request = read_request(&mut connection).await?;
    requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
    connection.write_all(&reply.bytes).await?;
    for (pause, bytes) in reply.later {
        sleep(pause).await;
        connection.write_all(&bytes).await?;
    }
    match reply.then {
        Then::Close => connection.shutdown().await,
        Then::StaySilent => {
            sleep(LIFETIME).await;
            Ok(())
        }
    }
}

async fn read_request(connection: &mut TcpStream) -> io::Result<String> {
    let mut request = String::new();
    let mut buffer = [0; 4096];
    while !is_complete(&request) {
        let count = connection.read(&mut buffer).await?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        request.push_str(&String::from_utf8_lossy(&buffer[..count]));
    }
    Ok(request)
}

fn is_complete(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let head = head.to_ascii_lowercase();
    if head.contains("transfer-encoding: chunked") {
        return body.ends_with("0\r\n\r\n");
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    body.len() >= length.and_then(|length| length.parse().ok()).unwrap_or(0)
}
