//! What was found in a response: the values at the places of its envelope.

#[cfg(feature = "alloc")]
use alloc::{boxed::Box, vec::Vec};

use super::digits::Digits;
use super::table::Encoding;
use super::value::Value;
use super::wait::{Amount, Wait};

/// The values found, by slot.
#[derive(Clone)]
pub(super) struct Captures<'a> {
    values: [Value<'a>; INLINE],
    /// The slots that have a value, as bits.
    present: u32,
    /// The text of a whole number, where a text is wanted.
    digits: Digits,
    #[cfg(feature = "alloc")]
    rare: Option<Box<Rare<'a>>>,
}

/// How many slots need no memory.
const INLINE: usize = 12;

/// What few responses have.
#[cfg(feature = "alloc")]
#[derive(Clone, Default)]
struct Rare<'a> {
    /// The values of the slots beyond those that need no memory.
    spilled: Vec<Value<'a>>,
    /// The texts that do not stand in the response as they are.
    owned: Vec<Box<str>>,
}

impl<'a> Captures<'a> {
    #[inline]
    pub(super) const fn new() -> Self {
        Self {
            values: [Value::Absent; INLINE],
            present: 0,
            digits: Digits::NONE,
            #[cfg(feature = "alloc")]
            rare: None,
        }
    }

    /// Keeps a value in each of these slots.
    #[inline]
    pub(super) fn store(&mut self, slots: u32, value: Value<'a>) {
        let mut rest = slots;
        self.present |= rest;
        while rest != 0 {
            self.set(rest.trailing_zeros() as usize, value);
            rest &= rest - 1;
        }
    }

    #[inline]
    fn set(&mut self, slot: usize, value: Value<'a>) {
        match self.values.get_mut(slot) {
            Some(place) => *place = value,
            None => self.spill(slot, value),
        }
    }

    #[cold]
    fn spill(&mut self, slot: usize, value: Value<'a>) {
        #[cfg(feature = "alloc")]
        {
            let spilled = &mut self.rare.get_or_insert_default().spilled;
            let index = slot - INLINE;
            if index >= spilled.len() {
                spilled.resize(index + 1, Value::Absent);
            }
            if let Some(place) = spilled.get_mut(index) {
                *place = value;
            }
        }
        #[cfg(not(feature = "alloc"))]
        let _ = (slot, value);
    }

    #[inline]
    pub(super) fn get(&self, slot: usize) -> Value<'a> {
        match self.values.get(slot) {
            Some(value) => *value,
            None => self.spilled(slot),
        }
    }

    #[cold]
    fn spilled(&self, slot: usize) -> Value<'a> {
        #[cfg(feature = "alloc")]
        if let Some(value) = self.rare.as_ref().and_then(|rare| rare.spilled.get(slot - INLINE)) {
            return *value;
        }
        let _ = slot;
        Value::Absent
    }

    /// The text of a value that is one.
    #[inline(always)]
    pub(super) fn str(&self, value: Value<'a>) -> Option<&str> {
        match value {
            Value::Text(text) => Some(text),
            #[cfg(feature = "alloc")]
            Value::Owned(index) => self.rare.as_ref()?.owned.get(index).map(|text| &**text),
            Value::Digits => Some(self.digits.as_str()),
            _ => None,
        }
    }

    /// The text in the first of these slots that has one that is not empty.
    #[inline]
    pub(super) fn text(&self, slots: u32) -> Option<&str> {
        self.str(self.text_value(slots)?)
    }

    /// The first value of these slots that is a text and not empty.
    #[inline(always)]
    pub(super) fn text_value(&self, slots: u32) -> Option<Value<'a>> {
        self.first(slots, |value| self.str(value).is_some_and(|text| !text.is_empty()).then_some(value))
    }

    /// A copy of a text, for whoever keeps it longer.
    #[cfg(feature = "alloc")]
    #[cold]
    pub(super) fn copy_text(&self, value: Value<'a>) -> Option<Box<str>> {
        self.str(value).map(Box::from)
    }

    /// The text of the number that [`Value::Digits`] stands for.
    #[inline]
    pub(super) const fn digits(&self) -> Digits {
        self.digits
    }

    /// The flag in the first of these slots that has one: `true`, `false`, or one of these as text.
    #[inline]
    pub(super) fn flag(&self, slots: u32) -> Option<bool> {
        self.first(slots, |value| match (value, self.str(value)) {
            (Value::Bool(flag), _) => Some(flag),
            (_, Some(text)) if text.eq_ignore_ascii_case("true") => Some(true),
            (_, Some(text)) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        })
    }

    /// The HTTP status in the first of these slots that has one, as a number or as text.
    #[inline]
    pub(super) fn status(&self, slots: u32) -> Option<u16> {
        self.first(slots, |value| {
            let status = match (value, self.str(value)) {
                (Value::Natural(number), _) => u16::try_from(number).ok()?,
                (_, text) => text?.parse().ok()?,
            };
            (100..=999).contains(&status).then_some(status)
        })
    }

    /// The wait in a slot, written like this.
    pub(super) fn wait(&self, slot: usize, encoding: Encoding) -> Option<Wait> {
        match self.get(slot) {
            Value::Natural(number) => Amount::integer(number).wait(encoding),
            Value::Float(number) => Amount::float(number)?.wait(encoding),
            value => Wait::parse(self.str(value)?, encoding),
        }
    }

    /// What is made of the first value of these slots of which something can be made.
    #[inline(always)]
    fn first<T>(&self, slots: u32, make: impl Fn(Value<'a>) -> Option<T>) -> Option<T> {
        let mut rest = self.present & slots;
        while rest != 0 {
            if let Some(made) = make(self.get(rest.trailing_zeros() as usize)) {
                return Some(made);
            }
            rest &= rest - 1;
        }
        None
    }

    /// Keeps a text that does not stand in the response as it is.
    #[cfg(feature = "json")]
    #[cold]
    pub(super) fn store_owned(&mut self, slots: u32, text: Box<str>) {
        if slots != 0 {
            let owned = &mut self.rare.get_or_insert_default().owned;
            let value = Value::Owned(owned.len());
            owned.push(text);
            self.store(slots, value);
        }
    }
}

#[cfg(feature = "json")]
impl Captures<'_> {
    /// Forgets what an earlier member of the same name had: of equal members the last counts.
    #[inline]
    pub(super) fn forget(&mut self, subtree: u32) {
        if self.present & subtree != 0 {
            self.clear(self.present & subtree);
        }
    }

    #[cold]
    fn clear(&mut self, slots: u32) {
        if self.first(slots, |value| matches!(value, Value::Digits).then_some(())).is_some() {
            self.digits = Digits::NONE;
        }
        self.store(slots, Value::Absent);
        self.present &= !slots;
    }

    /// Makes texts of the numbers in these slots: a number where a text is wanted is its text. The
    /// first one that is a whole number needs no memory.
    #[cold]
    pub(super) fn print_numbers(&mut self, slots: u32) {
        let mut rest = self.present & slots;
        while rest != 0 {
            let slot = 1 << rest.trailing_zeros();
            rest &= !slot;
            let value = self.get(slot.trailing_zeros() as usize);
            if self.digits.is_none()
                && let Some(digits) = value.digits()
            {
                self.digits = digits;
                self.store(slot, Value::Digits);
            } else if let Some(text) = value.number_text() {
                self.store_owned(slot, text);
            }
        }
    }
}
