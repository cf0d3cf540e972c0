//! The texts that a response carries about an error, once everything has been read.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;

use super::captures::Captures;
#[cfg(feature = "alloc")]
use super::captures::Rare;
use super::plan::FieldSlots;
#[cfg(feature = "alloc")]
use super::value::Value;

/// The texts of the fields that are read at once, apart from where in the response they were found: a
/// verdict is passed around, so it keeps no more than it has to.
#[derive(Clone)]
pub(super) struct Told<'a> {
    /// The texts that stand in the response as they are, by field.
    borrowed: [Option<&'a str>; FIELDS],
    #[cfg(feature = "alloc")]
    rare: Option<Box<Rare<'a>>>,
}

/// How many fields there are.
pub(super) const FIELDS: usize = 5;
const CODE: usize = 0;
const MESSAGE: usize = 1;
const REQUEST_ID: usize = 2;
const PARAMETER: usize = 3;
#[cfg_attr(not(feature = "alloc"), allow(dead_code))]
const DOCUMENTATION_URL: usize = 4;

/// The slots of each field.
#[cfg(feature = "alloc")]
const fn by_field(slots: &FieldSlots) -> [u32; FIELDS] {
    [slots.code, slots.message, slots.request_id, slots.parameter, slots.documentation_url]
}

impl<'a> Told<'a> {
    pub(super) const NOTHING: Self = Self {
        borrowed: [None; FIELDS],
        #[cfg(feature = "alloc")]
        rare: None,
    };

    /// Takes what was captured, with this as the code if it stands in the response as it is; nothing else
    /// should be read from it afterwards.
    #[inline(always)]
    pub(super) fn of(code: Option<&'a str>, captures: &mut Captures<'a>, slots: &FieldSlots) -> Self {
        #[cfg(feature = "alloc")]
        if captures.has_made_texts() {
            file_made(captures, slots);
        }
        Self {
            borrowed: [
                code,
                captures.borrowed_text(slots.message),
                captures.borrowed_text(slots.request_id),
                captures.borrowed_text(slots.parameter),
                captures.borrowed_text(slots.documentation_url),
            ],
            #[cfg(feature = "alloc")]
            rare: captures.take_rare(),
        }
    }

    #[inline]
    pub(super) fn code(&self) -> Option<&str> {
        self.text(CODE)
    }

    #[inline]
    pub(super) fn message(&self) -> Option<&str> {
        self.text(MESSAGE)
    }

    #[inline]
    pub(super) fn request_id(&self) -> Option<&str> {
        self.text(REQUEST_ID)
    }

    #[inline]
    pub(super) fn parameter(&self) -> Option<&str> {
        self.text(PARAMETER)
    }

    #[cfg(feature = "alloc")]
    #[inline]
    pub(super) fn documentation_url(&self) -> Option<&str> {
        self.text(DOCUMENTATION_URL)
    }

    #[inline]
    fn text(&self, field: usize) -> Option<&str> {
        match self.borrowed[field] {
            Some(text) => Some(text),
            #[cfg(feature = "alloc")]
            None => self.rare.as_ref()?.text_of(field),
            #[cfg(not(feature = "alloc"))]
            None => None,
        }
    }

    /// The same texts, borrowing nothing of the response.
    #[cfg(feature = "alloc")]
    pub(super) fn into_owned(self) -> Told<'static> {
        let mut rare = Rare::default();
        for field in 0..FIELDS {
            if let Some(text) = self.text(field) {
                let index = rare.add(text.into());
                rare.file(field, index);
            }
        }
        Told { rare: Some(rare.into()), ..Told::NOTHING }
    }
}

/// Finds the fields of the texts that do not stand in the response as they are.
#[cfg(feature = "alloc")]
#[cold]
fn file_made(captures: &mut Captures<'_>, slots: &FieldSlots) {
    for (field, slots) in by_field(slots).into_iter().enumerate() {
        if let Some(Value::Owned(index)) = captures.text_value(slots) {
            let index = *index;
            captures.file(field, index);
        }
    }
}
