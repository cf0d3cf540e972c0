//! Sends an answer, or fails to as it was asked to.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use crate::reply::{Fault, Framing, Reply};

/// How long a connection stays open in silence.
const SILENCE: Duration = Duration::from_secs(600);
/// How long a client has to take the end of an answer.
const LINGER: Duration = Duration::from_secs(5);

/// Sends a reply. `has_body` is whether the client wants one.
pub(crate) fn send(connection: &mut TcpStream, reply: &Reply, has_body: bool) -> io::Result<()> {
    thread::sleep(reply.delay);
    match reply.fault {
        Some(Fault::Drop) => return connection.shutdown(Shutdown::Both),
        Some(Fault::Silence) => return stay(connection),
        Some(Fault::Break) => {
            connection.write_all(&broken(reply))?;
            return end(connection);
        }
        Some(Fault::Cut) => {
            let whole = reply.head(Framing::Length).len() + half(&reply.body).len();
            connection.write_all(start(&bytes(reply, true), whole))?;
            return end(connection);
        }
        Some(Fault::CutAt(length)) => {
            connection.write_all(start(&bytes(reply, has_body), length))?;
            return end(connection);
        }
        None | Some(Fault::ThenSilence) => {}
    }
    connection.write_all(&bytes(reply, has_body))?;
    for (pause, bytes) in &reply.later {
        thread::sleep(*pause);
        connection.write_all(bytes)?;
    }
    if reply.fault.is_some() { stay(connection) } else { end(connection) }
}

/// A whole reply.
fn bytes(reply: &Reply, has_body: bool) -> Vec<u8> {
    if let Some(raw) = &reply.raw {
        return raw.clone();
    }
    let mut bytes = reply.head(Framing::Length).into_bytes();
    if has_body && !reply.has_no_body() {
        bytes.extend_from_slice(&reply.body);
    }
    bytes
}

/// A reply as a stream that breaks off in the middle.
fn broken(reply: &Reply) -> Vec<u8> {
    let half = half(&reply.body);
    let mut bytes = reply.head(Framing::Chunks).into_bytes();
    if !half.is_empty() {
        bytes.extend_from_slice(format!("{:x}\r\n", half.len()).as_bytes());
        bytes.extend_from_slice(half);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes
}

/// Keeps the connection open until the client goes.
fn stay(connection: &mut TcpStream) -> io::Result<()> {
    connection.set_read_timeout(Some(SILENCE))?;
    drain(connection, SILENCE);
    Ok(())
}

/// Ends an answer so that the client gets all that was sent.
fn end(connection: &mut TcpStream) -> io::Result<()> {
    connection.flush()?;
    connection.shutdown(Shutdown::Write)?;
    connection.set_read_timeout(Some(LINGER))?;
    drain(connection, LINGER);
    Ok(())
}

/// Reads on until the client goes, or the time is over.
fn drain(connection: &mut TcpStream, time: Duration) {
    let (start, mut buffer) = (Instant::now(), [0; 4096]);
    while start.elapsed() < time && connection.read(&mut buffer).is_ok_and(|length| length > 0) {}
}

fn half(body: &[u8]) -> &[u8] {
    start(body, body.len() / 2)
}

/// The first bytes, as many as there are.
fn start(bytes: &[u8], length: usize) -> &[u8] {
    bytes.get(..length).unwrap_or(bytes)
}
