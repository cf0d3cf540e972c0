//! How a long document is laid out: a line for each element, so that a change of a code is a change of its line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

/// So many levels of lists and objects are laid out on lines; what stands within the innermost of them is one line. These are
/// the document, its vendors, a vendor and its lists.
const LEVELS: usize = 4;

/// A document as text, which is expected to have about so many bytes.
pub(in crate::emit) fn to_string(document: &impl Serialize, size: usize) -> serde_json::Result<String> {
    let mut text = Vec::with_capacity(size);
    let lines = Lines { pretty: PrettyFormatter::new(), within: CompactFormatter, depth: 0 };
    document.serialize(&mut Serializer::with_formatter(&mut text, lines))?;
    text.push(b'\n');
    String::from_utf8(text).map_err(serde::ser::Error::custom)
}

/// Lays out the outer levels on lines and what is within them on one.
struct Lines {
    pretty: PrettyFormatter<'static>,
    within: CompactFormatter,
    /// In how many lists and objects the writer is.
    depth: usize,
}

/// Leaves a call to the formatter of this level.
macro_rules! by_level {
    ($($name:ident($($argument:ident: $type:ty),*) $change:expr;)+) => {$(
        fn $name<W: ?Sized + Write>(&mut self, to: &mut W $(, $argument: $type)*) -> io::Result<()> {
            let (opened, closed): (usize, usize) = $change;
            self.depth += opened;
            let done = if self.depth <= LEVELS {
                self.pretty.$name(to $(, $argument)*)
            } else {
                self.within.$name(to $(, $argument)*)
            };
            self.depth -= closed;
            done
        }
    )+};
}

impl Formatter for Lines {
    by_level! {
        begin_array() (1, 0);
        end_array() (0, 1);
        begin_array_value(first: bool) (0, 0);
        end_array_value() (0, 0);
        begin_object() (1, 0);
        end_object() (0, 1);
        begin_object_key(first: bool) (0, 0);
        begin_object_value() (0, 0);
        end_object_value() (0, 0);
    }
}
