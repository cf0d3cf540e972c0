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
    /// Those that had to be made, which few responses have.
    made: [Made; FIELDS],
    /// The text of the one whole number that needs no memory.
    digits: Digits,
    #[cfg(feature = "alloc")]
    rare: Option<Box<Rare<'a>>>,
}

/// A text that does not stand in the response as it is.
#[derive(Clone, Copy)]
enum Made {
    Nothing,
    Digits,
    /// The index of a text among those that need memory.
    #[cfg(feature = "alloc")]
    Owned(u32),
}

const FIELDS: usize = 5;
const CODE: usize = 0;
const MESSAGE: usize = 1;
const REQUEST_ID: usize = 2;
const PARAMETER: usize = 3;
#[cfg_attr(not(feature = "alloc"), allow(dead_code))]
const DOCUMENTATION_URL: usize = 4;

impl<'a> Told<'a> {
    pub(super) const NOTHING: Self = Self {
        borrowed: [None; FIELDS],
        made: [Made::Nothing; FIELDS],
        digits: Digits::NONE,
        #[cfg(feature = "alloc")]
        rare: None,
    };

    /// Takes what was captured; nothing else should be read from it afterwards.
    #[inline(always)]
    pub(super) fn of(captures: &mut Captures<'a>, slots: &FieldSlots) -> Self {
        let slots = [slots.code, slots.message, slots.request_id, slots.parameter, slots.documentation_url];
        Self {
            borrowed: slots.map(|slots| captures.borrowed_text(slots)),
            made: if captures.has_made_texts() { made(captures, slots) } else { [Made::Nothing; FIELDS] },
            digits: captures.digits(),
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
        match self.made[field] {
            Made::Nothing => None,
            Made::Digits => Some(self.digits.as_str()),
            #[cfg(feature = "alloc")]
            Made::Owned(index) => self.rare.as_ref()?.text(index),
        }
    }

    /// The same texts, borrowing nothing of the response.
    #[cfg(feature = "alloc")]
    pub(super) fn into_owned(self) -> Told<'static> {
        let mut rare = Rare::default();
        let made = core::array::from_fn(|field| match (self.made[field], self.text(field)) {
            (Made::Digits, _) => Made::Digits,
            (_, Some(text)) => Made::Owned(rare.add(text.into())),
            (_, None) => Made::Nothing,
        });
        Told { borrowed: [None; FIELDS], made, digits: self.digits, rare: Some(Box::new(rare)) }
    }
}

/// Where the texts are that do not stand in the response as they are.
#[cold]
fn made(captures: &Captures<'_>, slots: [u32; FIELDS]) -> [Made; FIELDS] {
    slots.map(|slots| match captures.text_value(slots) {
        Some(Value::Digits) => Made::Digits,
        #[cfg(feature = "alloc")]
        Some(Value::Owned(index)) => Made::Owned(*index),
        _ => Made::Nothing,
    })
}
