//! Looks up one value in a body, as raw JSON.

use core::fmt;

use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::runtime::plan::list_index;
use crate::runtime::table::{Pointer, Table};

/// The raw JSON of the value at a pointer; of equal members the last counts.
pub(in crate::runtime) fn at_pointer<'a>(json: &'a str, pointer: Pointer<'_>) -> Option<&'a str> {
    at_path(json, &pointer.segments.iter().map(|name| Segment::Name(name)))
}

/// The raw JSON of the error at this index of the list of errors.
pub(in crate::runtime) fn error<'a>(json: &'a str, table: &Table<'_>, index: usize) -> Option<&'a str> {
    let list = at_pointer(json, table.envelope.each?)?;
    at_path(list, &core::iter::once(Segment::Index(index)))
}

fn at_path<'a, 's, I: Iterator<Item = Segment<'s>> + Clone>(json: &'a str, path: &I) -> Option<&'a str> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    Step { path: path.clone() }.deserialize(&mut deserializer).ok()?
}

/// One step of a path.
#[derive(Clone, Copy)]
enum Segment<'s> {
    Name(&'s str),
    Index(usize),
}

impl Segment<'_> {
    fn is_name(self, name: &str) -> bool {
        match self {
            Self::Name(wanted) => wanted == name,
            Self::Index(_) => false,
        }
    }

    fn index(self) -> Option<usize> {
        match self {
            Self::Name(segment) => list_index(segment),
            Self::Index(index) => Some(index),
        }
    }
}

/// The value that is to be read, and what is left of the path from there.
#[derive(Clone)]
struct Step<I> {
    path: I,
}

impl<'de, 's, I: Iterator<Item = Segment<'s>> + Clone> DeserializeSeed<'de> for Step<I> {
    type Value = Option<&'de str>;

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.path.next() {
            None => <&RawValue>::deserialize(deserializer).map(|raw| Some(raw.get())),
            Some(segment) => deserializer.deserialize_any(Inside { segment, below: self }),
        }
    }
}

/// A value of which one part is wanted.
struct Inside<'s, I> {
    segment: Segment<'s>,
    below: Step<I>,
}

impl<'de, 's, I: Iterator<Item = Segment<'s>> + Clone> Visitor<'de> for Inside<'s, I> {
    type Value = Option<&'de str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut before = self.segment.index().unwrap_or(usize::MAX);
        while before > 0 {
            if list.next_element::<IgnoredAny>()?.is_none() {
                return Ok(None);
            }
            before -= 1;
        }
        let found = list.next_element_seed(self.below)?.flatten();
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(found)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(is_wanted) = object.next_key_seed(Key { wanted: self.segment })? {
            if is_wanted {
                found = object.next_value_seed(self.below.clone())?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether a member has the wanted name.
struct Key<'s> {
    wanted: Segment<'s>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<bool, E> {
        Ok(self.wanted.is_name(name))
    }
}
