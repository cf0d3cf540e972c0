//! Answers that fail, as bytes.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

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
    assert_eq!(statuses, [some, some, some, Some(502), None, None, None, Some(200)]);
}
