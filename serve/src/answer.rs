//! Sends an answer, or fails to as it was asked to.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use crate::plan::{Fault, Plan};
use crate::reply::{Framing, Reply};

/// How long a connection stays open in silence.
const SILENCE: Duration = Duration::from_secs(600);
/// How long a client has to take the end of an answer.
const LINGER: Duration = Duration::from_secs(5);

/// Sends what is planned. `has_body` is whether the client wants one.
pub(crate) fn send(connection: &mut TcpStream, plan: &Plan, has_body: bool) -> io::Result<()> {
    thread::sleep(plan.delay);
    match plan.fault {
        None => {
            whole(connection, &plan.reply, has_body)?;
            end(connection)
        }
        Some(Fault::Drop) => connection.shutdown(Shutdown::Both),
        Some(Fault::Silence) => {
            // The client may go earlier.
            connection.set_read_timeout(Some(SILENCE))?;
            drain(connection, SILENCE);
            Ok(())
        }
        Some(Fault::Cut) => {
            let half = half(&plan.reply.body);
            connection.write_all(plan.reply.head(Framing::Length).as_bytes())?;
            connection.write_all(half)?;
            end(connection)
        }
        Some(Fault::Break) => {
            let half = half(&plan.reply.body);
            connection.write_all(plan.reply.head(Framing::Chunks).as_bytes())?;
            if !half.is_empty() {
                connection.write_all(format!("{:x}\r\n", half.len()).as_bytes())?;
                connection.write_all(half)?;
                connection.write_all(b"\r\n")?;
            }
            end(connection)
        }
    }
}

/// Sends a whole reply.
pub(crate) fn whole(connection: &mut TcpStream, reply: &Reply, has_body: bool) -> io::Result<()> {
    let mut bytes = reply.head(Framing::Length).into_bytes();
    if has_body && !reply.has_no_body() {
        bytes.extend_from_slice(&reply.body);
    }
    connection.write_all(&bytes)
}

/// Ends an answer so that the client gets all that was sent.
pub(crate) fn end(connection: &mut TcpStream) -> io::Result<()> {
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
    body.get(..body.len() / 2).unwrap_or_default()
}
