//! The closed lists of words.

use std::borrow::Cow;
use std::marker::PhantomData;

use errcat_core::table::{Area, Encoding, Field, ListChoice, MemberKind, Stability, Stream};
use errcat_core::{Basis, Category, Failure, LimitScope, Party, Remedy, Retry, Window};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::near::Words;
use crate::read::{FromNode, Reader, listed};
use crate::tree::Node;

/// A closed list of `errcat`, which itself knows nothing of schemas.
pub(crate) trait Vocabulary: Copy + 'static {
    /// The name of its definition in the schema.
    const NAME: &'static str;
    /// What the list is about.
    const ABOUT: &'static str;
    /// Every value, in the order of the list.
    const VALUES: &'static [Self];
    /// The word for it.
    fn word(self) -> &'static str;
}

/// Every word of a list, in its order.
pub(crate) fn words<T: Vocabulary>() -> Vec<&'static str> {
    T::VALUES.iter().map(|value| value.word()).collect()
}

fn find<T: Vocabulary>(word: &str) -> Option<T> {
    T::VALUES.iter().copied().find(|value| value.word() == word)
}

/// The definition of a list.
struct Definition<T>(PhantomData<T>);

impl<T: Vocabulary> JsonSchema for Definition<T> {
    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": T::ABOUT, "type": "string", "enum": words::<T>() })
    }
}

macro_rules! vocabularies {
    ($($list:ident: $about:literal,)+) => {$(
        impl Vocabulary for $list {
            const NAME: &'static str = stringify!($list);
            const ABOUT: &'static str = $about;
            const VALUES: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                self.as_str()
            }
        }
    )+};
}

vocabularies! {
    Area: "What a vendor's API is for.",
    Basis: "Which rule gave the verdict.",
    Category: "errcat's own, vendor-neutral class of an error.",
    Encoding: "How a wait is written.",
    Failure: "Why a request got no response.",
    Field: "A fact that a response carries.",
    LimitScope: "Whose limit was reached.",
    ListChoice: "Which error of a list is that of the whole response.",
    MemberKind: "The type of a member of an error's details.",
    Party: "Who has to act.",
    Remedy: "What to do about an error, as a word.",
    Retry: "What a client may do after the failure.",
    Stability: "Whether codes may change without notice.",
    Stream: "What a stream is made of.",
    Window: "The window after which a quota resets.",
}

macro_rules! from_node {
    ($($list:ident $(instead $stand_in:ident)?,)+) => {$(
        impl FromNode for $list {
            fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                let word = reader.word(node)?;
                find(word).or_else(|| reader.unknown_word(node, word, &words::<Self>()))
            }

            $(fn stand_in() -> Option<Self> {
                Some(Self::$stand_in)
            })?

            fn schema(generator: &mut SchemaGenerator) -> Schema {
                generator.subschema_for::<Definition<Self>>()
            }
        }
    )+};
}

from_node! {
    Area,
    Category instead Unknown,
    Encoding,
    Failure,
    LimitScope,
    ListChoice,
    MemberKind,
    Party,
    Remedy,
    Retry,
    Stability instead Unstable,
    Stream,
    Window,
}

/// Written as text, which is judged by itself.
impl FromNode for Basis {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let word = reader.text(node)?;
        find(word).or_else(|| {
            let words = words::<Self>();
            let message = format!("`{}` is not a basis of a verdict", word.escape_debug());
            let near = Words::of(words.iter().copied());
            let help = format!("write one of {}", listed(&words));
            reader.report_replaced("unknown-word", &node.span, message, help).near(&near, word);
            Self::stand_in()
        })
    }

    fn stand_in() -> Option<Self> {
        Some(Self::Unknown)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Definition<Self>>()
    }
}
