//! Silencers say why.

use super::report::Report;
use crate::raw;

pub(super) fn given(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for allow in catalog.silencers() {
        if allow.reason.trim().is_empty() {
            let help = "say why the lint does not apply here";
            report.add("empty-text", &allow.reason.span, "`reason` says nothing", help);
        }
    }
}
