//! The site in a browser of this machine, made again after every save.
//!
//! The server is for this alone: it listens on the loopback address, answers only for it, and knows only the files of
//! the site. A page waits for changes by a script that is answered once there is one, so that pages need no more
//! rights than they have on any other server.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use errcat_codegen::{Input, SourceFile};
use errcat_site::{Options, artifacts};

use super::Docs;
use crate::outcome::Outcome;
use crate::saves::{Saves, Woken};
use crate::setup::Setup;
use crate::{catalogs, terminal};

/// The script that reloads the page.
const RELOAD: &str = "/.errcat/reload.js";
/// The script that is answered once there is a change.
const CHANGED: &str = "/.errcat/changed.js";
/// How long it waits; browsers give up later.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a request may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(5);
/// The longest head of a request, in bytes.
const HEAD: u64 = 16 * 1024;
/// How soon to look again after a failure that no save fixes, such as a missing folder.
const RETRY: Duration = Duration::from_millis(500);

/// The site as it is now.
#[derive(Default)]
struct Site {
    files: HashMap<String, String>,
    version: u64,
}

/// What the server and the command share.
#[derive(Default)]
struct Shared {
    site: Mutex<Site>,
    changed: Condvar,
}

impl Shared {
    fn site(&self) -> MutexGuard<'_, Site> {
        self.site.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Serves until it is interrupted.
pub(super) fn run(setup: &Setup, arguments: &Docs, options: &Options) -> Result<Outcome> {
    let folder = setup.catalog_folder(arguments.catalog.as_deref())?;
    let mut saves = Saves::of(&folder, "--serve")?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port))
        .with_context(|| format!("port {} can't be used; name another with --port", arguments.port))?;
    let port = listener.local_addr().context("the server has no address")?.port();
    let shared = Arc::new(Shared::default());
    let of_server = Arc::clone(&shared);
    std::thread::spawn(move || serve(&listener, port, &of_server));
    let mut last: Option<Vec<SourceFile>> = None;
    let mut is_watched = true;
    loop {
        match catalogs::read(&folder) {
            Ok(files) if last.as_ref() == Some(&files) => {}
            Ok(files) => {
                make(setup, arguments, options, &shared, &files)?;
                if last.is_none() {
                    terminal::remark(&format!("serving http://127.0.0.1:{port}/; Ctrl-C ends it"));
                }
                last = Some(files);
            }
            Err(error) if last.is_none() => return Err(error),
            Err(error) => terminal::remark(&format!("error: {error:#}")),
        }
        if let Woken::Stopped = saves.wait((!is_watched).then_some(RETRY)) {
            terminal::remark("stopped");
            return Ok(Outcome::Done);
        }
        is_watched = saves.renew();
    }
}

/// Makes the site of these catalogs; where they have errors, the one before stays.
fn make(
    setup: &Setup,
    arguments: &Docs,
    options: &Options,
    shared: &Shared,
    files: &[SourceFile],
) -> Result<()> {
    let start = Instant::now();
    let input = Input::new(files.to_vec());
    let Some(catalogs) = arguments.checked(setup, &input)? else { return Ok(()) };
    let files: HashMap<String, String> =
        artifacts(&catalogs, options).map(|artifact| (artifact.path, artifact.contents)).collect();
    terminal::remark(&format!("{} files in {} ms", files.len(), start.elapsed().as_millis()));
    let mut site = shared.site();
    site.files = files;
    site.version += 1;
    drop(site);
    shared.changed.notify_all();
    Ok(())
}

fn serve(listener: &TcpListener, port: u16, shared: &Arc<Shared>) {
    for stream in listener.incoming().flatten() {
        let shared = Arc::clone(shared);
        // A browser that goes away is not an error.
        std::thread::spawn(move || drop(answer(&stream, port, &shared)));
    }
}

/// What is sent back.
struct Answer {
    status: &'static str,
    kind: &'static str,
    location: Option<String>,
    body: String,
}

impl Answer {
    fn new(status: &'static str, kind: &'static str, body: impl Into<String>) -> Self {
        Self { status, kind, location: None, body: body.into() }
    }
}

fn answer(stream: &TcpStream, port: u16, shared: &Shared) -> std::io::Result<()> {
    stream.set_read_timeout(Some(ARRIVAL))?;
    let mut head = Vec::new();
    let mut reader = BufReader::new(stream.take(HEAD));
    while reader.read_until(b'\n', &mut head)? > 2 {}
    let head = String::from_utf8_lossy(&head).into_owned();
    let answer = route(&head, port, shared);
    let body = if head.starts_with("HEAD ") { "" } else { &answer.body };
    let location = answer.location.map(|to| format!("Location: {to}\r\n")).unwrap_or_default();
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{location}Cache-Control: no-store\r\n\
        X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{body}",
        answer.status,
        answer.kind,
        answer.body.len(),
    )
}

/// The answer to a request with this head.
fn route(head: &str, port: u16, shared: &Shared) -> Answer {
    const TEXT: &str = "text/plain; charset=utf-8";
    let mut lines = head.lines();
    let mut request = lines.next().unwrap_or_default().split(' ');
    let (Some("GET" | "HEAD"), Some(target)) = (request.next(), request.next()) else {
        return Answer::new("405 Method Not Allowed", TEXT, "only GET is answered\n");
    };
    // A page of another host must not read this one under a name of its own that leads here.
    let host =
        lines.find_map(|line| line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("host")));
    let host = host.map_or("", |(_, host)| host.trim());
    if host != format!("127.0.0.1:{port}") && host != format!("localhost:{port}") {
        return Answer::new("421 Misdirected Request", TEXT, "this is a preview on 127.0.0.1\n");
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    match path {
        RELOAD => {
            let version = shared.site().version;
            Answer::new("200 OK", "text/javascript", reload(version))
        }
        CHANGED => Answer::new("200 OK", "text/javascript", changed(query, shared)),
        path => file(path, &shared.site()),
    }
}

/// A file of the site, or the page that there is none.
fn file(path: &str, site: &Site) -> Answer {
    let path = path.trim_start_matches('/');
    let index =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if let Some(body) = site.files.get(&index) {
        return Answer::new("200 OK", kind(&index), with_reload(&index, body));
    }
    if site.files.contains_key(&format!("{path}/index.html")) {
        let mut moved = Answer::new("301 Moved Permanently", "text/plain; charset=utf-8", "");
        moved.location = Some(format!("/{path}/"));
        return moved;
    }
    let page = site.files.get("404.html").map_or("", String::as_str);
    Answer::new("404 Not Found", "text/html; charset=utf-8", with_reload("404.html", page))
}

/// A page asks for the script that reloads it.
fn with_reload(path: &str, body: &str) -> String {
    if path.ends_with(".html") {
        body.replacen("</head>", &format!("<script src=\"{RELOAD}\" defer></script></head>"), 1)
    } else {
        body.to_owned()
    }
}

fn reload(version: u64) -> String {
    format!(
        "\"use strict\";\n(() => {{\n  const wait = () => {{\n    const script = document.createElement(\"script\");\n    \
        script.src = \"{CHANGED}?{version}-\" + Date.now();\n    script.onload = () => {{ script.remove(); wait(); }};\n    \
        script.onerror = () => {{ script.remove(); setTimeout(wait, 1000); }};\n    document.head.append(script);\n  }};\n  \
        addEventListener(\"load\", wait);\n}})();\n"
    )
}

/// Waits until there is another version than the one that the page has.
fn changed(query: &str, shared: &Shared) -> String {
    let version = query.split('-').next().and_then(|version| version.parse().ok());
    let is_same = |site: &mut Site| Some(site.version) == version;
    let waited = shared.changed.wait_timeout_while(shared.site(), PATIENCE, is_same);
    let (site, _) = waited.unwrap_or_else(PoisonError::into_inner);
    if Some(site.version) == version { String::new() } else { "location.reload();\n".to_owned() }
}

/// The type of a file's contents.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("md") => "text/markdown; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}
