//! What was found in a response: the values at the places of its envelope.

#[cfg(feature = "json")]
use alloc::string::ToString as _;
#[cfg(feature = "alloc")]
use alloc::{boxed::Box, vec::Vec};

#[cfg(feature = "json")]
use super::printed::is_printed;
use super::table::Encoding;
#[cfg(feature = "alloc")]
use super::told::FIELDS;
use super::value::Value;
use super::wait::{Amount, Wait};

/// The values found, by slot.
pub(super) struct Captures<'a> {
    values: [Value<'a>; INLINE],
    /// The slots that have a value, as bits.
    present: u32,
    #[cfg(feature = "alloc")]
    rare: Option<Box<Rare<'a>>>,
}

/// How many slots need no memory.
const INLINE: usize = 16;

/// What few responses have.
#[cfg(feature = "alloc")]
#[derive(Clone, Default)]
pub(super) struct Rare<'a> {
    /// The values of the slots beyond those that need no memory.
    spilled: Vec<Value<'a>>,
    /// The texts that do not stand in the response as they are.
    owned: Vec<Box<str>>,
    /// The indices of the texts that are those of the fields.
    by_field: [Option<usize>; FIELDS],
}

#[cfg(feature = "alloc")]
impl Rare<'_> {
    /// Keeps a text, and gives its index.
    pub(super) fn add(&mut self, text: Box<str>) -> usize {
        self.owned.push(text);
        self.owned.len() - 1
    }

    /// Says which text a field has.
    pub(super) const fn file(&mut self, field: usize, index: usize) {
        self.by_field[field] = Some(index);
    }

    /// The text that a field has.
    pub(super) fn text_of(&self, field: usize) -> Option<&str> {
        self.text(self.by_field[field]?)
    }

    fn text(&self, index: usize) -> Option<&str> {
        self.owned.get(index).map(|text| &**text)
    }
}

impl<'a> Captures<'a> {
    #[inline]
    pub(super) const fn new() -> Self {
        Self {
            values: [Value::Absent; INLINE],
            present: 0,
            #[cfg(feature = "alloc")]
            rare: None,
        }
    }

    /// Keeps a value in each of these slots.
    #[inline(always)]
    pub(super) fn store(&mut self, slots: u32, value: Value<'a>) {
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
        #[cfg(feature = "alloc")]
        {
            let spilled = &mut self.rare.get_or_insert_default().spilled;
            let index = slot - INLINE;
            if index >= spilled.len() {
                spilled.resize(index + 1, Value::Absent);
            }
            spilled.get_mut(index)
        }
        #[cfg(not(feature = "alloc"))]
        {
            let _ = slot;
            None
        }
    }

    /// Whether any of these slots has a value.
    #[inline]
    pub(super) const fn has(&self, slots: u32) -> bool {
        self.present & slots != 0
    }

    #[inline]
    pub(super) fn get(&self, slot: usize) -> &Value<'a> {
        match self.values.get(slot) {
            Some(value) => value,
            None => self.spilled(slot),
        }
    }

    #[cold]
    fn spilled(&self, slot: usize) -> &Value<'a> {
        #[cfg(feature = "alloc")]
        if let Some(value) = self.rare.as_ref().and_then(|rare| rare.spilled.get(slot - INLINE)) {
            return value;
        }
        let _ = slot;
        &Value::Absent
    }

    /// The text of a value that is one.
    #[inline(always)]
    pub(super) fn str<'t>(&'t self, value: &'t Value<'a>) -> Option<&'t str> {
        match value {
            Value::Text(text) => Some(text),
            #[cfg(feature = "alloc")]
            Value::Owned(index) => self.rare.as_ref()?.text(*index),
            _ => None,
        }
    }

    /// The text in the first of these slots that has one that is not empty.
    #[inline]
    pub(super) fn text(&self, slots: u32) -> Option<&str> {
        self.borrowed_text(slots).or_else(|| self.made_text(slots))
    }

    /// The same text, if it does not stand in the response as it is.
    #[inline]
    pub(super) fn made_text(&self, slots: u32) -> Option<&str> {
        if self.has_made_texts() { self.str(self.text_value(slots)?) } else { None }
    }

    /// Whether several of these slots have a value.
    #[inline]
    pub(super) const fn has_several(&self, slots: u32) -> bool {
        let present = self.present & slots;
        present & present.wrapping_sub(1) != 0
    }

    /// The texts in these slots that are not empty, each with its slot as a bit.
    pub(super) fn texts(&self, slots: u32) -> impl Iterator<Item = (u32, &str)> {
        let present = (0..u32::BITS).map(|slot| 1 << slot).filter(move |slot| self.has(slots & slot));
        present.filter_map(|slot| Some((slot, self.text(slot)?)))
    }

    /// The first value of these slots that is a text and not empty.
    pub(super) fn text_value(&self, slots: u32) -> Option<&Value<'a>> {
        self.first(slots, |value| self.str(value).is_some_and(|text| !text.is_empty()).then_some(value))
    }

    /// The first text of these slots that is not empty, if it stands in the response as it is.
    #[inline(always)]
    pub(super) fn borrowed_text(&self, slots: u32) -> Option<&'a str> {
        let present = self.present & slots;
        if present == 0 {
            return None;
        }
        // Nearly always the first place that has something has the text, and needed no memory.
        match self.values.get(present.trailing_zeros() as usize) {
            Some(Value::Text(text)) if !text.is_empty() => Some(text),
            _ => self.later_text(present),
        }
    }

    #[cold]
    fn later_text(&self, slots: u32) -> Option<&'a str> {
        match self.text_value(slots) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether there are texts that do not stand in the response as they are.
    #[inline]
    pub(super) const fn has_made_texts(&self) -> bool {
        #[cfg(feature = "alloc")]
        return self.rare.is_some();
        #[cfg(not(feature = "alloc"))]
        false
    }

    /// Says which of the texts that do not stand in the response as they are a field has.
    #[cfg(feature = "alloc")]
    pub(super) fn file(&mut self, field: usize, index: usize) {
        if let Some(rare) = &mut self.rare {
            rare.file(field, index);
        }
    }

    /// Takes the texts that do not stand in the response as they are.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(super) fn take_rare(&mut self) -> Option<Box<Rare<'a>>> {
        self.rare.take()
    }

    /// The flag in the first of these slots that has one: `true`, `false`, or one of these as text.
    #[inline(always)]
    pub(super) fn flag(&self, slots: u32) -> Option<bool> {
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
    fn first_flag(&self, slots: u32) -> Option<bool> {
        self.first(slots, |value| match (value, self.str(value)) {
            (Value::Bool(flag), _) => Some(*flag),
            (_, Some(text)) if text.eq_ignore_ascii_case("true") => Some(true),
            (_, Some(text)) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        })
    }

    /// The HTTP status in the first of these slots that has one, as a number or as text.
    #[cold]
    pub(super) fn status(&self, slots: u32) -> Option<u16> {
        self.first(slots, |value| {
            let status = match (value, self.str(value)) {
                (Value::Natural(number), _) => u16::try_from(*number).ok()?,
                (_, text) => text?.parse().ok()?,
            };
            (100..=999).contains(&status).then_some(status)
        })
    }

    /// The wait in a slot, written like this.
    #[inline]
    pub(super) fn wait(&self, slot: usize, encoding: Encoding) -> Option<Wait> {
        match self.get(slot) {
            Value::Absent => None,
            value => self.wait_of(value, encoding),
        }
    }

    #[inline(never)]
    fn wait_of(&self, value: &Value<'a>, encoding: Encoding) -> Option<Wait> {
        match value {
            Value::Natural(number) => Amount::integer(*number).wait(encoding),
            Value::Float(number) => Amount::float(*number)?.wait(encoding),
            value => Wait::parse(self.str(value)?, encoding),
        }
    }

    /// What is made of the first value of these slots of which something can be made.
    #[inline(always)]
    fn first<'t, T>(&'t self, slots: u32, make: impl Fn(&'t Value<'a>) -> Option<T>) -> Option<T> {
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
            let index = self.rare.get_or_insert_default().add(text);
            self.store(slots, Value::Owned(index));
        }
    }
}

#[cfg(feature = "json")]
impl<'a> Captures<'a> {
    /// Keeps a number where a text is wanted: its text as serde_json prints it, so that one number has one text
    /// everywhere. Nearly always it is written like that, and needs no memory.
    #[cold]
    pub(super) fn store_number_text(&mut self, slots: u32, number: Value<'a>, written: &'a str) {
        let printed = match number {
            Value::Float(number) => serde_json::Number::from_f64(number),
            _ => None,
        };
        match printed {
            Some(printed) if !is_printed(written, &printed) => {
                self.store_owned(slots, printed.to_string().into());
            }
            _ => self.store(slots, Value::Text(written)),
        }
    }

    /// Forgets what an earlier member of the same name had: of equal members the last counts.
    #[inline]
    pub(super) fn forget(&mut self, subtree: u32) {
        if self.has(subtree) {
            self.clear(self.present & subtree);
        }
    }

    #[cold]
    fn clear(&mut self, slots: u32) {
        self.store(slots, Value::Absent);
        self.present &= !slots;
    }
}
