//! What a code or a status means across many vendors, in one screen.

use errcat_codegen::words;
use errcat_core::Basis;
use errcat_core::table::StatusPattern;

use super::query::OfStatus;
use super::{code, status};
use crate::advice::Advice;
use crate::known::KnownCode;
use crate::report::count;
use crate::tally::Tally;
use crate::terminal::{FAINT, STRONG, Sheet, paint};
use crate::without_code;

/// From how many vendors on a code is shown in groups, with a line for each.
pub(super) const MANY: usize = 4;

/// How many lines an answer about a status has at most.
const SCREEN: usize = 40;

/// A code that many vendors have: those that are to be treated alike together.
pub(super) fn codes(sheet: &mut Sheet, codes: &[KnownCode], advice: &Advice) {
    sheet.line(&code::headline(codes));
    let key = |code: &KnownCode| (code.entry.rule.category, code.entry.rule.retry.map(|retry| retry.kind));
    let mut groups = groups(codes.iter().map(|code| (key(code), code)));
    groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.len()));
    for (_, group) in &groups {
        let Some(KnownCode { entry, .. }) = group.first() else { continue };
        let verdict = words::capitalized(&words::verdict(entry.rule.retry.as_ref()));
        sheet.gap();
        sheet.line(&format!(
            "{} · {} · {}",
            paint(STRONG, &verdict),
            entry.rule.category,
            count(group.len(), "vendor")
        ));
        let row = |code: &&KnownCode| {
            let id = code.vendor.table.id;
            [id.to_owned(), words::http(&code.entry.http), words::plain(code.entry.rule.meaning)]
        };
        sheet.short_rows("  ", &group.iter().map(row).collect::<Vec<_>>());
    }
    let Some(KnownCode { vendor, entry, .. }) = codes.first() else { return };
    let text = words::plain(entry.code);
    let one = advice.command(&format!("explain {}:{text}", vendor.table.id));
    let all = advice.command(&format!("explain {text} --full"));
    sheet.gap();
    sheet.fact("see more", &format!("`{one}` for one vendor, `{all}` for all of them"));
}

/// That a status is also a code of some vendors.
fn also(sheet: &mut Sheet, status: StatusPattern, codes: &[KnownCode]) {
    let vendors: Vec<&str> = codes.iter().map(|code| code.vendor.table.id).collect();
    if !vendors.is_empty() {
        sheet.fact("also a code", &format!("`{status}` of {}", vendors.join(", ")));
    }
}

/// A status at many vendors: how many codes come with it, of which kinds, and a line for each vendor that has some.
/// `same` are the codes that are the status itself.
pub(super) fn statuses(
    sheet: &mut Sheet,
    (status, vendors): (StatusPattern, &[OfStatus]),
    same: &[KnownCode],
    advice: &Advice,
) {
    let (with_codes, without): (Vec<&OfStatus>, Vec<&OfStatus>) =
        vendors.iter().partition(|of| !of.codes.is_empty());
    let (with_rule, silent): (Vec<&OfStatus>, Vec<&OfStatus>) =
        without.into_iter().partition(|of| status::rules(of).next().is_some());
    let codes: Vec<&KnownCode> = with_codes.iter().flat_map(|of| &of.codes).collect();
    sheet.gap();
    sheet.line(&paint(
        STRONG,
        &format!("HTTP {status}: {} of {}", count(codes.len(), "code"), count(with_codes.len(), "vendor")),
    ));
    if !codes.is_empty() {
        sheet.fact("by retry", &Tally::of(codes.iter().map(|code| code.retry().to_owned())).in_words());
        let categories = Tally::of(codes.iter().map(|code| code.entry.rule.category.to_string()));
        sheet.short_rows("  ", &[[paint(FAINT, "by category"), categories.in_words()]]);
    }
    also(sheet, status, same);
    let foot = foot(status, with_codes.first(), &with_rule, &silent, advice);
    let room = SCREEN.saturating_sub(sheet.line_count() + foot.line_count() + 3);
    if !with_codes.is_empty() {
        sheet.gap();
    }
    sheet.extend(if with_codes.len() <= room {
        one_by_one(&with_codes)
    } else {
        alike(&with_codes, room, &advice.command(&format!("list --status {status} --group-by vendor")))
    });
    if foot.line_count() > 0 {
        sheet.gap();
        sheet.extend(foot);
    }
}

/// A line for each vendor: what its rule says without a code, and of which kinds its codes are.
fn one_by_one(vendors: &[&OfStatus]) -> Sheet {
    let mut sheet = Sheet::new();
    if !vendors.is_empty() {
        let mut rows = vec![["vendor", "without a code", "its codes"].map(|name| paint(FAINT, name))];
        rows.extend(vendors.iter().map(|of| [paint(STRONG, of.vendor.table.id), bare(of), kinds(of)]));
        sheet.short_rows("  ", &rows);
    }
    sheet
}

/// The same where there is no room for so many: those with codes of the same kinds together. `list` is the command that has
/// those that still do not fit.
fn alike(vendors: &[&OfStatus], room: usize, list: &str) -> Sheet {
    let groups = groups(vendors.iter().map(|of| (kinds(of), of.vendor.table.id)));
    let mut rows = vec![["codes of each", "vendors"].map(|name| paint(FAINT, name))];
    rows.extend(groups.iter().map(|(codes, ids)| [codes.clone(), ids.join(", ")]));
    let mut sheet = Sheet::new();
    sheet.rows("  ", &rows);
    // A line for the heading, and one for what is left out.
    if sheet.cut(room) {
        sheet.line(&format!("  and further vendors: `{list}`"));
    }
    sheet
}

/// How many codes a vendor has, and of which kinds they are.
fn kinds(of: &OfStatus) -> String {
    let kinds = Tally::of(of.codes.iter().map(|code| code.retry().to_owned()));
    format!("{}: {}", of.codes.len(), kinds.in_words())
}

/// The vendors that have no code with the status, and how to see more.
fn foot(
    status: StatusPattern,
    first: Option<&&OfStatus>,
    with_rule: &[&OfStatus],
    silent: &[&OfStatus],
    advice: &Advice,
) -> Sheet {
    let mut foot = Sheet::new();
    let ids = |vendors: &[&OfStatus]| -> String {
        vendors.iter().map(|of| of.vendor.table.id).collect::<Vec<_>>().join(", ")
    };
    if !with_rule.is_empty() {
        let rules = groups(with_rule.iter().map(|of| (bare(of), *of)));
        let rules = rules.iter().map(|(rule, vendors)| format!("{rule}: {}", ids(vendors)));
        foot.fact("only a rule", &rules.collect::<Vec<_>>().join("; "));
    }
    if !silent.is_empty() {
        foot.fact("nothing", &ids(silent));
    }
    if let Some(of) = first.or(with_rule.first()) {
        let one = advice.command(&format!("explain {}:{status}", of.vendor.table.id));
        let codes = advice.command(&format!("list --status {status}"));
        let all = advice.command(&format!("explain {status} --full"));
        foot.fact("see more", &format!("`{one}` for one, `{codes}`, `{all}`"));
    }
    foot
}

/// What has equal keys together; the groups stand in the order of their first members.
fn groups<K: PartialEq, T>(items: impl IntoIterator<Item = (K, T)>) -> Vec<(K, Vec<T>)> {
    let mut groups: Vec<(K, Vec<T>)> = Vec::new();
    for (key, item) in items {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(item),
            None => groups.push((key, vec![item])),
        }
    }
    groups
}

/// What is shown where a vendor has no rule.
const NO_RULE: &str = "–";

/// What a vendor's rule says of the status without a known code, in as few words as can be.
fn bare(of: &OfStatus) -> String {
    if of.status.width() == 1 {
        return match without_code::by_status(&of.vendor.table, of.status.first()) {
            None => "no error".to_owned(),
            Some(verdict) if verdict.basis() == Basis::Status => {
                format!("{}, {}", verdict.category(), verdict.retry())
            }
            Some(_) => NO_RULE.to_owned(),
        };
    }
    let always = || status::rules(of).filter(|rule| rule.when.is_none());
    let words = Tally::of(always().map(|rule| match rule.rule.retry {
        _ if rule.success => "no error".to_owned(),
        Some(retry) => retry.kind.to_string(),
        None => NO_RULE.to_owned(),
    }));
    if always().next().is_none() { NO_RULE.to_owned() } else { words.in_words() }
}
