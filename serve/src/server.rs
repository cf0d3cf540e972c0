//! The server: a thread that listens, and one for each connection.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use crate::plan::{self, Asked};
use crate::record::{self, Recorded};
use crate::replies::Replies;
use crate::reply::Reply;
use crate::request::Request;
use crate::{answer, page};

/// How many connections are open at most; further ones are closed at once.
const CONNECTIONS: usize = 256;
/// How many requests are kept.
const KEPT: usize = 10_000;
/// How long a client has to send its request.
const PATIENCE: Duration = Duration::from_secs(30);

/// A vendor on the loopback interface, until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

/// What the threads share.
struct Shared {
    played: Played,
    start: Instant,
    requests: Mutex<Vec<Recorded>>,
    /// How far each script is.
    scripts: Mutex<HashMap<String, usize>>,
    open: AtomicUsize,
    is_over: AtomicBool,
    watch: Option<Watch>,
}

/// What is answered.
enum Played {
    /// What the path of a request asks for.
    Asked(Replies),
    /// These, one after the other, whatever the path is.
    Script(Mutex<std::vec::IntoIter<Reply>>),
}

/// What is told of each request.
type Watch = Box<dyn Fn(&Recorded) + Send + Sync>;

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Server {
    /// Starts to listen on a port of `127.0.0.1`; 0 takes any that is free.
    ///
    /// # Errors
    ///
    /// Where the port is taken, or no thread can be started.
    pub fn start(replies: Replies, port: u16) -> io::Result<Self> {
        Self::begin(Played::Asked(replies), port, None)
    }

    /// Starts to listen on any port that is free, and answers with these replies one after the other, whatever the paths of
    /// the requests are. Once they are over, connections are closed without an answer. It has no pages of its own.
    ///
    /// ```
    /// use std::io::{Read as _, Write as _};
    /// use errcat_serve::{Reply, Server};
    ///
    /// let server = Server::scripted([Reply::json(503, "{}").header("Retry-After", "7"), Reply::json(200, "{}")])?;
    /// let mut statuses = Vec::new();
    /// for _ in 0..3 {
    ///     let mut connection = std::net::TcpStream::connect(server.address())?;
    ///     connection.write_all(b"GET /v1/orders HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
    ///     let mut answer = String::new();
    ///     connection.read_to_string(&mut answer)?;
    ///     statuses.push(answer.get(9..12).map(str::to_owned));
    /// }
    /// assert_eq!(statuses, [Some("503".to_owned()), Some("200".to_owned()), None]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start).
    pub fn scripted(replies: impl IntoIterator<Item = Reply>) -> io::Result<Self> {
        let script = replies.into_iter().collect::<Vec<_>>().into_iter();
        Self::begin(Played::Script(Mutex::new(script)), 0, None)
    }

    /// The same, and each request is told to a function once its answer is known.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start).
    pub fn start_watched(
        replies: Replies,
        port: u16,
        watch: impl Fn(&Recorded) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Self::begin(Played::Asked(replies), port, Some(Box::new(watch)))
    }

    fn begin(played: Played, port: u16, watch: Option<Watch>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            played,
            start: Instant::now(),
            requests: Mutex::default(),
            scripts: Mutex::default(),
            open: AtomicUsize::new(0),
            is_over: AtomicBool::new(false),
            watch,
        });
        let listening = {
            let shared = Arc::clone(&shared);
            thread::Builder::new().name("errcat-serve".to_owned()).spawn(move || shared.listen(&listener))?
        };
        Ok(Self { address, shared, listening: Some(listening) })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of what a path asks for, such as `script/RATE_LIMITED,ok`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{}", self.address, path.trim_start_matches('/'))
    }

    /// What was asked so far, in order, without what was asked of the server itself.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.requests().clone()
    }

    /// Forgets what was asked, and how far scripts are.
    pub fn reset(&self) {
        self.shared.reset();
    }

    /// Waits as long as it listens.
    pub fn wait(mut self) {
        if let Some(listening) = self.listening.take() {
            // A thread that panics has nothing more to say.
            let _ = listening.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Release);
        // The thread waits for a connection; this is one.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
    }
}

impl Shared {
    fn listen(self: &Arc<Self>, listener: &TcpListener) {
        for connection in listener.incoming() {
            if self.is_over.load(Ordering::Acquire) {
                return;
            }
            let Ok(connection) = connection else { continue };
            if self.open.fetch_add(1, Ordering::AcqRel) >= CONNECTIONS {
                self.open.fetch_sub(1, Ordering::AcqRel);
                continue;
            }
            let shared = Arc::clone(self);
            let serving = thread::Builder::new().spawn(move || {
                // A client that goes, or sends something else than a request, is its own business.
                let _ = shared.serve(connection);
                shared.open.fetch_sub(1, Ordering::AcqRel);
            });
            if serving.is_err() {
                self.open.fetch_sub(1, Ordering::AcqRel);
            }
        }
    }

    fn serve(&self, mut connection: TcpStream) -> io::Result<()> {
        connection.set_read_timeout(Some(PATIENCE))?;
        connection.set_write_timeout(Some(PATIENCE))?;
        connection.set_nodelay(true)?;
        let request = match Request::read(&mut connection) {
            Ok(Some(request)) => request,
            Ok(None) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return answer::send(&mut connection, &Reply::new(400, format!("{error}\n")), true);
            }
            Err(error) => return Err(error),
        };
        let has_body = request.method != "HEAD";
        let (step, reply) = match &self.played {
            Played::Script(script) => {
                let next = script.lock().unwrap_or_else(PoisonError::into_inner).next();
                (String::new(), next.unwrap_or_else(|| Reply::raw([])))
            }
            Played::Asked(replies) => {
                if let Some(own) = self.own_page(&request, replies) {
                    return answer::send(&mut connection, &own, has_body);
                }
                self.asked(&request, replies)
            }
        };
        self.record(request, step, &reply);
        answer::send(&mut connection, &reply, has_body)
    }

    /// What a request asks for, and by which step.
    fn asked(&self, request: &Request, replies: &Replies) -> (String, Reply) {
        let asked = Asked::of(&request.path);
        let position = match asked.script {
            None => 0,
            Some(script) => {
                let mut scripts = self.scripts.lock().unwrap_or_else(PoisonError::into_inner);
                let next = scripts.entry(script.to_owned()).or_insert(0);
                let position = *next;
                *next += 1;
                position
            }
        };
        let step = asked.step(position);
        // No vendor answers so, and no catalog takes it for an answer of one.
        let reply = plan::reply(step, replies).unwrap_or_else(|why| Reply::new(501, format!("{why}\n")));
        (crate::percent::decoded(step), reply)
    }

    /// The pages of the server itself.
    fn own_page(&self, request: &Request, replies: &Replies) -> Option<Reply> {
        let path = request.path.split('?').next().unwrap_or_default();
        if !matches!(path, "/" | "/_requests" | "/_reset") {
            return None;
        }
        // A page of the web whose name leads here may not read what was asked.
        let host = request.header("host").unwrap_or("localhost");
        let name = host
            .rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
            .map_or(host, |(name, _)| name);
        if !matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
            return Some(Reply::new(403, "ask for this by 127.0.0.1 or localhost\n"));
        }
        Some(match path {
            "/_requests" => Reply::json(200, format!("{:#}\n", record::json(&self.requests()))),
            "/_reset" => {
                self.reset();
                Reply::json(200, "{}\n")
            }
            _ => Reply::new(200, page::page(replies)).header("Content-Type", "text/html; charset=utf-8"),
        })
    }

    fn record(&self, request: Request, step: String, reply: &Reply) {
        let Request { method, path, headers, body } = request;
        let status = reply.sent_status();
        let recorded = Recorded {
            time: SystemTime::now(),
            since_start: self.start.elapsed(),
            method,
            path,
            headers,
            body,
            step,
            status,
        };
        if let Some(watch) = &self.watch {
            watch(&recorded);
        }
        let mut requests = self.requests();
        if requests.len() < KEPT {
            requests.push(recorded);
        }
    }

    fn requests(&self) -> std::sync::MutexGuard<'_, Vec<Recorded>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reset(&self) {
        self.requests().clear();
        self.scripts.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
