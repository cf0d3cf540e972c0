//! The names of one catalog: modules, types, variants, fields and anchors, each unique in its place.

use std::collections::HashMap;

use crate::finding::{Finding, Place, SourceFile};
use crate::ident::{self, Refusal};
use crate::parse::shape::Spanned;
use crate::raw;

/// The names of a vendor.
pub(crate) struct Names {
    pub(crate) module: String,
    pub(crate) type_name: String,
    /// The struct for the details of any error, where members are documented.
    pub(crate) details_type: Option<String>,
    /// One for each entry, in the order of the catalog.
    pub(crate) entries: Vec<EntryNames>,
}

/// The names of an entry.
pub(crate) struct EntryNames {
    pub(crate) variant: String,
    pub(crate) anchor: String,
    /// The struct for the details of this error, where it lists members of its own.
    pub(crate) details_type: Option<String>,
}

/// Chooses every name, or says what is missing.
pub(crate) fn choose(file: &SourceFile, catalog: &raw::Catalog) -> Result<Names, Vec<Finding>> {
    let mut chooser = Chooser { file, findings: Vec::new() };
    let module = chooser.vendor_name(&catalog.vendor, ident::module(&catalog.vendor.value));
    let type_name = chooser.vendor_name(&catalog.vendor, ident::vendor_type(&catalog.vendor.value));
    let entries: Vec<&raw::Entry> = catalog.groups.iter().flat_map(|group| group.codes.iter()).collect();
    let details_type = chooser.any_details_type(catalog, &type_name);
    let taken = [&type_name].into_iter().chain(&details_type).map(String::as_str).collect::<Vec<_>>();
    let variants = chooser.variants(&entries, &taken);
    chooser.members(catalog.details.iter().map(|(name, _)| name));
    for entry in &entries {
        chooser.members(entry.details.iter().map(|(name, _)| name));
    }
    if !chooser.findings.is_empty() {
        return Err(chooser.findings);
    }
    let anchors = anchors(&entries);
    let entries = variants
        .into_iter()
        .zip(anchors)
        .map(|((variant, details_type), anchor)| EntryNames { variant, anchor, details_type })
        .collect();
    Ok(Names { module, type_name, details_type, entries })
}

struct Chooser<'a> {
    file: &'a SourceFile,
    findings: Vec<Finding>,
}

impl Chooser<'_> {
    fn vendor_name(&mut self, vendor: &Spanned<String>, name: Result<String, Refusal>) -> String {
        name.unwrap_or_else(|refusal| {
            self.refuse("vendor-name", vendor, refusal, "choose another id and rename the file to it");
            String::new()
        })
    }

    /// The struct for the details of any error.
    fn any_details_type(&mut self, catalog: &raw::Catalog, vendor_type: &str) -> Option<String> {
        let name = (!catalog.details.is_empty()).then(ident::any_details)?;
        if name == vendor_type {
            let help = "choose another id and rename the file to it";
            self.taken(&name, &catalog.vendor, "this vendor's own type", help);
        }
        Some(name)
    }

    /// The variant of each entry, and the struct for its details where it lists some.
    fn variants(&mut self, entries: &[&raw::Entry], taken: &[&str]) -> Vec<(String, Option<String>)> {
        let mut first: HashMap<String, (&str, &Spanned<String>)> = HashMap::new();
        let mut variants = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some((name, given)) = self.variant(entry) else { continue };
            match first.get(&name) {
                // A code that is there twice is reported as such.
                Some((code, _)) if *code == entry.code.value => {}
                Some((_, other)) => self.collision(&name, given, other),
                None => {
                    first.insert(name.clone(), (&entry.code.value, given));
                }
            }
            let details_type = (!entry.details.is_empty()).then(|| ident::details(&name));
            if let Some(name) = details_type.as_ref().filter(|name| taken.contains(&name.as_str())) {
                let help = "give this code a variant of its own, such as `name: CardExpired`, beside it";
                self.taken(name, given, "the details of this code", help);
            }
            variants.push((name, details_type));
        }
        variants
    }

    /// The variant of an entry, and the value that it comes from.
    fn variant<'e>(&mut self, entry: &'e raw::Entry) -> Option<(String, &'e Spanned<String>)> {
        match &entry.name {
            Some(name) => match ident::given_variant(&name.value) {
                Ok(given) => Some((given.to_owned(), name)),
                Err(refusal) => {
                    self.refuse("variant-name", name, refusal, "write a name such as `name: CardExpired`");
                    None
                }
            },
            // A blank code is reported as such.
            None if entry.code.value.trim().is_empty() => None,
            None => match ident::variant(&entry.code.value) {
                Ok(name) => Some((name, &entry.code)),
                Err(refusal) => {
                    let example = ident::suggestion(&entry.code.value);
                    let help =
                        format!("give the Rust variant by hand, such as `name: {example}`, beside the code");
                    self.refuse("variant-name", &entry.code, refusal, &help);
                    None
                }
            },
        }
    }

    fn members<'e>(&mut self, members: impl Iterator<Item = &'e Spanned<String>>) {
        let mut first: HashMap<String, &Spanned<String>> = HashMap::new();
        for member in members {
            match ident::field(&member.value) {
                Err(refusal) => {
                    self.refuse(
                        "member-name",
                        member,
                        refusal,
                        "leave this member out; it stays readable in the raw details",
                    );
                }
                Ok(name) => match first.get(&name) {
                    Some(other) => self.member_collision(&name, member, other),
                    None => {
                        first.insert(name, member);
                    }
                },
            }
        }
    }

    fn refuse(&mut self, rule: &'static str, at: &Spanned<String>, refusal: Refusal, help: &str) {
        let message = format!("`{}` {}", at.value.escape_debug(), refusal.reason());
        let mut finding = Finding::new(rule, self.place(at), message, help);
        finding.label = "needs a name".to_owned();
        self.findings.push(finding);
    }

    fn collision(&mut self, name: &str, at: &Spanned<String>, first: &Spanned<String>) {
        let message = format!("two codes would both be the Rust variant `{name}`");
        let help = "give one of them a variant of its own, such as `name: CardExpired`, beside its code";
        self.second("name-collision", at, first, message, help);
    }

    /// A struct that would have the name of another type of the vendor's module.
    fn taken(&mut self, name: &str, at: &Spanned<String>, what: &str, help: &str) {
        let message = format!("{what} would be the Rust type `{name}`, which the module has already");
        let mut finding = Finding::new("name-collision", self.place(at), message, help);
        finding.label = "needs another name".to_owned();
        self.findings.push(finding);
    }

    fn member_collision(&mut self, name: &str, at: &Spanned<String>, first: &Spanned<String>) {
        let message = format!("two members would both be the Rust field `{name}`");
        let help = "leave one of them out; it stays readable in the raw details";
        self.second("member-name", at, first, message, help);
    }

    fn second(
        &mut self,
        rule: &'static str,
        at: &Spanned<String>,
        first: &Spanned<String>,
        message: String,
        help: &str,
    ) {
        let mut finding = Finding::new(rule, self.place(at), message, help);
        finding.label = "the second one".to_owned();
        finding.related = vec![(self.place(first), "the first one".to_owned())];
        self.findings.push(finding);
    }

    fn place(&self, at: &Spanned<String>) -> Place {
        Place { file: self.file.path.clone(), span: at.span.clone() }
    }
}

/// Anchors: the code itself where it is safe in an address, else with `-` for what is not.
fn anchors(entries: &[&raw::Entry]) -> Vec<String> {
    let mut used: HashMap<String, usize> = HashMap::new();
    entries
        .iter()
        .map(|entry| {
            let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            let base: String = entry.code.value.chars().map(|c| if safe(c) { c } else { '-' }).collect();
            let count = used.entry(base.to_ascii_lowercase()).or_insert(0);
            *count += 1;
            // Case twins would be one anchor on pages that fold the case.
            if *count == 1 { base } else { format!("{base}-{count}") }
        })
        .collect()
}
