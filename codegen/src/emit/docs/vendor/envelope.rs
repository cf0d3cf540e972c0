//! Where a response carries what.

use super::entry;
use crate::catalogs::Vendor;
use crate::emit::docs::page::Page;
use crate::emit::{markdown, words};

/// The section on the envelope and the waits.
pub(super) fn section(page: &mut Page, vendor: &Vendor<'_>) {
    page.heading(2, "Envelope");
    page.list(&words::envelope(&vendor.table, markdown::code));
    page.table(["Fact", "Where"], words::places(&vendor.table, markdown::code_cell));
    if vendor.details.type_name.is_some() {
        page.block("The details of an error whose code documents none of its own:");
        entry::details(page, vendor.module, vendor.details);
    }
    let waits = words::wait_places(&vendor.table, markdown::code_cell);
    if waits.is_empty() {
        page.block("The vendor documents no place that says how long to wait.");
        return;
    }
    page.block("How long to wait stands in the first of these that is there:");
    page.list(&waits);
}
