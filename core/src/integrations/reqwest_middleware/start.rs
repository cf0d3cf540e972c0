//! What the start of a body shows: whether the whole of it can still be an error.

use crate::body::{BYTE_ORDER_MARK, is_name};
use crate::pointer::list_index;
use crate::table::{Check, Envelope, Field, Location, Pointer};

/// Looks for the first byte of a body that is not space, while the body comes.
#[derive(Default)]
pub(super) struct Start {
    /// How many bytes were passed over, so that none is looked at twice.
    passed: usize,
}

impl Start {
    /// The first byte that is not space, after a byte order mark; `None` while there is none.
    pub(super) fn byte(&mut self, read: &[u8]) -> Option<u8> {
        if self.passed == 0 {
            if read.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(read) {
                return None;
            }
            if read.starts_with(BYTE_ORDER_MARK) {
                self.passed = BYTE_ORDER_MARK.len();
            }
        }
        let ahead = read.get(self.passed..).unwrap_or_default();
        self.passed += ahead.iter().take_while(|byte| is_space(**byte)).count();
        read.get(self.passed).copied()
    }
}

/// Space between the parts of JSON (RFC 8259, 2).
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// Whether a success whose body starts with this byte may still be an error of the whole.
pub(super) fn may_be_error(envelope: &Envelope<'_>, first: u8) -> bool {
    match first {
        b'{' => true,
        // In a list, a place is found by its index.
        b'[' => any_place(envelope, |pointer| {
            pointer.segments.first().is_none_or(|name| list_index(name).is_some() || *name == Pointer::ANY)
        }),
        // In XML, whatever is in its root element.
        b'<' => cfg!(feature = "xml") && any_place(envelope, |pointer| !pointer.segments.is_empty()),
        // In a text or a number, only that itself.
        _ => any_place(envelope, |pointer| pointer.segments.is_empty()),
    }
}

/// Whether a success that is not called JSON, and whose body starts with this byte, may be a form with an error.
pub(super) fn may_be_form(envelope: &Envelope<'_>, first: u8) -> bool {
    is_name(first) && any_place(envelope, |pointer| pointer.segments.len() == 1)
}

/// Whether it may be known from one of these places in a body that a response is an error: from those of the tests,
/// or else from the list of errors or the code. What headers say is known before.
fn any_place(envelope: &Envelope<'_>, is_reached: impl Fn(&Pointer<'_>) -> bool) -> bool {
    let in_body = |at: &Location<'_>| match at {
        Location::Header(_) => false,
        Location::Pointer(pointer) => is_reached(pointer),
    };
    if !envelope.is_error.is_empty() {
        return envelope.is_error.iter().any(|Check { at, .. }| in_body(at));
    }
    match &envelope.each {
        Some(each) => is_reached(each),
        None => envelope.places.iter().any(|place| place.field == Field::Code && in_body(&place.at)),
    }
}
