//! JSON for programs: the vendors, each vendor, each code, and the schemas of these documents.

use errcat_codegen::json::{self, Document};
use errcat_codegen::{Artifact, catalogs::Notes};
use errcat_core::table::Entry;
use serde_json::{Value, json};

use crate::address::{self, JSON};
use crate::book::{Book, CodePage, VendorPages};
use crate::head::absolute;

/// Where the document of a vendor or a code is, by the folder of its page.
pub(crate) fn path(folder: &str) -> String {
    format!("{JSON}/{folder}.json")
}

/// The list of the vendors, and the schemas.
pub(crate) fn across(book: &Book<'_>) -> Vec<Artifact> {
    let vendor = |vendor: &VendorPages<'_>| {
        let table = &vendor.of.table;
        json!({
            "id": table.id,
            "title": table.title,
            "about": table.about,
            "codes": vendor.codes.len(),
            "url": url(book, &vendor.folder),
            "json": format!("{}.json", vendor.folder),
        })
    };
    let index = headed(
        "index.schema.json",
        json!({ "vendors": book.vendors.iter().map(vendor).collect::<Vec<_>>() }),
    );
    let schema = |name: &str, of: Document| {
        Artifact::new(format!("{JSON}/{name}.schema.json"), format!("{:#}\n", json::schema(of)))
    };
    vec![
        Artifact::new(format!("{JSON}/index.json"), format!("{index:#}\n")),
        schema("index", Document::Index),
        schema("vendor", Document::Vendor),
        schema("code", Document::Code),
    ]
}

/// The documents of a vendor and of its codes.
pub(crate) fn of_vendor(book: &Book<'_>, number: usize) -> Vec<Artifact> {
    let vendor = &book.vendors[number];
    let folders = vendor.codes.iter().map(|code| (code.entry.code, code.folder.as_str()));
    let folders: std::collections::HashMap<&str, &str> = folders.collect();
    let address = |_: &str, entry: &Entry<'_>, _: &Notes<'_>| {
        url(book, folders.get(entry.code).copied().unwrap_or(&vendor.folder))
    };
    let of_vendor = headed("vendor.schema.json", json::vendor(vendor.of, &address));
    let code = |of: &CodePage<'_>| {
        let mut document = json::entry(vendor.of.table.id, of.entry, of.notes, &address);
        document["vendor"] = vendor.of.table.id.into();
        let document = headed("../code.schema.json", document);
        Artifact::new(path(&of.folder), format!("{document:#}\n"))
    };
    let mut artifacts = vec![Artifact::new(path(&vendor.folder), format!("{of_vendor}\n"))];
    artifacts.extend(vendor.codes.iter().map(code));
    artifacts
}

/// A document with what each of them begins with.
fn headed(schema: &str, mut document: Value) -> Value {
    document["$schema"] = schema.into();
    document["errcat"] = json::VERSION.into();
    document["format"] = json::FORMAT.into();
    document
}

/// The address of a page: absolute where the site has one, else from the root of the site.
fn url(book: &Book<'_>, folder: &str) -> String {
    absolute(book, folder).unwrap_or_else(|| address::file(folder, "index.html"))
}
