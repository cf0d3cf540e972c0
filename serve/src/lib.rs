//! Plays a vendor on the loopback interface, for tests of clients in any language.
//!
//! The path of a request says what the answer is:
//!
//! | path | answer |
//! | --- | --- |
//! | `/RATE_LIMITED` | the response of this code: its example, or what its envelope makes of the code |
//! | `/RATE_LIMITED~2` | its second example |
//! | `/ok` | a success |
//! | `/script/RATE_LIMITED,TIMEOUT,ok` | one after the other, a request each; the last one stays |
//! | `/script/RATE_LIMITED,ok;my-test` | the same for each test, which begins its own |
//! | `/RATE_LIMITED~delay=2s` | the same, later |
//! | `/RATE_LIMITED~cut` | the same, but the connection breaks in the middle of the body |
//! | `/RATE_LIMITED~cut=40` | the same, but the connection breaks after so many bytes of the answer |
//! | `/RATE_LIMITED~break` | the same, as a stream that breaks off in the middle |
//! | `/~proxy` | the page of a proxy whose server is down: HTML with 502 |
//! | `/~drop`, `/~silence` | no answer: the connection is closed, or stays open |
//! | `/_requests`, `/_reset` | what was asked and when, as JSON; and forgetting it, together with how far scripts are |
//! | `/` | a page that lists all of this |
//!
//! A test in Rust may do without paths: [`Server::scripted`] answers with what it is given, be it a response, bytes that are
//! none ([`Reply::raw`]), or one that comes late, in parts or not as a whole.
//!
//! Whatever follows in the path, such as `/v1/chat`, changes nothing, so that an answer or a script can be the base of a
//! client's addresses.
//!
//! ```
//! use std::io::{Read as _, Write as _};
//! use errcat_serve::{Replies, Reply, Server};
//!
//! let replies = Replies::new().with("BUSY", Reply::json(503, r#"{"code": "BUSY"}"#));
//! let server = Server::start(replies, 0)?;
//! let mut connection = std::net::TcpStream::connect(server.address())?;
//! connection.write_all(b"GET /script/BUSY,ok HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
//! let mut answer = String::new();
//! connection.read_to_string(&mut answer)?;
//! assert!(answer.starts_with("HTTP/1.1 503 ") && answer.ends_with(r#"{"code": "BUSY"}"#));
//! assert_eq!(server.requests()[0].path, "/script/BUSY,ok");
//! # Ok::<(), std::io::Error>(())
//! ```

mod percent;

mod reply;

mod replies;

mod plan;

mod request;

mod record;

mod page;

mod answer;

mod server;

pub use record::Recorded;
pub use replies::Replies;
pub use reply::Reply;
pub use server::Server;
