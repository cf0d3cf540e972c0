//! The shapes that the raw types are made of: values with places, one or many, lists that go on.
//!
//! They can be read only by this crate's own reader, which knows the three newtypes below.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Range};

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::raw;

/// Asks the reader for a value and its place.
pub(super) const SPANNED: &str = "$errcat::Spanned";
/// Asks the reader for the kind of a value (one of the next four) and the value.
pub(super) const KINDED: &str = "$errcat::Kinded";
pub(super) const SCALAR: &str = "scalar";
pub(super) const LIST: &str = "list";
pub(super) const EMPTY_LIST: &str = "empty list";
pub(super) const MAPPING: &str = "mapping";
/// Asks the reader for one value again and again, without what was bad in it the times before.
pub(super) const AGAIN: &str = "$errcat::Again";
/// Asks the reader for the text of a number or text as it is written.
pub(super) const AS_WRITTEN: &str = "$errcat::AsWritten";

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Which bytes of the file.
    pub span: Range<usize>,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end, value) = deserializer.deserialize_newtype_struct(SPANNED, Triple(PhantomData))?;
        Ok(Self { value, span: start..end })
    }
}

/// A number or a text, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScalarText {
    /// The text.
    pub text: String,
    /// Which bytes of the file.
    pub span: Range<usize>,
}

impl<'de> Deserialize<'de> for ScalarText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value: AsWritten(text), span } = Spanned::deserialize(deserializer)?;
        Ok(Self { text, span })
    }
}

/// Reads a duration: one without a unit is a number to YAML, and is told to be no duration.
pub(crate) fn as_written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Spanned<String>, D::Error> {
    ScalarText::deserialize(deserializer).map(|ScalarText { text, span }| Spanned { value: text, span })
}

/// Reads a duration that may be left out; see [`as_written`].
pub(crate) fn some_as_written<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Spanned<String>>, D::Error> {
    as_written(deserializer).map(Some)
}

/// A list of which a bad element is reported, with all that is bad in it, and left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Each<T>(pub Vec<T>);

/// What is left out stands nowhere.
impl<T: Default> Default for Spanned<T> {
    fn default() -> Self {
        Self { value: T::default(), span: 0..0 }
    }
}

impl<T> Default for Each<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for Each<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Each<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(EachVisitor(PhantomData)).map(Self)
    }
}

/// One value, or a list of them that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_kind(deserializer)
    }
}

impl<'de, T: Deserialize<'de>> ByKind<'de> for OneOrMany<T> {
    fn read<A: SeqAccess<'de>>(kind: &str, seq: &mut A) -> Result<Self, A::Error> {
        match kind {
            EMPTY_LIST => Err(de::Error::invalid_length(0, &"at least one value")),
            LIST => Ok(Self(required::<Readable<T>, _>(seq)?.0)),
            _ => Ok(Self(vec![required(seq)?])),
        }
    }
}

/// A mapping in the order of the file, each key once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlMap<T>(pub Vec<(Spanned<String>, T)>);

impl<T> Default for YamlMap<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for YamlMap<T> {
    type Target = [(Spanned<String>, T)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for YamlMap<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData)).map(Self)
    }
}

impl<'de> Deserialize<'de> for raw::Location {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_kind(deserializer)
    }
}

impl<'de> ByKind<'de> for raw::Location {
    fn read<A: SeqAccess<'de>>(kind: &str, seq: &mut A) -> Result<Self, A::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Header {
            header: Spanned<String>,
        }
        match kind {
            MAPPING => Ok(Self::Header(required::<Header, _>(seq)?.header)),
            _ => Ok(Self::Pointer(required(seq)?)),
        }
    }
}

impl<'de> Deserialize<'de> for raw::RetryRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_kind(deserializer)
    }
}

impl<'de> ByKind<'de> for raw::RetryRule {
    fn read<A: SeqAccess<'de>>(word: &str, seq: &mut A) -> Result<Self, A::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Mapping {
            kind: Spanned<errcat::Retry>,
            documented: Option<Spanned<String>>,
            max_attempts: Option<Spanned<u32>>,
            #[serde(default, deserialize_with = "some_as_written")]
            default_wait: Option<Spanned<String>>,
            change: Option<Spanned<String>>,
            window: Option<Spanned<errcat::Window>>,
        }
        let mapping = match word {
            MAPPING => required(seq)?,
            _ => Mapping {
                kind: required(seq)?,
                documented: None,
                max_attempts: None,
                default_wait: None,
                change: None,
                window: None,
            },
        };
        let Mapping { kind, documented, max_attempts, default_wait, change, window } = mapping;
        Ok(Self { kind, documented, max_attempts, default_wait, change, window })
    }
}

impl<'de> Deserialize<'de> for raw::Expect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_kind(deserializer)
    }
}

impl<'de> ByKind<'de> for raw::Expect {
    fn read<A: SeqAccess<'de>>(kind: &str, seq: &mut A) -> Result<Self, A::Error> {
        match kind {
            MAPPING => Ok(Self::Verdict(Box::new(required(seq)?))),
            EMPTY_LIST => Err(de::Error::invalid_length(0, &"at least one verdict, or `none`,")),
            LIST => Ok(Self::Verdicts(required::<Each<_>, _>(seq)?.0)),
            _ => required::<NoError, _>(seq).map(|NoError::None| Self::NoError),
        }
    }
}

/// The one word that says that a response is no error.
#[derive(serde::Deserialize)]
enum NoError {
    #[serde(rename = "none")]
    None,
}

impl<'de> Deserialize<'de> for raw::TestValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TestValueVisitor)
    }
}

struct TestValueVisitor;

impl Visitor<'_> for TestValueVisitor {
    type Value = raw::TestValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a whole number, `true` or `false`")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(raw::TestValue::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(raw::TestValue::Integer(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(raw::TestValue::Text(value.to_owned()))
    }
}

/// A type that is read by the kind of what stands there.
trait ByKind<'de>: Sized {
    /// Reads the value, which is the next element.
    fn read<A: SeqAccess<'de>>(kind: &str, seq: &mut A) -> Result<Self, A::Error>;
}

fn by_kind<'de, T: ByKind<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(KINDED, KindVisitor(PhantomData))
}

struct KindVisitor<T>(PhantomData<T>);

impl<'de, T: ByKind<'de>> Visitor<'de> for KindVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        let kind: &'de str = required(&mut seq)?;
        T::read(kind, &mut seq)
    }
}

fn required<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(seq: &mut A) -> Result<T, A::Error> {
    seq.next_element()?.ok_or_else(|| de::Error::custom("a value is missing"))
}

struct Triple<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Triple<T> {
    type Value = (usize, usize, T);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        Ok((required(&mut seq)?, required(&mut seq)?, required(&mut seq)?))
    }
}

struct AsWritten(String);

impl<'de> Deserialize<'de> for AsWritten {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(AS_WRITTEN, AsWrittenVisitor)
    }
}

struct AsWrittenVisitor;

impl Visitor<'_> for AsWrittenVisitor {
    type Value = AsWritten;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or text")
    }

    fn visit_str<E>(self, text: &str) -> Result<AsWritten, E> {
        Ok(AsWritten(text.to_owned()))
    }
}

struct EachVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EachVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Vec<T>, A::Error> {
        let elements: Readable<Again<T>> = Readable::of(seq)?;
        Ok(elements.0.into_iter().map(|Again(element)| element).collect())
    }
}

/// The elements of a list that can be read. What is bad in another one is bad for what the list stands in.
struct Readable<T>(Vec<T>);

impl<'de, T: Deserialize<'de>> Readable<T> {
    fn of<A: SeqAccess<'de>>(mut seq: A) -> Result<Self, A::Error> {
        let mut elements = Vec::new();
        loop {
            // An error is written down already, and the next call goes on behind it.
            match seq.next_element() {
                Ok(Some(element)) => elements.push(element),
                Ok(None) => return Ok(Self(elements)),
                Err(_) => {}
            }
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Readable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ReadableVisitor(PhantomData))
    }
}

struct ReadableVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ReadableVisitor<T> {
    type Value = Readable<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Readable<T>, A::Error> {
        Readable::of(seq)
    }
}

/// A value that is tried until nothing new is bad in it.
pub(super) struct Again<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Again<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(AGAIN, AgainVisitor(PhantomData)).map(Self)
    }
}

struct AgainVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for AgainVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    /// Each element is the value once more, as long as it is worth it.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        let mut last = None;
        loop {
            match seq.next_element() {
                Ok(Some(value)) => return Ok(value),
                Ok(None) => return Err(last.unwrap_or_else(|| de::Error::custom("nothing to read"))),
                Err(error) => last = Some(error),
            }
        }
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MapVisitor<T> {
    type Value = Vec<(Spanned<String>, T)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        loop {
            // As in a list: what fails is written down, and the next call goes on behind it.
            match map.next_key::<Spanned<String>>() {
                Ok(Some(key)) => {
                    if let Ok(value) = map.next_value() {
                        pairs.push((key, value));
                    }
                }
                Ok(None) => return Ok(pairs),
                Err(_) => {}
            }
        }
    }
}
