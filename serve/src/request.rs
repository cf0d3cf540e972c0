//! Requests as clients send them.

use std::io::{self, Read, Write};

/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;
/// How many headers a request has at most.
const HEADERS: usize = 128;
/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 64 * 1024 * 1024;
/// How much of a body is kept, in bytes.
const KEPT: usize = 64 * 1024;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// With its query.
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    /// Its start, where it is long.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// Reads one; `None` where the connection ends before it begins.
    pub(crate) fn read(connection: &mut (impl Read + Write)) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let (mut request, head) = loop {
            if let Some(found) = parse(&bytes)? {
                break found;
            }
            if bytes.len() > LONGEST_HEAD {
                return Err(invalid("the head is too long"));
            }
            if read_more(connection, &mut bytes)? == 0 {
                return if bytes.is_empty() { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
        };
        if request.header("expect").is_some_and(|expect| expect.eq_ignore_ascii_case("100-continue")) {
            connection.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        let rest = bytes.split_off(head);
        request.body = if request.header("transfer-encoding").is_some() {
            chunked(connection, rest)?
        } else {
            sized(connection, rest, request.length()?)?
        };
        request.body.truncate(KEPT);
        Ok(Some(request))
    }

    /// The first header of this name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// Every header of this name.
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.headers.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }

    /// The length of the body, on which all headers have to agree.
    fn length(&self) -> io::Result<usize> {
        let Some(length) = self.values("content-length").next() else { return Ok(0) };
        if self.values("content-length").any(|other| other != length) {
            return Err(invalid("there are several lengths"));
        }
        // A sign is part of a number only elsewhere.
        let digits = Some(length).filter(|length| length.bytes().all(|byte| byte.is_ascii_digit()));
        digits.and_then(|digits| digits.parse().ok()).ok_or_else(|| invalid("the length is not a number"))
    }
}

fn invalid(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

fn read_more(connection: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let mut buffer = [0; 8192];
    let length = connection.read(&mut buffer)?;
    bytes.extend_from_slice(buffer.get(..length).unwrap_or_default());
    Ok(length)
}

/// The head, and where it ends; `None` where more of it is to come.
fn parse(bytes: &[u8]) -> io::Result<Option<(Request, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let status = parsed.parse(bytes).map_err(|_| invalid("this is not a request of HTTP/1.1"))?;
    let httparse::Status::Complete(end) = status else { return Ok(None) };
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: parsed.path.unwrap_or_default().to_owned(),
        headers: parsed.headers.iter().map(|header| (header.name.to_owned(), text(header.value))).collect(),
        body: Vec::new(),
    };
    Ok(Some((request, end)))
}

fn sized(connection: &mut impl Read, mut body: Vec<u8>, length: usize) -> io::Result<Vec<u8>> {
    if length > LONGEST_BODY {
        return Err(invalid("the body is too long"));
    }
    while body.len() < length {
        if read_more(connection, &mut body)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    body.truncate(length);
    Ok(body)
}

fn chunked(connection: &mut impl Read, mut rest: Vec<u8>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let (start, size) = loop {
            match httparse::parse_chunk_size(&rest).map_err(|_| invalid("a chunk has no size"))? {
                httparse::Status::Complete(found) => break found,
                httparse::Status::Partial if rest.len() > LONGEST_HEAD => {
                    return Err(invalid("the head of a chunk is too long"));
                }
                httparse::Status::Partial if read_more(connection, &mut rest)? == 0 => {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                httparse::Status::Partial => {}
            }
        };
        let size = usize::try_from(size).map_err(|_| invalid("the body is too long"))?;
        if body.len().saturating_add(size) > LONGEST_BODY {
            return Err(invalid("the body is too long"));
        }
        // Behind each chunk, and behind the last one, which is empty, there is a line break.
        let end = start + size;
        while rest.len() < end + 2 {
            if read_more(connection, &mut rest)? == 0 {
                return if size == 0 { Ok(body) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
        }
        if size == 0 {
            return Ok(body);
        }
        body.extend_from_slice(rest.get(start..end).unwrap_or_default());
        rest.drain(..end + 2);
    }
}
