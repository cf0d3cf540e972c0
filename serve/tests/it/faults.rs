//! Answers that fail, as bytes.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use errcat_serve::{Reply, Server};

use crate::catalogs::serving;
use crate::raw::get;

#[test]
fn each_fault_is_what_it_says() {
    let server = serving("courier");
    let whole = get(&server, "/RATE_LIMITED");
    let (head, body) = whole.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("Content-Length: {}", body.len())), "{head}");

    let cut = get(&server, "/RATE_LIMITED~cut");
    assert_eq!(cut.split_once("\r\n\r\n"), Some((head, &body[..body.len() / 2])));
    for length in [0, 1, 17, head.len(), whole.len() - 1, whole.len(), whole.len() + 1] {
        let cut = get(&server, &format!("/RATE_LIMITED~cut={length}"));
        assert_eq!(cut, whole[..length.min(whole.len())]);
    }
    server.reset();
    let broken = get(&server, "/RATE_LIMITED~break");
    assert!(broken.contains("Transfer-Encoding: chunked\r\n"), "{broken}");
    assert!(broken.ends_with(&format!("{}\r\n", &body[..body.len() / 2])), "{broken}");
    let proxy = get(&server, "/~proxy");
    assert!(proxy.starts_with("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"), "{proxy}");
    assert_eq!(get(&server, "/~drop"), "");
    assert_eq!(get(&server, "/RATE_LIMITED~drop"), "");

    let mut silent = TcpStream::connect(server.address()).unwrap();
    silent.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    silent.write_all(b"GET /~silence HTTP/1.1\r\n\r\n").unwrap();
    assert!(silent.read(&mut [0; 1]).is_err());

    let late = get(&server, "/ok~delay=20ms~cut");
    assert!(late.starts_with("HTTP/1.1 200 "), "{late}");
    let statuses: Vec<Option<u16>> = server.requests().iter().map(|request| request.status).collect();
    let some = Some(429);
    assert_eq!(statuses, [some, Some(502), None, None, None, Some(200)]);
}

#[test]
fn a_script_of_any_bytes_is_played_whatever_is_asked_for() {
    let pause = Duration::from_millis(20);
    let server = Server::scripted([
        Reply::json(429, "{}").header("Retry-After", "7"),
        Reply::raw("no HTTP"),
        Reply::json(200, "{}").cut_at(9).delay(pause),
        Reply::raw("HTTP/1.1 200 OK\r\n\r\na").then(pause, "b").then(pause, "c"),
        Reply::raw([]),
        Reply::raw("HTTP/1.1").then_silence(),
    ])
    .unwrap();
    assert!(
        get(&server, "/").ends_with("Retry-After: 7\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
    );
    assert_eq!(get(&server, "/_requests"), "no HTTP");
    assert_eq!(get(&server, "/script/a"), "HTTP/1.1 ");
    assert!(get(&server, "/").ends_with("\r\n\r\nabc"));
    assert_eq!(get(&server, "/"), "");
    let mut silent = TcpStream::connect(server.address()).unwrap();
    silent.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
    silent.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    let mut start = [0; 8];
    silent.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1");
    silent.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    assert!(silent.read(&mut [0; 1]).is_err());
    // It is over.
    assert_eq!(get(&server, "/"), "");
    let statuses: Vec<Option<u16>> = server.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [Some(429), None, Some(200), None, None, None, None]);
}
