//! What is said of a code, a vendor or a list: the page and its Markdown twin are made of the same.

use errcat_codegen::catalogs::Member;
use errcat_core::table::Source;

use crate::book::{Advice, Difference};
use crate::markup::Markup;
use crate::rows::Row;
use crate::sample::Sample;

/// What is said above a list.
#[derive(Debug, Default)]
pub(crate) struct Intro {
    /// The heading.
    pub(crate) title: String,
    /// The list of lists that it belongs to: its folder, and its name.
    pub(crate) parent: Option<(&'static str, &'static str)>,
    /// What the codes have in common, a sentence each.
    pub(crate) lines: Vec<String>,
    /// What to do, where that is what they have in common: the style, and the word.
    pub(crate) badge: Option<(&'static str, &'static str)>,
    /// How many of them are to be treated in which way: the style, the word, and the number.
    pub(crate) tally: Vec<(&'static str, &'static str, usize)>,
}

/// What holds at a vendor for a status without a known code.
#[derive(Debug)]
pub(crate) struct StatusRow<'b> {
    /// The vendor's name.
    pub(crate) vendor: &'b str,
    /// Its folder.
    pub(crate) folder: &'b str,
    /// What to do.
    pub(crate) advice: Advice<'b>,
    /// Whether the vendor documents it as a success.
    pub(crate) success: bool,
    /// What it means.
    pub(crate) meaning: &'b str,
}

/// A list in a list of lists.
#[derive(Debug, Clone)]
pub(crate) struct ListEntry {
    /// The style and the word of its badge, if it has one.
    pub(crate) badge: Option<(&'static str, &'static str)>,
    /// Its name.
    pub(crate) name: String,
    /// Its folder.
    pub(crate) folder: String,
    /// How many codes are on it.
    pub(crate) count: usize,
    /// What it is about.
    pub(crate) about: String,
}

impl ListEntry {
    /// Whether the badge says all that the name does.
    pub(crate) fn is_badge(&self) -> bool {
        self.badge.is_some_and(|(_, word)| word == self.name)
    }
}

/// What is said of a vendor besides its codes.
#[derive(Debug)]
pub(crate) struct VendorFacts<'b> {
    /// Its name.
    pub(crate) title: &'b str,
    /// What its API does.
    pub(crate) about: &'b str,
    /// How many codes it has.
    pub(crate) count: usize,
    /// What to know before relying on the list.
    pub(crate) remarks: Vec<String>,
    /// The vendor whose catalog it extends: its name, and its folder.
    pub(crate) extends: Option<(&'b str, String)>,
    /// What makes a response an error.
    pub(crate) envelope: Vec<Markup>,
    /// Where each fact is.
    pub(crate) places: Vec<[Markup; 2]>,
    /// Where the wait is.
    pub(crate) waits: Vec<Markup>,
    /// A response that shows most of it.
    pub(crate) sample: Option<Sample>,
    /// How to retry, a sentence each.
    pub(crate) schedule: Vec<String>,
    /// What holds for statuses.
    pub(crate) statuses: Vec<RuleRow<'b>>,
    /// What holds for codes that start alike.
    pub(crate) families: Vec<RuleRow<'b>>,
    /// What holds without a response.
    pub(crate) unanswered: Vec<RuleRow<'b>>,
    /// Examples of no single code.
    pub(crate) examples: Vec<Sample>,
    /// The pages that the facts come from.
    pub(crate) sources: &'b [Source<'b>],
}

/// What holds for an error without a known code.
#[derive(Debug)]
pub(crate) struct RuleRow<'b> {
    /// For which.
    pub(crate) of: Markup,
    /// What to do; `None`: it is a success.
    pub(crate) advice: Option<Advice<'b>>,
    /// The category.
    pub(crate) category: &'static str,
    /// What it means.
    pub(crate) meaning: &'b str,
    /// What to do about it.
    pub(crate) action: Option<&'b str>,
}

/// A group and its codes.
#[derive(Debug)]
pub(crate) struct GroupRows<'b> {
    /// Its heading.
    pub(crate) title: &'b str,
    /// Its anchor.
    pub(crate) anchor: String,
    /// What the codes have in common.
    pub(crate) about: Option<&'b str>,
    /// The codes.
    pub(crate) rows: Vec<Row<'b>>,
}

/// What is said of a code.
#[derive(Debug)]
pub(crate) struct CodeFacts<'b> {
    /// The vendor's name.
    pub(crate) vendor: &'b str,
    /// The vendor's folder.
    pub(crate) vendor_folder: &'b str,
    /// The code.
    pub(crate) code: &'b str,
    /// The statuses that it comes with: each as it is shown, and the folder of its list.
    pub(crate) http: Vec<(String, String)>,
    /// The statuses in words, where there are none to link.
    pub(crate) http_words: &'static str,
    /// What to do.
    pub(crate) advice: &'b Advice<'b>,
    /// How long to wait and how often to try.
    pub(crate) wait: Option<Markup>,
    /// What makes the request work.
    pub(crate) action: Option<&'b str>,
    /// Whether the page only implies it.
    pub(crate) action_implied: bool,
    /// Whether the request may have taken effect.
    pub(crate) effect: &'static str,
    /// Whether that needs care.
    pub(crate) may_have_taken_effect: bool,
    /// The category.
    pub(crate) category: &'static str,
    /// What it means.
    pub(crate) meaning: &'b str,
    /// That the vendor is about to retire it.
    pub(crate) deprecated: Option<Deprecation<'b>>,
    /// What holds instead under conditions.
    pub(crate) variants: Vec<VariantRow<'b>>,
    /// The same code at other vendors.
    pub(crate) namesakes: Vec<Row<'b>>,
    /// The folder of the comparison, and in what they differ.
    pub(crate) shared: Option<(&'b str, Difference)>,
    /// The members of its details.
    pub(crate) details: &'b [Member<'b>],
    /// How to handle it in Rust.
    pub(crate) snippet: String,
    /// Received responses.
    pub(crate) samples: Vec<Sample>,
    /// Where the facts come from.
    pub(crate) provenance: Vec<Markup>,
    /// The group, and its other codes.
    pub(crate) group: &'b str,
    /// Other codes of the group.
    pub(crate) siblings: Vec<Row<'b>>,
}

/// That the vendor is about to retire a code.
#[derive(Debug)]
pub(crate) struct Deprecation<'b> {
    /// Since when, and why.
    pub(crate) said: String,
    /// The code that takes its place.
    pub(crate) replaced_by: Option<&'b str>,
    /// The folder of that one's page, if it is known.
    pub(crate) folder: Option<&'b str>,
}

/// What holds instead under a condition.
#[derive(Debug)]
pub(crate) struct VariantRow<'b> {
    /// Under which.
    pub(crate) when: Markup,
    /// What to do then.
    pub(crate) advice: Advice<'b>,
    /// The category.
    pub(crate) category: &'static str,
    /// What it means.
    pub(crate) meaning: &'b str,
    /// What makes the request work.
    pub(crate) action: Option<&'b str>,
}

/// A rule that may decide.
#[derive(Debug)]
pub(crate) struct Rung {
    /// Its number, from the top.
    pub(crate) number: usize,
    /// Its word.
    pub(crate) word: &'static str,
    /// What it is.
    pub(crate) about: String,
    /// Where its text is in the drawing.
    pub(crate) y: usize,
}
