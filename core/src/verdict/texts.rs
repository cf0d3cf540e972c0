//! The texts that a response carries about an error.

use alloc::boxed::Box;

use crate::read::captures::{Captures, Text};
use crate::table::{Field, Plan};

/// How many facts are texts.
const COUNT: usize = Field::TEXTS.len();

/// Texts that do not stand in the response as they are, or that outlive it.
type Owned = Option<Box<[Option<Box<str>>; COUNT]>>;

/// The texts of the facts that are read at once, apart from where in the response they were found: a verdict is
/// passed around, so it keeps no more than it has to.
#[derive(Clone)]
pub(super) struct Texts<'a> {
    /// The texts that stand in the response as they are, in the order of [`Field::TEXTS`].
    borrowed: [Option<&'a str>; COUNT],
    /// Those that do not.
    owned: Owned,
}

impl<'a> Texts<'a> {
    pub(super) const NONE: Self = Self { borrowed: [None; COUNT], owned: None };

    /// The texts in these captures, with the code from these slots.
    #[inline(always)]
    pub(super) fn of(captures: &Captures<'a>, plan: &Plan<'_>, code_slots: u64) -> Self {
        // Apart from each other, so that those that are borrowed are not kept in memory before they are where they
        // belong.
        let Self { mut borrowed, mut owned } = Self::NONE;
        for (index, field) in Field::TEXTS.into_iter().enumerate() {
            let slots = if matches!(field, Field::Code) { code_slots } else { plan.slots(field) };
            match captures.text(slots) {
                None => {}
                Some(Text::Borrowed(text)) => borrowed[index] = Some(text),
                Some(Text::Made(text)) => own(&mut owned, index, text),
            }
        }
        Self { borrowed, owned }
    }

    /// The text of a fact.
    #[inline]
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        let index = field.text_index()?;
        match self.borrowed[index] {
            Some(text) => Some(text),
            None => self.owned.as_ref()?[index].as_deref(),
        }
    }

    /// The same texts, borrowing nothing of the response.
    pub(super) fn into_owned(self) -> Texts<'static> {
        let mut owned = self.owned.unwrap_or_default();
        for (text, owned) in self.borrowed.into_iter().zip(owned.iter_mut()) {
            if let Some(text) = text {
                *owned = Some(text.into());
            }
        }
        Texts { owned: Some(owned), ..Texts::NONE }
    }
}

#[cold]
fn own(owned: &mut Owned, index: usize, text: &str) {
    owned.get_or_insert_default()[index] = Some(text.into());
}
