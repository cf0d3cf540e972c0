//! HAR, as browsers and proxies record: one document, of which the entries are read one by one.

use std::fmt;
use std::io::BufRead;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::error::Error;
use super::record::{self, Recorded, Sender};

/// Whether the responses of a sender are wanted.
type IsWanted<'w> = &'w dyn Fn(&Sender) -> bool;

/// Reads every entry.
pub(super) fn read(
    from: &mut dyn BufRead,
    is_wanted: IsWanted<'_>,
    each: &mut dyn FnMut(Recorded),
) -> Result<(), Error> {
    let mut json = serde_json::Deserializer::from_reader(from);
    let entries = Member { name: "entries", then: Entries { is_wanted, each } };
    let read = Member { name: "log", then: entries }.deserialize(&mut json);
    read.and_then(|()| json.end()).map_err(Error::har)
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
struct Entries<'a> {
    is_wanted: IsWanted<'a>,
    each: &'a mut dyn FnMut(Recorded),
}

impl<'de> DeserializeSeed<'de> for Entries<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(recorded) = list.next_element_seed(Entry { is_wanted: self.is_wanted })? {
            number += 1;
            (self.each)(Recorded { number, ..recorded });
        }
        Ok(())
    }
}

/// One entry, of which only the host, the status, the headers and the body are kept.
struct Entry<'w> {
    is_wanted: IsWanted<'w>,
}

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = Recorded;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Recorded, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Entry<'_> {
    type Value = Recorded;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Recorded, A::Error> {
        let mut recorded = Recorded::default();
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
                    recorded.sender = url.map_or(Sender::Unsaid, Sender::Host);
                }
                // Where the request is not known yet, the response may be anybody's.
                "response" if recorded.sender != Sender::Unsaid && !(self.is_wanted)(&recorded.sender) => {
                    let IgnoredAny = map.next_value()?;
                }
                "response" => map.next_value_seed(Response(&mut recorded))?,
                _ => {
                    let IgnoredAny = map.next_value()?;
                }
            }
        }
        Ok(recorded)
    }
}

/// The response of an entry.
struct Response<'r>(&'r mut Recorded);

impl<'de> DeserializeSeed<'de> for Response<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self(recorded) = self;
        Parts(
            &mut |name, mut value| match name {
                "status" => recorded.status = record::status(&value),
                "headers" => recorded.headers = record::headers(value),
                _ => {
                    let text = value.get_mut("text").map(Value::take).unwrap_or_default();
                    recorded.body = record::body(text, value.get("encoding"));
                }
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
