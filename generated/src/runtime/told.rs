//! The texts that a response carries about an error, once everything has been read.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;

use super::captures::Captures;
#[cfg(feature = "alloc")]
use super::captures::Rare;
use super::digits::Digits;
use super::plan::FieldSlots;
use super::value::Value;

/// The texts of the fields that are read at once, apart from where in the response they were found: a
/// verdict is passed around, so it keeps no more than it has to.
#[derive(Clone)]
pub(super) struct Told<'a> {
    /// The texts that stand in the response as they are, by field.
    borrowed: [Option<&'a str>; FIELDS],
    /// The text of the one whole number that needs no memory.
    digits: Digits,
    /// The field that the number is of; none where it is [`FIELDS`].
    digits_of: u8,
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
const fn by_field(slots: &FieldSlots) -> [u32; FIELDS] {
    [slots.code, slots.message, slots.request_id, slots.parameter, slots.documentation_url]
}

impl<'a> Told<'a> {
    pub(super) const NOTHING: Self = Self {
        borrowed: [None; FIELDS],
        digits: Digits::NONE,
        digits_of: FIELDS as u8,
        #[cfg(feature = "alloc")]
        rare: None,
    };

    /// Takes what was captured, with this as the code if it stands in the response as it is; nothing else
    /// should be read from it afterwards.
    #[inline(always)]
    pub(super) fn of(code: Option<&'a str>, captures: &mut Captures<'a>, slots: &FieldSlots) -> Self {
        let digits_of = if captures.has_made_texts() { made(captures, slots) } else { FIELDS };
        Self {
            borrowed: [
                code,
                captures.borrowed_text(slots.message),
                captures.borrowed_text(slots.request_id),
                captures.borrowed_text(slots.parameter),
                captures.borrowed_text(slots.documentation_url),
            ],
            digits: captures.digits(),
            digits_of: digits_of as u8,
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
            None => self.made_text(field),
        }
    }

    fn made_text(&self, field: usize) -> Option<&str> {
        if usize::from(self.digits_of) == field {
            return Some(self.digits.as_str());
        }
        #[cfg(feature = "alloc")]
        return self.rare.as_ref()?.text_of(field);
        #[cfg(not(feature = "alloc"))]
        None
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

/// Finds the fields of the texts that do not stand in the response as they are, and gives the one of the
/// number whose text is kept.
#[cold]
fn made(captures: &mut Captures<'_>, slots: &FieldSlots) -> usize {
    let mut digits_of = FIELDS;
    for (field, slots) in by_field(slots).into_iter().enumerate() {
        match captures.text_value(slots) {
            Some(Value::Digits) => digits_of = field,
            #[cfg(feature = "alloc")]
            Some(Value::Owned(index)) => {
                let index = *index;
                captures.file(field, index);
            }
            _ => {}
        }
    }
    digits_of
}
