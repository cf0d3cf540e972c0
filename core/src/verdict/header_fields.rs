//! The facts that are read only when they are asked for, and that came in headers.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use crate::read::reading::{Reading, Scope};
use crate::table::Location;

/// The texts of the details and of the vendor's own fields, where these came in headers.
#[derive(Clone)]
pub(super) struct HeaderFields<'a>(Option<Box<[HeaderField<'a>]>>);

/// A header's name in the table, and its text.
type HeaderField<'a> = (Cow<'a, str>, Cow<'a, str>);

impl<'a> HeaderFields<'a> {
    pub(super) const NONE: Self = Self(None);

    #[inline]
    pub(super) fn of(reading: &Reading<'_, 'a>, scope: Scope) -> Self {
        // The headers of a batch do not speak of its items.
        if reading.table.plan.header_fields && scope == Scope::Whole {
            Self::read(reading)
        } else {
            Self::NONE
        }
    }

    #[cold]
    fn read(reading: &Reading<'_, 'a>) -> Self {
        let places = reading.table.envelope.places.iter().filter(|place| !place.field.is_read_at_once());
        let fields: Box<[_]> = places
            .filter_map(|place| match place.at {
                Location::Header(header) => {
                    let text = reading.response.header_text(header)?;
                    Some((Cow::Borrowed(header), Cow::Borrowed(text)))
                }
                Location::Pointer(_) => None,
            })
            .collect();
        Self((!fields.is_empty()).then_some(fields))
    }

    /// The text that came in this header of the table.
    pub(super) fn get(&self, header: &str) -> Option<&str> {
        let field = self.0.as_ref()?.iter().find(|(name, _)| name == header);
        field.map(|(_, text)| &**text)
    }

    pub(super) fn into_owned(self) -> HeaderFields<'static> {
        let owned = |(name, text): HeaderField<'_>| (name.into_owned().into(), text.into_owned().into());
        HeaderFields(self.0.map(|fields| fields.into_iter().map(owned).collect()))
    }
}
