//! What was found in a response: the values at the places of its table, by slot.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::value::Value;
use crate::json::number::Number;
use crate::table::Encoding;
use crate::wait::{Amount, Wait};

/// The values found, by slot. A set of slots is a set of bits.
pub(crate) struct Captures<'a> {
    values: [Value<'a>; INLINE],
    /// The slots that have a value.
    present: u64,
    rest: Option<Box<Rest<'a>>>,
}

/// How many slots need no memory.
const INLINE: usize = 16;

/// What few responses have.
#[derive(Default)]
struct Rest<'a> {
    /// The values of the slots beyond those that need no memory.
    values: Vec<Value<'a>>,
    /// The texts that do not stand in the response as they are.
    texts: Vec<Box<str>>,
}

/// A text of a response: as it stands there, or made of what stands there.
#[derive(Clone, Copy)]
pub(crate) enum Text<'t, 'a> {
    Borrowed(&'a str),
    Made(&'t str),
}

impl<'t, 'a: 't> Text<'t, 'a> {
    #[inline]
    pub(crate) const fn as_str(self) -> &'t str {
        match self {
            Self::Borrowed(text) => text,
            Self::Made(text) => text,
        }
    }
}

impl<'a> Captures<'a> {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self { values: [Value::Absent; INLINE], present: 0, rest: None }
    }

    /// Keeps a value in each of these slots.
    #[inline(always)]
    pub(crate) fn store(&mut self, slots: u64, value: Value<'a>) {
        let mut rest = slots;
        self.present |= rest;
        while rest != 0 {
            let slot = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            // The place is found first, so that the value is made there and not moved to it.
            let place = match self.values.get_mut(slot) {
                Some(place) => Some(place),
                None => self.spilled_mut(slot),
            };
            if let Some(place) = place {
                *place = value;
            }
        }
    }

    #[cold]
    fn spilled_mut(&mut self, slot: usize) -> Option<&mut Value<'a>> {
        let spilled = &mut self.rest.get_or_insert_default().values;
        let index = slot - INLINE;
        if index >= spilled.len() {
            spilled.resize(index + 1, Value::Absent);
        }
        spilled.get_mut(index)
    }

    /// Keeps a text that does not stand in the response as it is.
    #[cold]
    pub(crate) fn store_made(&mut self, slots: u64, text: String) {
        if slots != 0 {
            let texts = &mut self.rest.get_or_insert_default().texts;
            texts.push(text.into());
            let index = texts.len() - 1;
            self.store(slots, Value::Owned(index));
        }
    }

    /// Keeps a number where a text is wanted: the one text that every way to write the number has. Nearly always
    /// it is written like that, and needs no memory.
    #[cold]
    pub(crate) fn store_number_text(&mut self, slots: u64, number: Number, written: &'a str) {
        match number.other_text(written) {
            Some(text) => self.store_made(slots, text),
            None => self.store(slots, Value::Text(written)),
        }
    }

    /// Forgets what an earlier member of the same name had: of equal members the last counts.
    #[inline]
    pub(crate) fn forget(&mut self, slots: u64) {
        if self.has(slots) {
            self.clear(self.present & slots);
        }
    }

    /// The slots, of these, that have a value of use: not `null`, and not a list or an object where a text is wanted.
    pub(crate) fn settled(&self, slots: u64, text_slots: u64) -> u64 {
        let mut settled = 0;
        let mut rest = self.present & slots;
        while rest != 0 {
            let slot = rest.trailing_zeros();
            let value = self.get(slot as usize);
            let is_of_use =
                value.is_present() && !(matches!(value, Value::Parts) && text_slots >> slot & 1 == 1);
            settled |= u64::from(is_of_use) << slot;
            rest &= rest - 1;
        }
        settled
    }

    /// Forgets what these slots have.
    #[cold]
    pub(crate) fn clear(&mut self, slots: u64) {
        self.store(slots, Value::Absent);
        self.present &= !slots;
    }

    /// Keeps something else in a slot than the text that it has, or nothing where there is no text.
    pub(crate) fn replace_text(&mut self, slot: u8, make: impl for<'t> Fn(&'t str) -> Option<Cow<'t, str>>) {
        let value = *self.get(slot.into());
        let slots = 1 << slot;
        let made = match value {
            // A part of what is borrowed is borrowed too.
            Value::Text(text) => match make(text) {
                Some(Cow::Borrowed(part)) => return self.store(slots, Value::Text(part)),
                made => made.map(Cow::into_owned),
            },
            value => self.str(&value).and_then(make).map(Cow::into_owned),
        };
        match made {
            Some(text) => self.store_made(slots, text),
            None => self.clear(slots),
        }
    }

    /// Whether any of these slots has a value.
    #[inline]
    pub(crate) const fn has(&self, slots: u64) -> bool {
        self.present & slots != 0
    }

    /// Whether all of these slots have a value.
    pub(crate) const fn has_all(&self, slots: u64) -> bool {
        self.present & slots == slots
    }

    /// Whether several of these slots have a value.
    #[inline]
    pub(crate) const fn has_several(&self, slots: u64) -> bool {
        let present = self.present & slots;
        present & present.wrapping_sub(1) != 0
    }

    #[inline]
    pub(crate) fn get(&self, slot: usize) -> &Value<'a> {
        match self.values.get(slot) {
            Some(value) => value,
            None => self.spilled(slot),
        }
    }

    #[cold]
    fn spilled(&self, slot: usize) -> &Value<'a> {
        let spilled = self.rest.as_ref().and_then(|rest| rest.values.get(slot - INLINE));
        spilled.unwrap_or(&Value::Absent)
    }

    /// The text of a value that is one.
    #[inline(always)]
    pub(crate) fn str<'t>(&'t self, value: &'t Value<'a>) -> Option<&'t str> {
        match value {
            Value::Text(text) => Some(text),
            Value::Owned(index) => self.made(*index),
            _ => None,
        }
    }

    #[cold]
    fn made(&self, index: usize) -> Option<&str> {
        self.rest.as_ref()?.texts.get(index).map(|text| &**text)
    }

    /// The text in the first of these slots that has one that is not empty.
    #[inline(always)]
    pub(crate) fn text(&self, slots: u64) -> Option<Text<'_, 'a>> {
        let present = self.present & slots;
        if present == 0 {
            return None;
        }
        // Nearly always the first place that has something has the text, and needed no memory.
        match self.values.get(present.trailing_zeros() as usize) {
            Some(Value::Text(text)) if !text.is_empty() => Some(Text::Borrowed(text)),
            _ => self.later_text(present),
        }
    }

    #[cold]
    fn later_text(&self, slots: u64) -> Option<Text<'_, 'a>> {
        self.first(slots, |value| {
            let text = match value {
                Value::Text(text) => Text::Borrowed(text),
                Value::Owned(index) => Text::Made(self.made(*index)?),
                _ => return None,
            };
            (!text.as_str().is_empty()).then_some(text)
        })
    }

    /// The texts in these slots that are not empty, each with its slot as a bit.
    pub(crate) fn texts(&self, slots: u64) -> impl Iterator<Item = (u64, &str)> {
        let present = (0..u64::BITS).map(|slot| 1 << slot).filter(move |slot| self.has(slots & slot));
        present.filter_map(|slot| Some((slot, self.text(slot)?.as_str())))
    }

    /// The flag in the first of these slots that has one: `true`, `false`, or one of these as text.
    #[inline(always)]
    pub(crate) fn flag(&self, slots: u64) -> Option<bool> {
        let present = self.present & slots;
        if present == 0 {
            return None;
        }
        match self.values.get(present.trailing_zeros() as usize) {
            Some(Value::Bool(flag)) => Some(*flag),
            _ => self.first_flag(present),
        }
    }

    #[cold]
    fn first_flag(&self, slots: u64) -> Option<bool> {
        self.first(slots, |value| match (value, self.str(value)) {
            (Value::Bool(flag), _) => Some(*flag),
            (_, Some(text)) if text.eq_ignore_ascii_case("true") => Some(true),
            (_, Some(text)) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        })
    }

    /// The HTTP status in the first of these slots that has one, as a number or as text.
    #[cold]
    pub(crate) fn status(&self, slots: u64) -> Option<u16> {
        self.first(slots, |value| {
            let status = match (value, self.str(value)) {
                (Value::Number(Number::Natural(number)), _) => u16::try_from(*number).ok()?,
                (_, text) => text?.parse().ok()?,
            };
            (100..=999).contains(&status).then_some(status)
        })
    }

    /// The wait in a slot, written like this.
    #[inline]
    pub(crate) fn wait(&self, slot: usize, encoding: Encoding, is_part: bool) -> Option<Wait> {
        match self.get(slot) {
            Value::Absent => None,
            value if is_part => Wait::read_start(self.str(value)?, encoding),
            value => self.wait_of(value, encoding),
        }
    }

    #[inline(never)]
    fn wait_of(&self, value: &Value<'a>, encoding: Encoding) -> Option<Wait> {
        match value {
            Value::Number(Number::Natural(number)) => Amount::integer(*number).wait(encoding),
            Value::Number(Number::Float(number)) => Amount::float(*number)?.wait(encoding),
            value => Wait::parse(self.str(value)?, encoding),
        }
    }

    /// What is made of the first value of these slots of which something can be made.
    #[inline(always)]
    fn first<'t, T>(&'t self, slots: u64, make: impl Fn(&'t Value<'a>) -> Option<T>) -> Option<T> {
        let mut rest = self.present & slots;
        while rest != 0 {
            if let Some(made) = make(self.get(rest.trailing_zeros() as usize)) {
                return Some(made);
            }
            rest &= rest - 1;
        }
        None
    }
}
