//! A code of a vendor that is chosen at run time.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use crate::table::{Entry, Table};

/// A code of a vendor that is chosen at run time: an entry of its table.
///
/// ```
/// use errcat::{AnyVendor, Response};
///
/// let vendor: AnyVendor = "runo".parse()?;
/// let body = r#"{"status": "error", "error": {"code": "TIMEOUT"}}"#;
/// let verdict = vendor.classify(&Response::new(200).body(body)).expect("an error");
/// assert_eq!(verdict.code().expect("a known code").as_str(), "TIMEOUT");
/// # Ok::<(), errcat::UnknownName>(())
/// ```
#[derive(Clone, Copy)]
pub struct AnyCode<'t> {
    table: &'t Table<'t>,
    position: usize,
    entry: &'t Entry<'t>,
}

impl<'t> AnyCode<'t> {
    /// The code at this position of the table's entries.
    pub(crate) fn at(table: &'t Table<'t>, position: usize) -> Option<Self> {
        Some(Self { table, position, entry: table.entries.get(position)? })
    }

    /// The vendor's own string.
    #[must_use]
    pub const fn as_str(self) -> &'t str {
        self.entry.code
    }

    /// All facts of this code.
    #[must_use]
    pub const fn entry(self) -> &'t Entry<'t> {
        self.entry
    }

    /// The vendor's table.
    #[must_use]
    pub const fn table(self) -> &'t Table<'t> {
        self.table
    }

    /// The vendor and the position, by which codes are compared.
    const fn key(&self) -> (&'t str, usize) {
        (self.table.id, self.position)
    }
}

/// Codes are equal where the vendor's id and the code are.
impl PartialEq for AnyCode<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for AnyCode<'_> {}

impl Hash for AnyCode<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// By the vendor's id, then in the order of its table.
impl Ord for AnyCode<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for AnyCode<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for AnyCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.entry.name)
    }
}

impl fmt::Display for AnyCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
