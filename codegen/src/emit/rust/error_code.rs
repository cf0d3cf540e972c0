//! The enum of a vendor's codes: without payload, over the one static table.

use errcat_core::table::{Deprecated, Entry};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::catalogs::Vendor;
use crate::emit::markdown;
use crate::emit::render::File;
use crate::invisible::is_invisible;

/// Adds the enum and what it implements.
///
/// What grows with the codes is written as text: a catalog has up to 100,000 of them, and all look the same.
pub(super) fn add(file: &mut File, vendor: &Vendor<'_>) {
    error_code(vendor, file.begin());
    inherent(vendor, file.begin());
    for item in [formatting(vendor), vendor_code(), serde_impls()] {
        file.item(item);
    }
}

fn error_code(vendor: &Vendor<'_>, text: &mut String) {
    let title = markdown::text(vendor.table.title);
    text.extend(["/// An error code of ", &title, ".\n"]);
    text.push_str(
        "#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[non_exhaustive]\n\
         pub enum ErrorCode {",
    );
    for entry in vendor.table.entries {
        variant(entry, text);
    }
    text.push_str(if vendor.table.entries.is_empty() { "}\n" } else { "\n}\n" });
}

fn variant(entry: &Entry<'_>, text: &mut String) {
    let code = markdown::code(entry.code);
    let meaning = markdown::text(entry.rule.meaning);
    text.extend(["\n    /// ", &code, ": ", &meaning]);
    text.truncate(text.trim_end_matches(' ').len());
    if let Some(deprecated) = &entry.deprecated {
        text.extend(["\n    ", &attribute(deprecated)]);
    }
    text.extend(["\n    ", entry.name, ","]);
}

/// The attribute of a code that the vendor retires.
fn attribute(deprecated: &Deprecated<'_>) -> String {
    let replacement = deprecated.replaced_by.map(|code| format!("use `{code}`"));
    let note = deprecated.note.map(str::to_owned).or(replacement);
    let Some(note) = note else { return "#[deprecated]".to_owned() };
    let note = Literal::string(&note.chars().filter(|&c| !is_invisible(c)).collect::<String>()).to_string();
    match note.len() <= NOTE {
        true => format!("#[deprecated(note = {note})]"),
        false => format!("#[deprecated(\n        note = {note}\n    )]"),
    }
}

/// The longest note, quotes included, that fits on the line of its attribute.
const NOTE: usize = 63;

/// The functions of the enum. The list of all codes is one of them, and no constant: of a constant, the compiler looks through
/// all variants for each element.
fn inherent(vendor: &Vendor<'_>, text: &mut String) {
    let entries = vendor.table.entries;
    // A code that the vendor retires is still listed.
    let has_deprecated = entries.iter().any(|entry| entry.deprecated.is_some());
    let allow = if has_deprecated { "    #[allow(deprecated)]\n" } else { "" };
    // An enum without variants can't be cast, and never has to be.
    let index = if entries.is_empty() { "match self {}" } else { "self as usize" };
    text.extend([
        "impl ErrorCode {\n    /// Every known code, in the order of the vendor's page.\n    #[must_use]\n    #[inline]\n",
        allow,
        "    pub fn all() -> &'static [Self] {\n        &[",
    ]);
    all(entries, text);
    text.extend([
        "]\n    }\n",
        FACTS,
        "    const fn index(self) -> usize {\n        ",
        index,
        "\n    }\n}\n",
    ]);
}

/// The elements of the list of all codes: on its line if they fit there, or else each on its own.
fn all(entries: &[Entry<'_>], text: &mut String) {
    /// What a line has room for between the brackets.
    const ROOM: usize = 78;
    let length: usize = entries.iter().map(|entry| "ErrorCode::, ".len() + entry.name.len()).sum();
    let fits = length <= ROOM + ", ".len();
    for (at, entry) in entries.iter().enumerate() {
        text.push_str(match (fits, at) {
            (true, 0) => "",
            (true, _) => ", ",
            (false, _) => INDENT,
        });
        text.extend(["ErrorCode::", entry.name]);
        text.push_str(if fits { "" } else { "," });
    }
    text.push_str(if fits { "" } else { "\n        " });
}

/// What an element of a list in a function begins with.
const INDENT: &str = "\n            ";

/// The facts of a code, from the static table.
const FACTS: &str = "    /// The vendor's own string.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.entry().code
    }
    /// The code with this text, or with this alias.
    #[must_use]
    #[inline]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().get(LOOKUP.find(code)?).copied()
    }
    /// All facts of this code.
    #[must_use]
    pub const fn entry(self) -> &'static table::Entry<'static> {
        &ENTRIES[self.index()]
    }
    /// The HTTP statuses that it comes with.
    #[must_use]
    pub const fn http(self) -> table::Http<'static> {
        self.entry().http
    }
    /// What kind of failure it is.
    #[must_use]
    pub const fn category(self) -> errcat_core::Category {
        self.entry().rule.category
    }
    /// Whether and how to try again; `None` where the vendor does not say.
    #[must_use]
    pub const fn retry(self) -> Option<errcat_core::Retry> {
        match &self.entry().rule.retry {
            Some(rule) => Some(rule.kind),
            None => None,
        }
    }
    /// What it means.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        self.entry().rule.meaning
    }
    /// What to do about it.
    #[must_use]
    pub const fn action(self) -> Option<&'static str> {
        self.entry().rule.action
    }
    /// The heading under which the vendor lists it.
    #[must_use]
    pub const fn group(self) -> &'static str {
        self.entry().group
    }
";

fn formatting(vendor: &Vendor<'_>) -> TokenStream {
    let title = &vendor.table.title;
    quote! {
        impl core::fmt::Debug for ErrorCode {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.entry().name)
            }
        }

        impl core::fmt::Display for ErrorCode {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::error::Error for ErrorCode {}

        impl core::str::FromStr for ErrorCode {
            type Err = errcat_core::UnknownName;

            fn from_str(code: &str) -> Result<Self, errcat_core::UnknownName> {
                let known = |index| Some(<Self as errcat_core::VendorCode>::from_index(index)?.as_str());
                Self::from_code(code).ok_or_else(|| errcat_core::UnknownName::code(#title, code, known))
            }
        }
    }
}

fn vendor_code() -> TokenStream {
    quote! {
        impl errcat_core::VendorCode for ErrorCode {
            #[inline]
            fn all() -> &'static [Self] {
                Self::all()
            }

            fn table() -> &'static table::Table<'static> {
                &TABLE
            }

            fn index(self) -> usize {
                self.index()
            }

            #[inline]
            fn from_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        }
    }
}

fn serde_impls() -> TokenStream {
    quote! {
        errcat_core::serde_of_code!(ErrorCode);
    }
}
