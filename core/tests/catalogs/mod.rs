//! Tables for tests, made of catalogs as a vendor's are.

use std::sync::LazyLock;

use errcat::table::Table;
use errcat_codegen::rules::Sample;
use errcat_codegen::{Input, Options, Severity, check};

/// A table that is made when it is asked for.
pub(crate) type Lazy = LazyLock<&'static Table<'static>>;

/// The table of a catalog with these fields; what it does not name and has to have is like that of any vendor.
pub(crate) fn table(fields: &'static str) -> &'static Table<'static> {
    // It lives as long as the tests do.
    let input = Box::leak(Box::new(Input::new(Sample::Fields(fields).file().into_iter().collect())));
    let checked = check(input, &Options::default());
    let errors: Vec<_> =
        checked.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    match checked.catalogs.as_ref().and_then(|catalogs| catalogs.vendors().first()) {
        Some(vendor) => &vendor.table,
        None => panic!("{fields}\n{errors:#?}"),
    }
}
