//! What was received: a status, headers and a body, all borrowed.

use alloc::{collections::BTreeMap, vec::Vec};
#[cfg(feature = "std")]
use std::collections::HashMap;

use crate::short_text::same_but_for_case;

/// A received response, as much of it as is known; everything in it is borrowed.
///
/// ```
/// use errcat::Response;
///
/// let response = Response::new(429).header("Retry-After", "7").body(b"{}");
/// assert_eq!(response.status(), Some(429));
/// assert_eq!(response.header_text("retry-after"), Some("7"));
/// ```
#[derive(Clone)]
pub struct Response<'a> {
    status: Option<u16>,
    /// Those that are there come first.
    inline: [Option<Header<'a>>; INLINE],
    spilled: Vec<Header<'a>>,
    bulk: Option<&'a dyn Headers>,
    body: &'a [u8],
}

type Header<'a> = (&'a str, &'a [u8]);

/// How many headers need no memory.
const INLINE: usize = 4;

/// Headers that are looked up by name.
///
/// Implemented for vectors, arrays and slices of name and value pairs, for the maps of the standard
/// library, and with the feature `http` for `HeaderMap`. Implement it for a type of your own that can be
/// asked for a name.
///
/// ```
/// # #[cfg(feature = "std")] {
/// use std::collections::HashMap;
/// use errcat::Response;
///
/// let received = HashMap::from([("Retry-After", "7")]);
/// let response = Response::new(429).headers(&received);
/// assert_eq!(response.header_text("retry-after"), Some("7"));
/// # }
/// ```
pub trait Headers: Sync {
    /// The first value of the header with this name. Names are compared without regard to case.
    fn get(&self, name: &str) -> Option<&[u8]>;
}

impl<'a> Response<'a> {
    /// A response with this HTTP status, and no headers or body yet.
    #[must_use]
    #[inline]
    pub const fn new(status: u16) -> Self {
        Self::with_status(Some(status))
    }

    /// A message that has no HTTP status, such as one that came over a WebSocket.
    #[must_use]
    pub const fn without_status() -> Self {
        Self::with_status(None)
    }

    #[inline]
    const fn with_status(status: Option<u16>) -> Self {
        Self { status, inline: [None; INLINE], spilled: Vec::new(), bulk: None, body: &[] }
    }

    /// The same response with one header more. Of equal names the first counts.
    ///
    /// The first four need no memory.
    #[must_use]
    #[inline]
    pub fn header(mut self, name: &'a str, value: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        let header = (name, value.as_ref());
        match self.inline.iter_mut().find(|place| place.is_none()) {
            Some(free) => *free = Some(header),
            None => self.spilled.push(header),
        }
        self
    }

    /// The same response with a whole collection of headers, asked after those given one by one.
    ///
    /// ```
    /// use errcat::Response;
    ///
    /// let received = vec![("x-request-id".to_owned(), b"req_1".to_vec())];
    /// let response = Response::new(500).headers(&received);
    /// assert_eq!(response.header_text("X-Request-Id"), Some("req_1"));
    /// ```
    #[must_use]
    #[inline]
    pub const fn headers(mut self, headers: &'a dyn Headers) -> Self {
        self.bulk = Some(headers);
        self
    }

    /// The same response with this body.
    #[must_use]
    #[inline]
    pub fn body(mut self, body: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        self.body = body.as_ref();
        self
    }

    /// The HTTP status, where there is one.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.status
    }

    /// The bytes of the body; empty where there is none.
    #[must_use]
    pub const fn body_bytes(&self) -> &'a [u8] {
        self.body
    }

    /// Whether there may be headers.
    #[inline]
    pub(crate) const fn has_headers(&self) -> bool {
        self.inline[0].is_some() || self.bulk.is_some()
    }

    /// The value of the first header with this name, compared without regard to case.
    #[must_use]
    pub fn header_bytes(&self, name: &str) -> Option<&'a [u8]> {
        // Most give one collection, and nothing one by one.
        let found = if self.inline[0].is_some() { self.given(name) } else { None };
        found.or_else(|| self.bulk?.get(name))
    }

    /// The value of the first header with this name that was given one by one. It is kept apart, so that asking
    /// a collection takes no more than that.
    #[inline(never)]
    fn given(&self, name: &str) -> Option<&'a [u8]> {
        let found = first(self.inline.iter().map_while(Option::as_ref), name);
        found.or_else(|| first(self.spilled.iter(), name))
    }

    /// The value of the first header with this name as text, without the space around it; `None`
    /// too where it is empty or not UTF-8.
    #[must_use]
    pub fn header_text(&self, name: &str) -> Option<&'a str> {
        let text = core::str::from_utf8(self.header_bytes(name)?.trim_ascii()).ok()?;
        (!text.is_empty()).then_some(text)
    }
}

fn first<'h, 'a: 'h>(mut headers: impl Iterator<Item = &'h Header<'a>>, name: &str) -> Option<&'a [u8]> {
    headers.find(|header| same_but_for_case(header.0, name)).map(|header| header.1)
}

/// Header values may be secrets, so they are not shown.
impl core::fmt::Debug for Response<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl<N: AsRef<str> + Sync, V: AsRef<[u8]> + Sync> Headers for [(N, V)] {
    fn get(&self, name: &str) -> Option<&[u8]> {
        let found = self.iter().find(|header| same_but_for_case(header.0.as_ref(), name));
        found.map(|header| header.1.as_ref())
    }
}

impl<N: AsRef<str> + Sync, V: AsRef<[u8]> + Sync, const COUNT: usize> Headers for [(N, V); COUNT] {
    fn get(&self, name: &str) -> Option<&[u8]> {
        Headers::get(self.as_slice(), name)
    }
}

impl<N: AsRef<str> + Sync, V: AsRef<[u8]> + Sync> Headers for Vec<(N, V)> {
    fn get(&self, name: &str) -> Option<&[u8]> {
        Headers::get(self.as_slice(), name)
    }
}

/// Each name is compared, as a map may hold any spelling. Of two spellings of one name the first counts.
impl<N: AsRef<str> + Sync, V: AsRef<[u8]> + Sync> Headers for BTreeMap<N, V> {
    fn get(&self, name: &str) -> Option<&[u8]> {
        let found = self.iter().find(|header| same_but_for_case(header.0.as_ref(), name));
        found.map(|header| header.1.as_ref())
    }
}

/// Each name is compared, as a map may hold any spelling. Of two spellings of one name either may count:
/// the map has no order.
#[cfg(feature = "std")]
impl<N: AsRef<str> + Sync, V: AsRef<[u8]> + Sync, S: Sync> Headers for HashMap<N, V, S> {
    fn get(&self, name: &str) -> Option<&[u8]> {
        let found = self.iter().find(|header| same_but_for_case(header.0.as_ref(), name));
        found.map(|header| header.1.as_ref())
    }
}

/// A reference to headers is itself headers, so that an unsized slice can be given as one.
impl<H: Headers + ?Sized> Headers for &H {
    fn get(&self, name: &str) -> Option<&[u8]> {
        Headers::get(*self, name)
    }
}
