//! The fields that are read only when asked for and that came in headers.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use super::facts::{Scope, Source, is_read_at_once};
use super::table::Location;

/// The texts of the details and of the vendor's own fields, where these came in headers.
#[derive(Clone)]
pub(super) struct HeaderFields<'a> {
    found: Option<Box<[Found<'a>]>>,
}

/// The header's name and its text.
type Found<'a> = (Cow<'a, str>, Cow<'a, str>);

impl<'a> HeaderFields<'a> {
    pub(super) const NONE: Self = Self { found: None };

    #[inline]
    pub(super) fn of(source: &Source<'_, 'a>, scope: Scope) -> Self {
        // The headers of a batch do not speak of its items.
        if source.plan.has_header_places && scope == Scope::Whole { Self::read(source) } else { Self::NONE }
    }

    #[cold]
    fn read(source: &Source<'_, 'a>) -> Self {
        let places = source.table.envelope.places.iter().filter(|place| !is_read_at_once(place.field));
        let found: Box<[_]> = places
            .filter_map(|place| match place.location {
                Location::Header(header) => {
                    let text = source.response.header_text(header)?;
                    Some((Cow::Borrowed(header), Cow::Borrowed(text)))
                }
                Location::Pointer(_) => None,
            })
            .collect();
        Self { found: (!found.is_empty()).then_some(found) }
    }

    /// The text that came in this header of the table.
    pub(super) fn get(&self, header: &str) -> Option<&str> {
        let found = self.found.as_ref()?.iter().find(|(found, _)| found == header);
        found.map(|(_, text)| &**text)
    }

    pub(super) fn into_owned(self) -> HeaderFields<'static> {
        let owned = |(name, text): (Cow<'_, str>, Cow<'_, str>)| {
            (Cow::Owned(name.into_owned()), Cow::Owned(text.into_owned()))
        };
        let found = self.found.map(|found| found.into_iter().map(owned).collect());
        HeaderFields { found }
    }
}
