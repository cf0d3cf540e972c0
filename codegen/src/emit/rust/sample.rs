//! How a crate is used: the same in its documentation, where it is tested, and in its README.

use super::tokens::{identifier, krate};
use crate::artifact::Package;
use crate::catalogs::Vendor;

/// What stands before it.
pub(super) const INTRODUCTION: &str = "Status, headers and body in, a verdict and the next step out:";

/// A use of the crate with this vendor.
pub(super) fn sample(vendor: &Vendor<'_>, package: &Package) -> String {
    let (krate, module) = (krate(package), identifier(vendor.module));
    format!(
        r#"use std::time::SystemTime;
use {krate}::{{Next, Response, {module}}};

let response = Response::new(503).header("Retry-After", "7").body(b"the body as it came");
// `None`: not an error.
if let Some(verdict) = {module}::classify(&response) {{
    println!("{{verdict}}");
    // After the first try.
    match {module}::SCHEDULE.next(1, &verdict, SystemTime::now()) {{
        Next::After(wait) => println!("try again in {{wait:?}}"),
        Next::AfterChange {{ wait, change }} => println!("try again in {{wait:?}}, with {{change}}"),
        Next::Stop(reason) => println!("stop: {{reason}}"),
    }}
}}
"#
    )
}
