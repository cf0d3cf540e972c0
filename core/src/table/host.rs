//! The hosts of a vendor's API, and which of several vendors a host belongs to.

use super::Table;
use super::declare::table;

table! {
    /// A host of a vendor's API, or a pattern of hosts.
    #[derive(Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Host {
        /// The name in lower case, such as `api.acme.com`. A label `*` stands for any one label; in front, as in
        /// `*.acme.com`, for one or more.
        pattern: &'a str,
    }
}

impl Host<'_> {
    /// Whether this is the host, or one of those that the pattern stands for. The case of ASCII letters does not
    /// matter; a port and the dot at the end of a full name are passed over.
    ///
    /// ```
    /// use errcat::table::Host;
    ///
    /// let host = Host::new("*.acme.com");
    /// assert!(host.matches("eu.acme.com") && host.matches("API.EU.Acme.com.:443"));
    /// assert!(!host.matches("acme.com") && !host.matches("api.acme.com.evil.example"));
    /// ```
    #[must_use]
    pub fn matches(&self, host: &str) -> bool {
        let mut labels = name(host).rsplit('.');
        let mut pattern = self.pattern.rsplit('.').peekable();
        while let Some(wanted) = pattern.next() {
            let Some(label) = labels.next() else { return false };
            if label.is_empty() || !(wanted == ANY || wanted.eq_ignore_ascii_case(label)) {
                return false;
            }
            if wanted == ANY && pattern.peek().is_none() {
                return labels.all(|label| !label.is_empty());
            }
        }
        labels.next().is_none()
    }

    /// How specific it is: a host itself is more than any pattern, and of two patterns the longer one.
    fn specificity(&self) -> (bool, usize) {
        (!self.pattern.split('.').any(|label| label == ANY), self.pattern.len())
    }
}

/// What stands for any label.
const ANY: &str = "*";

/// A host without its port and the dot at the end.
fn name(host: &str) -> &str {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.strip_suffix('.').unwrap_or(name)
}

/// Of these vendors the one with the most specific host that this is; of several with one pattern the first.
#[doc(hidden)]
pub fn by_host<'t, V>(
    vendors: impl IntoIterator<Item = V>,
    table: impl Fn(&V) -> &'t Table<'t>,
    host: &str,
) -> Option<V> {
    let mut best = None;
    for vendor in vendors {
        let Some(specificity) = table(&vendor).host(host).map(Host::specificity) else { continue };
        if best.as_ref().is_none_or(|(most, _)| specificity > *most) {
            best = Some((specificity, vendor));
        }
    }
    best.map(|(_, vendor)| vendor)
}

impl<'a> Table<'a> {
    /// The most specific of the vendor's hosts that this is; `None` where it is another vendor's.
    #[must_use]
    pub fn host(&self, host: &str) -> Option<&'a Host<'a>> {
        self.hosts.iter().filter(|of| of.matches(host)).max_by_key(|of| of.specificity())
    }

    /// The vendor that a host belongs to, for a proxy or gateway that sees many. The case of ASCII letters does not
    /// matter; a port and the dot at the end of a full name are passed over. Of several vendors the one with the most
    /// specific host is taken: a host itself before a pattern such as `*.acme.com`, a longer pattern before a shorter
    /// one, and then the first.
    ///
    /// ```
    /// use errcat::{openai, stripe, table::Table};
    ///
    /// let vendors = [&openai::TABLE, &stripe::TABLE];
    /// let vendor = Table::by_host(vendors, "api.openai.com:443").map(|table| table.id);
    /// assert_eq!(vendor, Some("openai"));
    /// assert_eq!(Table::by_host(vendors, "example.com"), None);
    /// ```
    #[must_use]
    pub fn by_host<'t>(tables: impl IntoIterator<Item = &'t Table<'t>>, host: &str) -> Option<&'t Table<'t>> {
        by_host(tables, |table| table, host)
    }
}
