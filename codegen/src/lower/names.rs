//! The names of one catalog: modules, types, variants, fields and anchors, each unique in its place.

use foldhash::{HashMap, HashMapExt as _};

use crate::dialects::Files;
use crate::finding::Finding;
use crate::ident::{self, Refusal};
use crate::raw;
use crate::read::Spanned;
use crate::source::SourceSpan;

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
pub(crate) fn choose(files: Files<'_>, catalog: &raw::Catalog) -> Result<Names, Vec<Finding>> {
    let mut chooser = Chooser { files, findings: Vec::new() };
    let module = chooser.vendor_name(&catalog.vendor.text(), ident::module(&catalog.vendor));
    let type_name = chooser.vendor_name(&catalog.vendor.text(), ident::vendor_type(&catalog.vendor));
    let entries: Vec<&raw::Entry> = catalog.entries().collect();
    let details_type = (!catalog.details.is_empty()).then(ident::any_details);
    let variants = chooser.variants(&entries, details_type.as_deref());
    chooser.members(catalog.details.iter().map(|(name, _)| name.text()));
    for entry in &entries {
        chooser.members(entry.details.iter().map(|(name, _)| name.text()));
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
    files: Files<'a>,
    findings: Vec<Finding>,
}

impl Chooser<'_> {
    fn vendor_name(&mut self, vendor: &Spanned<&str>, name: Result<String, Refusal>) -> String {
        name.unwrap_or_else(|refusal| {
            self.refuse("vendor-name", vendor, refusal, "choose another id and rename the file to it");
            String::new()
        })
    }

    /// The variant of each entry, and the struct for its details where it lists some; the name of the struct for the
    /// details of any error is taken.
    fn variants(&mut self, entries: &[&raw::Entry], taken: Option<&str>) -> Vec<(String, Option<String>)> {
        let mut first: HashMap<String, (&str, Spanned<&str>)> = HashMap::with_capacity(entries.len());
        let mut variants = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some((name, given)) = self.variant(entry) else { continue };
            match first.get(&name) {
                // A code that is there twice is reported as such.
                Some((code, _)) if *code == &*entry.code.value => {}
                Some((_, other)) => self.collision(&name, &given, other),
                None => {
                    first.insert(name.clone(), (&entry.code, given.clone()));
                }
            }
            let details_type = (!entry.details.is_empty()).then(|| ident::details(&name));
            if let Some(name) = details_type.as_deref().filter(|name| Some(*name) == taken) {
                self.taken(name, &given);
            }
            variants.push((name, details_type));
        }
        variants
    }

    /// The variant of an entry, and the value that it comes from.
    fn variant<'e>(&mut self, entry: &'e raw::Entry) -> Option<(String, Spanned<&'e str>)> {
        match &entry.name {
            Some(name) => match ident::given_variant(name) {
                Ok(given) => Some((given.to_owned(), name.text())),
                Err(refusal) => {
                    self.refuse(
                        "variant-name",
                        &name.text(),
                        refusal,
                        "write a name such as `name: CardExpired`",
                    );
                    None
                }
            },
            // A blank code is reported as such.
            None if entry.code.trim().is_empty() => None,
            None => match ident::variant(&entry.code) {
                Ok(name) => Some((name, entry.code.text())),
                Err(refusal) => {
                    let example = ident::suggestion(&entry.code);
                    let help =
                        format!("give the Rust variant by hand, such as `name: {example}`, beside the code");
                    self.refuse("variant-name", &entry.code.text(), refusal, &help);
                    None
                }
            },
        }
    }

    fn members<'e>(&mut self, members: impl Iterator<Item = Spanned<&'e str>>) {
        let mut first: HashMap<String, Spanned<&str>> = HashMap::new();
        for member in members {
            match ident::field(member.value) {
                Err(refusal) => {
                    self.refuse(
                        "member-name",
                        &member,
                        refusal,
                        "leave this member out; it stays readable in the raw details",
                    );
                }
                Ok(name) => match first.get(&name) {
                    Some(other) => self.member_collision(&name, &member, other),
                    None => {
                        first.insert(name, member);
                    }
                },
            }
        }
    }

    fn refuse(&mut self, rule: &'static str, at: &Spanned<&str>, refusal: Refusal, help: &str) {
        let message = format!("`{}` {}", at.value.escape_debug(), refusal.reason());
        let mut finding = Finding::new(rule, self.place(at), message, help);
        finding.label = "needs a name".to_owned();
        self.findings.push(finding);
    }

    fn collision(&mut self, name: &str, at: &Spanned<&str>, first: &Spanned<&str>) {
        let message = format!("two codes would both be the Rust variant `{name}`");
        let help = "give one of them a variant of its own, such as `name: CardExpired`, beside its code";
        self.second("name-collision", at, first, message, help);
    }

    /// A struct for the details of a code that would have the name of the one for any error.
    fn taken(&mut self, name: &str, at: &Spanned<&str>) {
        let message =
            format!("the details of this code would be the Rust type `{name}`, which the module has already");
        let help = "give this code a variant of its own, such as `name: CardExpired`, beside it";
        let mut finding = Finding::new("name-collision", self.place(at), message, help);
        finding.label = "needs another name".to_owned();
        self.findings.push(finding);
    }

    fn member_collision(&mut self, name: &str, at: &Spanned<&str>, first: &Spanned<&str>) {
        let message = format!("two members would both be the Rust field `{name}`");
        let help = "leave one of them out; it stays readable in the raw details";
        self.second("member-name", at, first, message, help);
    }

    fn second(
        &mut self,
        rule: &'static str,
        at: &Spanned<&str>,
        first: &Spanned<&str>,
        message: String,
        help: &str,
    ) {
        let mut finding = Finding::new(rule, self.place(at), message, help);
        finding.label = "the second one".to_owned();
        finding.related = vec![(self.place(first), "the first one".to_owned())];
        self.findings.push(finding);
    }

    fn place(&self, at: &Spanned<&str>) -> SourceSpan {
        self.files.place(&at.span)
    }
}

/// Anchors: the code itself where it is safe in an address, else with `-` for what is not.
fn anchors(entries: &[&raw::Entry]) -> Vec<String> {
    let mut used: HashMap<String, usize> = HashMap::with_capacity(entries.len());
    entries
        .iter()
        .map(|entry| {
            let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            let base: String = entry.code.chars().map(|c| if safe(c) { c } else { '-' }).collect();
            let count = used.entry(base.to_ascii_lowercase()).or_insert(0);
            *count += 1;
            // Case twins would be one anchor on pages that fold the case.
            if *count == 1 { base } else { format!("{base}-{count}") }
        })
        .collect()
}
