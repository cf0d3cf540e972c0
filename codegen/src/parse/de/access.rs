//! How serde walks through lists and mappings, and reads a value once more.

use serde::de::value::{BorrowedStrDeserializer, U64Deserializer};
use serde::de::{self, DeserializeSeed};

use super::sink::Sink;
use super::{De, Error, Node, Value, shape};

/// The elements of a list.
pub(super) struct Elements<'a> {
    pub(super) nodes: std::slice::Iter<'a, Node>,
    pub(super) sink: &'a Sink<'a>,
}

impl<'a> de::SeqAccess<'a> for Elements<'a> {
    type Error = Error;

    /// After an error the next call goes on with the next element.
    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.nodes.next().map(|node| seed.deserialize(De { node, key: None, sink: self.sink })).transpose()
    }
}

/// What becomes of a mapping that something is bad in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// It goes on without.
    GoesOn,
    /// It is bad too.
    Fails,
}

/// The fields of a mapping.
pub(super) struct Pairs<'a> {
    pub(super) pairs: std::vec::IntoIter<&'a (Node, Node)>,
    pub(super) pair: Option<&'a (Node, Node)>,
    pub(super) around: Around,
    pub(super) sink: &'a Sink<'a>,
}

impl<'a> de::MapAccess<'a> for Pairs<'a> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.pair = self.pairs.next();
        let Some((key, _)) = self.pair else { return Ok(None) };
        seed.deserialize(De { node: key, key: None, sink: self.sink }).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some((key, node)) = self.pair.take() else {
            return Err(de::Error::custom("a value without a key"));
        };
        let damage = self.sink.damage.get();
        let result = seed.deserialize(De { node, key: Some(key), sink: self.sink });
        if self.around == Around::GoesOn {
            self.sink.damage.set(damage);
        }
        result.map_err(|mut error| {
            if !error.left_out {
                error.left_out = true;
                self.sink.leave_out(node);
            }
            error
        })
    }
}

/// One value, read again as long as something else was bad in it than before.
pub(super) struct Tries<'a> {
    pub(super) de: De<'a>,
    /// How much was bad before.
    pub(super) damage: usize,
    pub(super) state: State,
}

/// Whether it is worth another try.
#[derive(PartialEq, Eq)]
pub(super) enum State {
    Trying,
    Ended,
}

impl<'a> de::SeqAccess<'a> for Tries<'a> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.state == State::Ended {
            return Ok(None);
        }
        let sink = self.de.sink;
        let left_out = sink.left_out.borrow().len();
        let result = seed.deserialize(self.de);
        let is_new = sink.left_out.borrow().len() > left_out;
        if result.is_err() && is_new {
            return result.map(Some);
        }
        self.state = State::Ended;
        let is_damaged = sink.damage.get() > self.damage;
        sink.damage.set(self.damage);
        if result.is_err() || is_damaged {
            sink.lose(self.de.node);
        }
        if is_damaged {
            sink.damaged.borrow_mut().push(self.de.node.span.clone());
        }
        result.map(Some)
    }
}

/// The start and the end of the place to underline, and then the value.
pub(super) struct Spanned<'a> {
    pub(super) step: u8,
    pub(super) de: De<'a>,
}

impl<'a> de::SeqAccess<'a> for Spanned<'a> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let number = |at: usize| U64Deserializer::<Error>::new(at as u64);
        self.step += 1;
        match self.step {
            1 => seed.deserialize(number(self.de.place().start)).map(Some),
            2 => seed.deserialize(number(self.de.place().end)).map(Some),
            3 => seed.deserialize(self.de).map(Some),
            _ => Ok(None),
        }
    }
}

/// The kind as a word, and then the value.
pub(super) struct Kinded<'a> {
    pub(super) step: u8,
    pub(super) de: De<'a>,
}

impl<'a> de::SeqAccess<'a> for Kinded<'a> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.step += 1;
        let kind = match &self.de.node.value {
            Value::List(nodes) if nodes.is_empty() => shape::EMPTY_LIST,
            Value::List(_) => shape::LIST,
            Value::Map(_) => shape::MAPPING,
            _ => shape::SCALAR,
        };
        match self.step {
            1 => seed.deserialize(BorrowedStrDeserializer::<Error>::new(kind)).map(Some),
            2 => seed.deserialize(self.de).map(Some),
            _ => Ok(None),
        }
    }
}
