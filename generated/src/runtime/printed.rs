//! Whether a text is what a value prints.

use core::fmt::{self, Write as _};

/// Whether a text is what a value is printed as, without memory to print it to.
pub(super) fn is_printed(text: &str, value: impl fmt::Display) -> bool {
    let mut rest = Rest(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

/// The rest of a text, of which what is written is taken off.
struct Rest<'t>(&'t str);

impl fmt::Write for Rest<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }
}
