//! A vendor's module: the enum of its codes over one static table.

use errcat_core::codegen::Emit;
use errcat_core::table::{Lookup, Table};
use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{gate, identifier, lines};
use super::writer::Constants;
use super::{details, error_code};
use crate::artifact::Target;
use crate::catalogs::Vendor;
use crate::emit::markdown;
use crate::emit::render::File;
use crate::ident;
use crate::parallel;

/// Adds a module for each of these vendors, declared with these words before `mod` and made on every core; as a file of
/// its own it lies in this folder.
pub(super) fn modules(
    file: &mut File,
    vendors: &[Vendor<'_>],
    (target, folder): (&Target, &str),
    words: &TokenStream,
    make: fn(&Vendor<'_>, &Target) -> File,
) {
    let made = parallel::map(vendors, |vendor| make(vendor, target));
    for (vendor, of_vendor) in vendors.iter().zip(made) {
        let (gate, module) = (gate(target, &vendor.table), identifier(vendor.module));
        let path = format!("{folder}{}", ident::module_file(vendor.module));
        file.module(quote!(#gate #words mod #module), path, of_vendor);
    }
}

/// The module of a vendor.
pub(super) fn file(vendor: &Vendor<'_>, target: &Target) -> File {
    let source = format!("catalog/{}.yaml", vendor.table.id);
    let about = format!("//! The errors of {}.", markdown::text(vendor.table.title));
    let mut file = File::new(target, &source, &[&about]);
    file.item(quote! {
        use errcat_core::table;
    });
    file.reserve(vendor.table.entries.len(), CODE);
    error_code::add(&mut file, vendor);
    file.item(functions(vendor));
    details::items(vendor).into_iter().for_each(|item| file.item(item));
    let constants = &mut Constants::default();
    table(constants, &vendor.table, file.begin());
    list(constants, ("ENTRIES", "table::Entry<'static>"), vendor.table.entries, file.begin());
    list(constants, ("DISPLACEMENTS", "u32"), vendor.table.lookup.displacements, file.begin());
    list(constants, ("SLOTS", "table::Slot<'static>"), vendor.table.lookup.slots, file.begin());
    list(constants, ("POSITIONS", "u32"), vendor.table.lookup.positions, file.begin());
    file.begin().extend(constants.declarations());
    file
}

/// How many bytes a code takes in its vendor's module, about.
const CODE: usize = 768;

fn functions(vendor: &Vendor<'_>) -> TokenStream {
    let title = markdown::text(vendor.table.title);
    let verdict = lines(&[&format!("The answer about one error of {title}.")]);
    let classify = lines(&[&format!("Judges a response of {title}; `None` where it is not an error.")]);
    quote! {
        #verdict
        pub type Verdict<'a> = errcat_core::Verdict<'a, ErrorCode>;

        #classify
        #[must_use]
        pub fn classify<'a>(response: &errcat_core::Response<'a>) -> Option<Verdict<'a>> {
            <ErrorCode as errcat_core::VendorCode>::classify(response)
        }

        #[doc = " Judges everything in a response: its error, or each of a list of errors, and then each item of"]
        #[doc = " a batch that carries one. Empty where there is no error."]
        #[must_use]
        pub fn classify_all<'a>(
            response: &errcat_core::Response<'a>,
        ) -> errcat_core::generated::Vec<Verdict<'a>> {
            <ErrorCode as errcat_core::VendorCode>::classify_all(response)
        }

        #[doc = " Judges a frame of a stream, with the status and the headers of the response that it came in; `None`"]
        #[doc = " where it is not an error."]
        #[must_use]
        pub fn classify_frame<'a>(
            response: &errcat_core::Response<'a>,
            frame: impl Into<errcat_core::stream::Frame<'a>>,
        ) -> Option<Verdict<'a>> {
            <ErrorCode as errcat_core::VendorCode>::classify_frame(response, frame)
        }

        #[doc = " Judges a request that got no response."]
        #[must_use]
        pub fn no_response(failure: errcat_core::Failure) -> Verdict<'static> {
            <ErrorCode as errcat_core::VendorCode>::no_response(failure)
        }
    }
}

/// The table, which refers to its long lists by name.
fn table(constants: &mut Constants, table: &Table<'_>, text: &mut String) {
    let lookup = Lookup { displacements: &[], slots: &[], positions: &[], ..table.lookup };
    let without_lists = Table { entries: &[], lookup, ..*table };
    text.push_str(
        "/// How often to try, and how long to wait in between.\n\
         pub const SCHEDULE: table::Schedule = TABLE.schedule;\n\n\
         /// Everything that is known about the vendor, as data.\n\
         pub static TABLE: table::Table<'static> = ",
    );
    constants.expression(&without_lists, 0, text);
    text.push_str(
        "\n.entries(&ENTRIES)\n.found_in(&DISPLACEMENTS, &SLOTS, &POSITIONS);\n\n\
         const LOOKUP: table::Lookup<'static> = TABLE.lookup;\n",
    );
}

/// How many elements of a list the compiler is given at once: what it takes for them grows faster than their number.
const ROW: usize = 1_000;

/// A list of the table as a `static` of its own, with this name and of this type; a long one is joined from rows.
fn list<T: Emit>(constants: &mut Constants, (name, of): (&str, &str), items: &[T], text: &mut String) {
    let mut elements = |row: &[T], text: &mut String| {
        text.push_str("[\n");
        for item in row {
            text.push_str("    ");
            constants.expression(item, 1, text);
            text.push_str(",\n");
        }
        text.push(']');
    };
    let length = items.len();
    if length <= ROW {
        text.push_str(&format!("static {name}: [{of}; {length}] = "));
        elements(items, text);
        text.push_str(";\n");
        return;
    }
    let width = length.div_ceil(length.div_ceil(ROW));
    let mut names = String::new();
    for (number, row) in items.chunks(width).enumerate() {
        let is_whole = row.len() == width;
        text.push_str(&format!("static {name}_{number}: [{of}; {width}] = "));
        text.push_str(if is_whole { "" } else { "errcat_core::generated::padded(" });
        elements(row, text);
        text.push_str(if is_whole { ";\n\n" } else { ");\n\n" });
        names.push_str(&format!("    {name}_{number},\n"));
    }
    text.push_str(&format!(
        "static {name}: [{of}; {length}] = errcat_core::generated::joined(&[\n{names}]);\n"
    ));
}
