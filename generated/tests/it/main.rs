//! errcat as its users see it.

#[cfg(all(feature = "json", feature = "runagent"))]
mod details;
#[cfg(all(feature = "json", feature = "vendors"))]
#[rustfmt::skip]
mod examples;
#[cfg(feature = "vendors")]
mod vendors;

// What the generated tests call the crate under test.
#[allow(unused_imports)]
use errcat as subject;
