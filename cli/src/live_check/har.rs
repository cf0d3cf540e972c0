//! HAR, as browsers and proxies record: one document, of which the entries are read one by one.

use std::fmt;
use std::io::{self, BufRead};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::record::{self, LONGEST_BODY, Record, Sender};
use super::vendors::Vendors;

/// Whether this is HAR: a JSON object whose first member is `log`. Nothing is taken from the reader.
pub(super) fn is_har(from: &mut dyn BufRead) -> io::Result<bool> {
    let head = from.fill_buf()?;
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let member = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    Ok(member.is_some_and(|member| member.starts_with(b"\"log\"")))
}

/// Reads every entry. The body of a response of no known vendor is passed over.
pub(super) fn read(
    from: &mut dyn BufRead,
    vendors: &Vendors<'_>,
    mut each: impl FnMut(Record),
) -> Result<(), serde_json::Error> {
    if from.fill_buf().is_ok_and(|head| head.starts_with(b"\xEF\xBB\xBF")) {
        from.consume(3);
    }
    let mut number = 0;
    let mut take = |record: Record| {
        number += 1;
        each(Record { number, ..record });
    };
    let mut json = serde_json::Deserializer::from_reader(from);
    Member { name: "log", then: Member { name: "entries", then: Entries { vendors, take: &mut take } } }
        .deserialize(&mut json)?;
    json.end()
}

/// One member of an object is read by a seed, and all others are passed over.
struct Member<S> {
    name: &'static str,
    then: S,
}

impl<'de, S: DeserializeSeed<'de, Value = ()>> DeserializeSeed<'de> for Member<S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de, Value = ()>> Visitor<'de> for Member<S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut then = Some(self.then);
        while let Some(name) = map.next_key::<String>()? {
            match then.take_if(|_| name == self.name) {
                Some(then) => map.next_value_seed(then)?,
                None => {
                    let IgnoredAny = map.next_value()?;
                }
            }
        }
        match then {
            None => Ok(()),
            Some(_) => Err(serde::de::Error::missing_field(self.name)),
        }
    }
}

/// The list of entries.
struct Entries<'v, 't> {
    vendors: &'v Vendors<'v>,
    take: &'t mut dyn FnMut(Record),
}

impl<'de> DeserializeSeed<'de> for Entries<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(record) = list.next_element_seed(Entry { vendors: self.vendors })? {
            (self.take)(record);
        }
        Ok(())
    }
}

/// One entry, of which only the host, the status, the headers and the body are kept.
struct Entry<'v> {
    vendors: &'v Vendors<'v>,
}

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Entry<'_> {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        let mut body = Body::default();
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "request" => {
                    let mut url = None;
                    map.next_value_seed(Parts(
                        &mut |name, value| {
                            if name == "url" {
                                url = value.as_str().and_then(host);
                            }
                        },
                        &["url"],
                    ))?;
                    record.sender = url.map_or(Sender::Unsaid, Sender::Host);
                }
                // Where the request is not known yet, the response may be anybody's.
                "response" if record.sender != Sender::Unsaid && !self.vendors.knows(&record.sender) => {
                    let IgnoredAny = map.next_value()?;
                }
                "response" => map.next_value_seed(Response { record: &mut record, body: &mut body })?,
                _ => {
                    let IgnoredAny = map.next_value()?;
                }
            }
        }
        record.body = body.bytes();
        Ok(record)
    }
}

/// The response of an entry.
struct Response<'r> {
    record: &'r mut Record,
    body: &'r mut Body,
}

impl<'de> DeserializeSeed<'de> for Response<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { record, body } = self;
        Parts(
            &mut |name, value| match name {
                "status" => record.status = record::status(&value),
                "headers" => record.headers = record::headers(value),
                _ => *body = Body::of(value),
            },
            &["status", "headers", "content"],
        )
        .deserialize(deserializer)
    }
}

/// Some members of an object, each given to a function; all others are passed over.
struct Parts<'f>(&'f mut dyn FnMut(&str, Value), &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Parts<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Parts<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(take, names) = self;
        while let Some(name) = map.next_key::<String>()? {
            match names.contains(&name.as_str()) {
                true => take(&name, map.next_value()?),
                false => {
                    let IgnoredAny = map.next_value()?;
                }
            }
        }
        Ok(())
    }
}

/// The content of a response.
#[derive(Default)]
struct Body {
    text: String,
    is_base64: bool,
}

impl Body {
    fn of(mut content: Value) -> Self {
        let text = match content.get_mut("text").map(Value::take) {
            Some(Value::String(text)) if text.len() <= LONGEST_BODY => text,
            _ => String::new(),
        };
        Self { text, is_base64: content.get("encoding").is_some_and(|encoding| encoding == "base64") }
    }

    fn bytes(self) -> Vec<u8> {
        // What is not what it says it is stays as it is.
        match self.is_base64.then(|| BASE64.decode(&self.text)) {
            Some(Ok(bytes)) => bytes,
            _ => self.text.into_bytes(),
        }
    }
}

/// The host of an address.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(host, _)| host);
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}
