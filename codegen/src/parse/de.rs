//! Reads the raw types from the tree, and goes on after an error.
//!
//! serde stops at the first error. Here an error is written down by the innermost reader that sees
//! it, which knows the exact place. The value that it comes from is left out, and the element of the
//! list that it is in is read again, until nothing new is bad in it; then the list drops the element and
//! goes on. Fields that no type knows are written down and passed over. Within one mapping, lists are
//! read before mappings and scalars, so that a bad scalar hides nothing below its neighbours.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::de::value::{BorrowedStrDeserializer, U64Deserializer};
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer, Unexpected, Visitor};

use super::error::Error;
use super::node::{Node, Value};
use super::{required, shape};
use crate::raw;

/// Reads a catalog without what can't be read, and says why not.
pub(crate) fn read(tree: &Node, text: &str) -> Read {
    let sink = Sink { text, ..Sink::default() };
    let catalog = shape::Again::deserialize(De { node: tree, key: None, sink: &sink });
    Read {
        catalog: catalog.ok().map(|shape::Again(catalog)| catalog),
        errors: misplaced(sink.errors.into_inner()),
        lost: sink.lost.into_inner(),
    }
}

/// What could be read.
pub(crate) struct Read {
    /// The catalog, without what is bad.
    pub(crate) catalog: Option<raw::Catalog>,
    /// What is bad.
    pub(crate) errors: Vec<Error>,
    /// The codes and ids of what is left out.
    pub(crate) lost: HashSet<String>,
}

/// A field that is missing in one mapping and stands in another one after it is told once, where it
/// stands: most likely its line is indented too little.
fn misplaced(errors: Vec<Error>) -> Vec<Error> {
    let unknown = |error: &Error| error.unknown.clone().zip(error.span.clone());
    let mut standing: HashMap<String, Vec<Range<usize>>> = HashMap::new();
    for (name, span) in errors.iter().filter_map(unknown) {
        standing.entry(name).or_default().push(span);
    }
    let mut missed: HashMap<Range<usize>, Range<usize>> = HashMap::new();
    let mut kept = Vec::with_capacity(errors.len());
    for error in errors {
        let place = error.span.clone().unwrap_or_default();
        let spans = error.missing.and_then(|field| standing.get_mut(field));
        let next = spans.and_then(|spans| {
            let at = spans.iter().position(|span| span.start > place.start)?;
            Some(spans.remove(at))
        });
        match next {
            Some(span) => drop(missed.insert(span, place)),
            None => kept.push(error),
        }
    }
    let moved = |error: Error| match missed.get(error.span.as_ref().unwrap_or(&(0..0))) {
        Some(place) if error.unknown.is_some() => error
            .related(place.clone(), "missing here")
            .help("indent it as far as the fields that it belongs to"),
        _ => error,
    };
    kept.into_iter().map(moved).collect()
}

#[derive(Default)]
struct Sink<'a> {
    text: &'a str,
    errors: RefCell<Vec<Error>>,
    /// What was written down, so that reading again writes nothing twice.
    told: RefCell<HashSet<(Range<usize>, String)>>,
    /// The values that are left out, by their nodes' addresses.
    left_out: RefCell<HashSet<usize>>,
    /// The codes and ids of elements that are dropped.
    lost: RefCell<HashSet<String>>,
    /// How much is bad in the element that is being read.
    damage: Cell<usize>,
}

impl Sink<'_> {
    fn record(&self, error: Error) {
        self.damage.set(self.damage.get() + 1);
        let place = error.span.clone().unwrap_or_default();
        if self.told.borrow_mut().insert((place, error.message.clone())) {
            self.errors.borrow_mut().push(error);
        }
    }

    /// Notes how a dropped element is called, so that it is not missed where another one names it.
    fn lose(&self, node: &Node) {
        let Value::Map(pairs) = &node.value else { return };
        let names = pairs.iter().filter(|(key, _)| matches!(key.text(), Some("code" | "id")));
        self.lost.borrow_mut().extend(names.filter_map(|(_, value)| value.text().map(str::to_owned)));
    }

    fn leave_out(&self, node: &Node) {
        self.left_out.borrow_mut().insert(address(node));
    }

    fn is_left_out(&self, node: &Node) -> bool {
        self.left_out.borrow().contains(&address(node))
    }
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

#[derive(Clone, Copy)]
struct De<'a> {
    node: &'a Node,
    /// The key that it stands behind, to point at where there is nothing.
    key: Option<&'a Node>,
    sink: &'a Sink<'a>,
}

/// What a mapping has for a raw type.
struct Fields<'a> {
    pairs: Vec<&'a (Node, Node)>,
    /// The fields whose absence is told already.
    absent: Vec<&'a str>,
}

impl<'a> De<'a> {
    /// Writes an error down once, with the place of this node where it has none yet.
    fn guard<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|mut error| {
            if !error.recorded {
                error.recorded = true;
                error.span.get_or_insert_with(|| self.place());
                self.sink.record(error.clone());
            }
            error
        })
    }

    /// The place to underline: for a mapping its first key, for a list its start.
    fn place(self) -> Range<usize> {
        match &self.node.value {
            _ if self.node.span.is_empty() => self.key.map_or(self.node.span.clone(), |key| key.span.clone()),
            Value::Map(pairs) => pairs.first().map_or(self.node.span.clone(), |(key, _)| key.span.clone()),
            Value::List(_) => {
                let start = self.node.span.start;
                start
                    ..self
                        .sink
                        .text
                        .get(start..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(start, |c| start + c.len_utf8())
            }
            _ => self.node.span.clone(),
        }
    }

    fn unexpected(self) -> Unexpected<'a> {
        match &self.node.value {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Integer(value) => Unexpected::Signed(*value),
            Value::Unsigned(value) => Unexpected::Unsigned(*value),
            Value::Float(value) => Unexpected::Float(*value),
            Value::Text(value) => Unexpected::Str(value),
            Value::List(_) => Unexpected::Seq,
            Value::Map(_) => Unexpected::Map,
        }
    }

    fn text<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        match (&self.node.value, &self.node.plain) {
            (Value::Text(text), _) => visitor.visit_str(text),
            (Value::List(_) | Value::Map(_), _) | (Value::Null, None) => {
                Err(de::Error::invalid_type(self.unexpected(), &visitor))
            }
            (Value::Null, Some(plain)) if plain.is_empty() => {
                Err(de::Error::invalid_type(self.unexpected(), &visitor))
            }
            (_, plain) => Err(unquoted(self.node.span.clone(), plain.as_deref().unwrap_or_default())),
        }
    }

    fn pairs<V: Visitor<'a>>(
        self,
        pairs: Vec<&'a (Node, Node)>,
        around: Around,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Pairs { pairs: pairs.into_iter(), pair: None, around, sink: self.sink })
    }

    /// The pairs of a mapping, each key once: a second one is written down and passed over.
    fn once(self, pairs: &'a [(Node, Node)]) -> Vec<&'a (Node, Node)> {
        let mut first: HashMap<&str, &Node> = HashMap::with_capacity(pairs.len());
        let mut kept = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let key = match (&pair.0.value, &pair.0.plain) {
                (Value::Text(text), _) => text,
                (_, Some(plain)) => plain,
                _ => {
                    self.sink.record(
                        Error::new("wrong-type", pair.0.span.clone())
                            .message("a key has to be text")
                            .help("write the key as text; a value in braces here may need quotes"),
                    );
                    continue;
                }
            };
            match first.get(key.as_str()) {
                Some(earlier) => self.sink.record(twice(key, pair.0.span.clone(), earlier.span.clone())),
                None => {
                    first.insert(key, &pair.0);
                    kept.push(pair);
                }
            }
        }
        kept
    }

    fn structure<V: Visitor<'a>>(
        self,
        name: &'static str,
        pairs: &'a [(Node, Node)],
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let around = if required::goes_on(name) { Around::GoesOn } else { Around::Fails };
        let before = self.sink.damage.get();
        let Fields { pairs, absent } = self.fields(name, pairs, fields);
        if around == Around::GoesOn {
            self.sink.damage.set(before);
        }
        self.pairs(pairs, around, visitor).map_err(|mut error| {
            error.recorded |= error.missing.is_some_and(|field| absent.contains(&field));
            error
        })
    }

    /// The fields of a struct, lists first, without those that are left out. What the struct does not have
    /// and what it misses is written down.
    fn fields(
        self,
        name: &'static str,
        pairs: &'a [(Node, Node)],
        fields: &'static [&'static str],
    ) -> Fields<'a> {
        let is_known = |key: &Node| key.text().is_some_and(|name| fields.contains(&name));
        let (mut known, unknown): (Vec<_>, Vec<_>) =
            self.once(pairs).into_iter().partition(|(key, _)| is_known(key));
        let given = |field: &str| known.iter().any(|(key, _)| key.text() == Some(field));
        let mut missing: Vec<&str> = required::of(name).filter(|field| !given(field)).collect();
        let mut absent = missing.clone();
        self.unknown(&unknown, &known, fields, &mut missing);
        for field in missing {
            let missing: Error = de::Error::missing_field(field);
            self.sink.record(missing.at(self.place()));
        }
        known.retain(|(key, value)| {
            let left_out = self.sink.is_left_out(value);
            if left_out {
                self.sink.damage.set(self.sink.damage.get() + 1);
                absent.extend(key.text());
            }
            !left_out
        });
        known.extend(absent.iter().filter_map(|field| required::stand_in(name, field)));
        known.sort_by_key(|(_, value)| match value.value {
            Value::List(_) => 0,
            Value::Map(_) => 1,
            _ => 2,
        });
        Fields { pairs: known, absent }
    }

    /// Writes down the fields that are not known. Those that they are meant to be are not missing.
    fn unknown(
        self,
        pairs: &[&'a (Node, Node)],
        known: &[&(Node, Node)],
        fields: &'static [&'static str],
        missing: &mut Vec<&'static str>,
    ) {
        // Another mapping altogether: what is wrong is where it stands, not each of its fields.
        if let ([(key, _), _, ..], []) = (pairs, known) {
            let mut unknown =
                <Error as de::Error>::unknown_field(key.text().unwrap_or_default(), fields).suggest(None);
            unknown.label = "nor are the fields after it known here".to_owned();
            missing.clear();
            return self.sink.record(unknown.at(key.span.clone()));
        }
        for (key, _) in pairs {
            let name = key.text().or(key.plain.as_deref()).unwrap_or_default();
            let mut unknown: Error = de::Error::unknown_field(name, fields);
            if let ([only], [_], None) = (missing.as_slice(), pairs, &unknown.suggestion) {
                unknown = unknown.suggest(Some(only));
            }
            missing.retain(|field| unknown.suggestion.as_deref() != Some(field));
            self.sink.record(unknown.at(key.span.clone()));
        }
    }
}

/// A scalar where text belongs, which YAML reads as something else.
pub(crate) fn unquoted(span: Range<usize>, plain: &str) -> Error {
    Error::new("unquoted-scalar", span)
        .message(format!("`{}` without quotes is not text everywhere in YAML", plain.escape_debug()))
        .label("read as a number, a truth value, a time or nothing")
        .help(format!("write \"{}\"", plain.escape_default()))
}

fn twice(key: &str, span: Range<usize>, first: Range<usize>) -> Error {
    Error::new("duplicate-key", span)
        .message(format!("`{}` is given twice", key.escape_debug()))
        .label("the second time")
        .related(first, "first given here")
        .help("keep one of them")
}

macro_rules! numbers {
    ($($method:ident)+) => {
        $(fn $method<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
            let result = match &self.node.value {
                Value::Integer(value) => visitor.visit_i64(*value),
                Value::Unsigned(value) => visitor.visit_u64(*value),
                Value::Float(value) => visitor.visit_f64(*value),
                _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
            };
            self.guard(result)
        })+
    };
}

impl<'a> de::Deserializer<'a> for De<'a> {
    type Error = Error;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Integer(value) => visitor.visit_i64(*value),
            Value::Unsigned(value) => visitor.visit_u64(*value),
            Value::Float(value) => visitor.visit_f64(*value),
            Value::Text(value) => visitor.visit_str(value),
            Value::List(nodes) => visitor.visit_seq(Elements { nodes: nodes.iter(), sink: self.sink }),
            Value::Map(pairs) => self.pairs(self.once(pairs), Around::Fails, visitor),
        };
        self.guard(result)
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        };
        self.guard(result)
    }

    fn deserialize_str<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        self.guard(self.text(visitor))
    }

    fn deserialize_string<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    /// A field that is there has a value: `action:` with nothing behind it is a slip, not an absence.
    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = visitor.visit_some(self);
        self.guard(result)
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::List(nodes) => visitor.visit_seq(Elements { nodes: nodes.iter(), sink: self.sink }),
            _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        };
        self.guard(result)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::Map(pairs) => self.pairs(self.once(pairs), Around::Fails, visitor),
            _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        };
        self.guard(result)
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let result = match &self.node.value {
            Value::Map(pairs) => self.structure(name, pairs, fields, visitor),
            _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        };
        self.guard(result)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let result = match (&self.node.value, &self.node.plain) {
            (Value::Text(text), _) => visitor.visit_enum(text.as_str().into_deserializer()),
            // `none` and the like are words; `~`, `true` and `5` are none of any list.
            (Value::Bool(_) | Value::Integer(_) | Value::Float(_), Some(plain)) => {
                visitor.visit_enum(plain.as_str().into_deserializer())
            }
            _ => Err(de::Error::invalid_type(self.unexpected(), &"one word")),
        };
        self.guard(result)
    }

    /// The shapes of [`shape`] ask for what serde does not offer: places, kinds and texts as written.
    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let result = match name {
            shape::SPANNED => visitor.visit_seq(Spanned { step: 0, de: self }),
            shape::AGAIN => {
                visitor.visit_seq(Tries { de: self, damage: self.sink.damage.get(), state: State::Trying })
            }
            shape::KINDED => visitor.visit_seq(Kinded { step: 0, de: self }),
            shape::AS_WRITTEN => match (&self.node.value, &self.node.plain) {
                (Value::Text(text), _) => visitor.visit_str(text),
                (Value::Integer(_) | Value::Unsigned(_) | Value::Float(_), Some(plain)) => {
                    visitor.visit_str(plain)
                }
                _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
            },
            _ => visitor.visit_newtype_struct(self),
        };
        self.guard(result)
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'a>>
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}

struct Elements<'a> {
    nodes: std::slice::Iter<'a, Node>,
    sink: &'a Sink<'a>,
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
enum Around {
    /// It goes on without.
    GoesOn,
    /// It is bad too.
    Fails,
}

struct Pairs<'a> {
    pairs: std::vec::IntoIter<&'a (Node, Node)>,
    pair: Option<&'a (Node, Node)>,
    around: Around,
    sink: &'a Sink<'a>,
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
struct Tries<'a> {
    de: De<'a>,
    /// How much was bad before.
    damage: usize,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
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
        match result {
            Ok(_) if is_damaged => Err(Error::told()),
            result => result.map(Some),
        }
    }
}

/// The start and the end of the place to underline, and then the value.
struct Spanned<'a> {
    step: u8,
    de: De<'a>,
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
struct Kinded<'a> {
    step: u8,
    de: De<'a>,
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
