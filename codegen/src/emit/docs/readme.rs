//! The vendors in the README of the project: what each is for, how many codes it has, and where its page is.

use errcat_core::table::Area;

use crate::catalogs::{Catalogs, Vendor};
use crate::emit::markdown;

const START: &str = "<!-- vendors:start -->\n";
const END: &str = "<!-- vendors:end -->";

/// A README with these vendors between its two marks; `None` where it has no marks. `docs` leads from the README to
/// the folder of the reference.
#[must_use]
pub fn readme(current: &str, catalogs: &Catalogs<'_>, docs: &str) -> Option<String> {
    let (before, rest) = current.split_once(START)?;
    let (_, after) = rest.split_once(END)?;
    let (vendors, codes) = (catalogs.vendors.len(), catalogs.code_count());
    let areas = Area::ALL.iter().map(|area| Some(*area)).chain([None]);
    let rows: String = areas.filter_map(|area| row(catalogs, area, docs)).collect();
    let table =
        format!("| For | {vendors} vendors, with the number of their {codes} codes |\n|---|---|\n{rows}");
    Some(format!("{before}{START}\n{table}\n{END}{after}"))
}

/// The vendors of an area, or of none.
fn row(catalogs: &Catalogs<'_>, area: Option<Area>, docs: &str) -> Option<String> {
    let of_area = catalogs.vendors.iter().filter(|vendor| vendor.table.area == area);
    let mut of_area: Vec<&Vendor<'_>> = of_area.collect();
    of_area.sort_by_key(|vendor| vendor.table.title.to_lowercase());
    let vendors: Vec<String> = of_area.into_iter().map(|vendor| link(vendor, docs)).collect();
    let about = area.map_or("Other", Area::about).trim_end_matches('.');
    (!vendors.is_empty()).then(|| format!("| {about} | {} |\n", vendors.join(", ")))
}

fn link(vendor: &Vendor<'_>, docs: &str) -> String {
    let (title, codes) = (markdown::cell(vendor.table.title), vendor.table.entries.len());
    // One that has rules for statuses alone.
    let count = if codes == 0 { String::new() } else { format!(" {codes}") };
    format!("[{title}]({docs}/{}.md){count}", vendor.table.id)
}
