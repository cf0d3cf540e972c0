//! Places and conditions: what all that look into a response have in common, written down once.

use std::ops::Range;

use errcat_core::table::StatusPattern;

use super::{Location, Test, TestValue, WaitSource, When};
use crate::notation::{HeaderName, Pointer};
use crate::read::{OneOrMany, Spanned, YamlMap};

/// Makes a struct that is a mapping with a place in it: its own fields, and those that say which part of what is found
/// there is meant. With `tests` it also has those that say what has to hold there.
macro_rules! placed {
    (
        $(#[doc = $about:literal])*
        $(#[schemars($($schema:tt)*)])*
        $(#[read($mode:ident)])?
        pub(crate) struct $name:ident with tests { $($own:tt)* }
    ) => {
        $crate::raw::places::placed! {
            $(#[doc = $about])*
            $(#[schemars($($schema)*)])*
            $(#[read($mode)])?
            pub(crate) struct $name {
                $($own)*
                /// One of these is there.
                #[read(default)]
                #[change(behaviour)]
                equals: OneOrMany<Spanned<TestValue>>,
                /// Something else than these is there.
                #[read(default)]
                #[change(behaviour)]
                not_equals: OneOrMany<Spanned<TestValue>>,
                /// `true`: anything is there but `null`, `false`, an empty text or an empty list.
                #[schemars(extend("const" = true))]
                #[change(behaviour)]
                present: Option<Spanned<bool>>,
                /// `true`: nothing is there but what does not count as present.
                #[schemars(extend("const" = true))]
                #[change(behaviour)]
                absent: Option<Spanned<bool>>,
                /// A text with one of these in it, whatever the case of ASCII letters.
                #[read(default)]
                #[change(behaviour)]
                contains: OneOrMany<Spanned<String>>,
                /// A text that starts with one of these, whatever the case of ASCII letters.
                #[read(default)]
                #[change(behaviour)]
                starts_with: OneOrMany<Spanned<String>>,
                /// A text that ends with one of these, whatever the case of ASCII letters.
                #[read(default)]
                #[change(behaviour)]
                ends_with: OneOrMany<Spanned<String>>,
                /// A number, or the text of one, that is greater than this.
                #[change(behaviour)]
                above: Option<Spanned<f64>>,
                /// A number, or the text of one, that is less than this.
                #[change(behaviour)]
                below: Option<Spanned<f64>>,
            }
        }

        impl $crate::raw::places::Tested for $name {
            fn tests(&self) -> $crate::raw::places::Tests<'_> {
                let Self {
                    equals, not_equals, present, absent, contains, starts_with, ends_with, above, below, ..
                } = self;
                $crate::raw::places::Tests {
                    equals, not_equals, present, absent, contains, starts_with, ends_with, above, below,
                }
            }
        }
    };
    (
        $(#[doc = $about:literal])*
        $(#[schemars($($schema:tt)*)])*
        $(#[read($mode:ident)])?
        pub(crate) struct $name:ident { $($own:tt)* }
    ) => {
        $crate::read::mapping! {
            $(#[doc = $about])*
            $(#[schemars($($schema)*)])*
            $(#[read($mode)])?
            pub(crate) struct $name {
                $($own)*
                /// Of the members or elements that a `*` of the pointer stands for, those in which these values are: each
                /// by the name of a member beside what is looked for, or by its own pointer.
                #[read(default)]
                #[change(behaviour)]
                r#where: YamlMap<String, OneOrMany<Spanned<TestValue>>>,
                /// The text is JSON itself: the pointer to the value in it.
                #[change(behaviour)]
                json: Option<Spanned<Pointer>>,
                /// The part of the text after the first of these that is in it, whatever the case of ASCII letters.
                #[read(default)]
                #[change(behaviour)]
                after: OneOrMany<Spanned<AnyText>>,
                /// The part of the text after the last time that this is in it.
                #[change(behaviour)]
                after_last: Option<Spanned<AnyText>>,
                /// The part of the text before this, if it is in it.
                #[change(behaviour)]
                before: Option<Spanned<AnyText>>,
            }
        }

        impl $name {
            /// Which part of what is found at its place is meant.
            pub(crate) fn part(&self) -> $crate::raw::places::PartOf<'_> {
                let Self { r#where, json, after, after_last, before, .. } = self;
                $crate::raw::places::PartOf { filters: r#where, json, after, after_last, before }
            }
        }
    };
}

pub(crate) use placed;

/// Which part of what is found at a place is meant.
#[derive(Clone, Copy)]
pub(crate) struct PartOf<'r> {
    pub(crate) filters: &'r YamlMap<String, OneOrMany<Spanned<TestValue>>>,
    pub(crate) json: &'r Option<Spanned<Pointer>>,
    pub(crate) after: &'r OneOrMany<Spanned<super::AnyText>>,
    pub(crate) after_last: &'r Option<Spanned<super::AnyText>>,
    pub(crate) before: &'r Option<Spanned<super::AnyText>>,
}

impl PartOf<'_> {
    /// Whether all of what is found is meant, wherever it is found.
    pub(crate) fn is_whole(&self) -> bool {
        let Self { filters, json, after, after_last, before } = self;
        filters.is_empty() && json.is_none() && after.is_empty() && after_last.is_none() && before.is_none()
    }
}

/// A place, however it is written.
#[derive(Clone, Copy)]
pub(crate) struct PlaceOf<'r> {
    pub(crate) header: Option<&'r Spanned<HeaderName>>,
    pub(crate) pointer: Option<&'r Spanned<Pointer>>,
    pub(crate) part: PartOf<'r>,
}

/// What has to hold at a place, as it is written: one of these is given.
#[derive(Clone, Copy)]
pub(crate) struct Tests<'r> {
    pub(crate) equals: &'r OneOrMany<Spanned<TestValue>>,
    pub(crate) not_equals: &'r OneOrMany<Spanned<TestValue>>,
    pub(crate) present: &'r Option<Spanned<bool>>,
    pub(crate) absent: &'r Option<Spanned<bool>>,
    pub(crate) contains: &'r OneOrMany<Spanned<String>>,
    pub(crate) starts_with: &'r OneOrMany<Spanned<String>>,
    pub(crate) ends_with: &'r OneOrMany<Spanned<String>>,
    pub(crate) above: &'r Option<Spanned<f64>>,
    pub(crate) below: &'r Option<Spanned<f64>>,
}

/// A mapping with tests of a place.
pub(crate) trait Tested {
    /// The tests.
    fn tests(&self) -> Tests<'_>;
}

impl Tests<'_> {
    /// Where each test that is given stands: its first value.
    pub(crate) fn given(&self) -> impl Iterator<Item = Range<usize>> {
        let values = [self.equals, self.not_equals].map(|list| list.first().map(|value| value.span.clone()));
        let flags = [self.present, self.absent].map(|flag| flag.as_ref().map(|flag| flag.span.clone()));
        let texts = [self.contains, self.starts_with, self.ends_with];
        let texts = texts.map(|list| list.first().map(|text| text.span.clone()));
        let numbers =
            [self.above, self.below].map(|number| number.as_ref().map(|number| number.span.clone()));
        values.into_iter().chain(flags).chain(texts).chain(numbers).flatten()
    }

    /// A flag that is given as `false`, which says nothing.
    pub(crate) fn empty_flag(&self) -> Option<&Spanned<bool>> {
        [self.present, self.absent].into_iter().flatten().find(|flag| !flag.value)
    }

    /// The texts that a text is searched for.
    pub(crate) fn searched(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.contains.iter().chain(self.starts_with.iter()).chain(self.ends_with.iter())
    }
}

macro_rules! place_of {
    ($($name:ident)+) => {$(
        impl $name {
            /// Its place.
            pub(crate) fn place(&self) -> PlaceOf<'_> {
                PlaceOf { header: self.header.as_ref(), pointer: self.pointer.as_ref(), part: self.part() }
            }
        }
    )+};
}

place_of! { Location Test WaitSource When }

impl When {
    /// The statuses that it asks for.
    pub(crate) fn statuses(&self) -> &[Spanned<StatusPattern>] {
        self.status.as_deref().unwrap_or_default()
    }

    /// This condition and all in it.
    pub(crate) fn all_within(this: &Spanned<Self>) -> Vec<&Spanned<Self>> {
        let mut all = vec![this];
        for inner in this.all.iter().chain(this.any.iter()) {
            all.extend(Self::all_within(inner));
        }
        all
    }
}
