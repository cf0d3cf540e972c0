//! The closed lists of words.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A closed list of `errcat`, which itself knows nothing of schemas.
pub(crate) trait Words {
    /// The name of the definition.
    const NAME: &'static str;
    /// What the list is about.
    const ABOUT: &'static str;
    /// Every word, in the order of the list.
    fn words() -> Vec<&'static str>;
}

/// A word of a list, where a field holds it as text.
#[derive(Debug)]
pub(crate) struct Word<T>(PhantomData<T>);

impl<T: Words> JsonSchema for Word<T> {
    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": T::ABOUT, "type": "string", "enum": T::words() })
    }
}

macro_rules! words {
    ($($list:ident: $about:literal,)+) => {$(
        impl Words for errcat::$list {
            const NAME: &'static str = stringify!($list);
            const ABOUT: &'static str = $about;

            fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|word| word.as_str()).collect()
            }
        }
    )+};
}

words! {
    Basis: "Which rule gave the verdict.",
    Category: "errcat's own, vendor-neutral class of an error.",
    Encoding: "How a wait is written.",
    MemberKind: "The type of a member of an error's details.",
    Retry: "What a client may do after the failure.",
    Stability: "Whether codes may change without notice.",
    Window: "The window after which a quota starts anew.",
}
