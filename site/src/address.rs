//! Where pages are: folders that are safe on every file system and in every address.
//!
//! A folder's name is made of the text alone, so it stays. ASCII letters, digits, `_`, `-` and inner dots stand for
//! themselves, whatever else is `~` and the hexadecimal digits of its bytes. So an address needs no further
//! escaping, and no two texts have one name. Of names that differ only in case, which some file systems take for
//! one, the first in the order of bytes stays as it is, and the others end in a fingerprint of their text.

use std::collections::HashMap;
use std::fmt::Write as _;

use errcat_codegen::is_device_name;

/// The longest name, in bytes: file systems take 255.
const LONGEST: usize = 120;

/// The folders of a site that are no vendor's, with the files beside them.
const OWN: [&str; 10] =
    ["404", "assets", "category", "codes", "feed", "how", "index", "retry", "same", "status"];

/// The folders that lists across vendors are in, as they are shown.
pub(crate) const ACROSS: [(&str, &str); 6] = [
    ("codes", "All codes"),
    ("status", "By status"),
    ("category", "By category"),
    ("retry", "By what to do"),
    ("same", "Same code, different meaning"),
    ("how", "How a verdict is reached"),
];

/// The folder of the JSON documents.
pub(crate) const JSON: &str = "v1";

/// What a further page of a list is called.
const FURTHER: &str = "page-";

/// The folder of a vendor.
pub(crate) fn vendor(id: &str) -> String {
    let is_own = OWN.contains(&id) || id == JSON;
    if is_own { escaped_first(id) } else { segment(id) }
}

/// The names of folders for these texts, which lie in one folder.
pub(crate) fn segments<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let texts: Vec<&str> = texts.collect();
    let mut names: Vec<String> = texts.iter().map(|text| segment(text)).collect();
    let mut first: HashMap<String, usize> = HashMap::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let of_case = first.entry(name.to_ascii_lowercase()).or_insert(at);
        if texts[at] < texts[*of_case] {
            *of_case = at;
        }
    }
    for (at, name) in names.iter_mut().enumerate() {
        if first.get(&name.to_ascii_lowercase()) != Some(&at) {
            let _ = write!(name, "~{:08x}", fingerprint(texts[at]));
        }
    }
    names
}

/// The name of a folder for this text.
pub(crate) fn segment(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    if is_device_name(text) || stem == "index" || lower.starts_with(FURTHER) {
        escaped_first(text)
    } else {
        escaped(text)
    }
}

/// The folders of the pages of a list, with so many codes on each at most; there is a first one even without a code.
pub(crate) fn pages(folder: &str, codes: usize, most: usize) -> impl Iterator<Item = String> {
    (1..=codes.div_ceil(most).max(1)).map(move |number| page(folder, number))
}

/// The folder of a page of a list, the first being 1.
pub(crate) fn page(folder: &str, number: usize) -> String {
    if number == 1 { folder.to_owned() } else { format!("{folder}/{FURTHER}{number}") }
}

/// The way from a folder to the root of the site: nothing, or one or more `../`.
pub(crate) fn root(folder: &str) -> String {
    "../".repeat(if folder.is_empty() { 0 } else { folder.split('/').count() })
}

/// A file in a folder of the site, or at its root.
pub(crate) fn file(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

fn escaped(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let last = text.len().saturating_sub(1);
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        let is_inner_dot = byte == b'.' && at != 0 && at != last;
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || is_inner_dot {
            name.push(char::from(byte));
        } else {
            let _ = write!(name, "~{byte:02X}");
        }
    }
    shortened(name, text)
}

/// The same, with the first byte as its digits: a name that is needed for something else.
fn escaped_first(text: &str) -> String {
    let Some(first) = text.as_bytes().first() else { return escaped(text) };
    let rest = text.get(1..).map_or_else(|| escaped(text), escaped);
    shortened(format!("~{first:02X}{rest}"), text)
}

fn shortened(mut name: String, text: &str) -> String {
    if name.is_empty() {
        return "~".to_owned();
    }
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        let _ = write!(name, "~{:08x}", fingerprint(text));
    }
    name
}

/// FNV-1a, which is the same everywhere and for ever.
pub(crate) fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
