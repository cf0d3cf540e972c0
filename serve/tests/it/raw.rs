//! Requests byte by byte.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use errcat_serve::{Replies, Reply, Server};

use crate::catalogs::serving;

/// What comes back for these bytes, until the connection ends.
pub(crate) fn send(server: &Server, request: &[u8]) -> String {
    let mut connection = TcpStream::connect(server.address()).unwrap();
    connection.write_all(request).unwrap();
    let mut answer = Vec::new();
    let _ = connection.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

pub(crate) fn get(server: &Server, path: &str) -> String {
    send(server, format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").as_bytes())
}

#[test]
fn the_page_lists_every_answer_as_text() {
    let replies = Replies::new().with("A<b>&\"", Reply::json(500, "{}").about("<script>alert(1)</script>"));
    let server = Server::start(replies, 0).unwrap();
    let page = get(&server, "/");
    assert!(page.contains("<a href=\"/A%3Cb%3E%26%22\"><code>A%3Cb%3E%26%22</code></a> 500"), "{page}");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"), "{page}");
    assert!(get(&server, "/A%3Cb%3E%26%22").starts_with("HTTP/1.1 500 "));
    let foreign = send(&server, b"GET /_requests HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert!(foreign.starts_with("HTTP/1.1 403 "), "{foreign}");
}

#[test]
fn what_is_not_known_is_no_answer_of_a_vendor() {
    let server = serving("courier");
    for (path, why) in [
        ("/RATE_LIMTED", "there is no reply `RATE_LIMTED`; did you mean `RATE_LIMITED`?"),
        ("/RATE_LIMITED~7", "`RATE_LIMITED` has no answer with the number 7; it has 1"),
        ("/RATE_LIMITED~0", "`RATE_LIMITED` has no answer with the number 0"),
        ("/ok~delay=1h", "`1h` is longer than 10 minutes"),
        ("/ok~delay=soon", "`soon` is not a length of time"),
        ("/ok~cut=half", "`half` is not a number of bytes, such as `40`"),
        ("/ok~dorp", "`~dorp` is not known; did you mean `~drop`?"),
        ("/script/ok,NEW", "HTTP/1.1 200 "),
        ("/script/ok,NEW", "there is no reply `NEW`"),
    ] {
        let answer = get(&server, path);
        assert!(answer.contains(why), "{path}: {answer}");
        assert_eq!(answer.starts_with("HTTP/1.1 501 "), why.contains('`'), "{path}: {answer}");
    }
}

#[test]
fn requests_of_any_shape_are_read() {
    let server = serving("courier");
    let long = "x".repeat(200_000);
    for (request, kept) in [
        ("POST /ok HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello".to_owned(), "hello"),
        (
            "PUT /ok HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\n\r\n"
                .to_owned(),
            "hello",
        ),
        (format!("POST /ok HTTP/1.1\r\nContent-Length: 200000\r\n\r\n{long}"), &long[..65_536]),
        ("POST /ok HTTP/1.1\r\nContent-Length: 2\r\ncontent-length: 2\r\n\r\nhi".to_owned(), "hi"),
        ("POST /ok HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi".to_owned(), "hi"),
        ("GET /ok HTTP/1.0\r\n\r\n".to_owned(), ""),
    ] {
        let answer = send(&server, request.as_bytes());
        assert!(answer.contains("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert_eq!(server.requests().last().unwrap().body, kept.as_bytes());
    }
    let head = send(&server, b"HEAD /RATE_LIMITED HTTP/1.1\r\n\r\n");
    assert!(head.contains("Content-Length: ") && head.ends_with("\r\n\r\n"), "{head}");
    let count = server.requests().len();
    let endless = format!("GET /ok HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;{long}");
    for broken in [
        &b"\x16\x03\x01\x02\x00\x01"[..],
        b"GET /ok HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"GET /ok HTTP/1.1\r\nContent-Length: +1\r\n\r\na",
        b"GET /ok HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"GET /ok HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
        b"GET /ok HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /ok HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        endless.as_bytes(),
    ] {
        assert!(send(&server, broken).starts_with("HTTP/1.1 400 "));
    }
    assert_eq!(server.requests().len(), count);
}

#[test]
fn headers_of_a_reply_end_no_line() {
    let reply = Reply::json(200, "{}")
        .header("X-A", "b\r\nX-Evil: c")
        .header("X B", "c")
        .header("Content-Length", "7");
    let server = Server::start(Replies::new().with("A", reply), 0).unwrap();
    let answer = get(&server, "/A");
    assert!(!answer.contains("Evil") && !answer.contains("X B") && !answer.contains(": 7"), "{answer}");
    assert!(answer.contains("Content-Length: 2\r\n"), "{answer}");
}
