//! What was counted, for people.

use errcat_codegen::words;

use super::tally::{Counted, Met, Tally};
use crate::report::count;
use crate::terminal::{CAUTION, FAINT, STRONG, Sheet, paint};

/// How many rows of a list are shown.
const FEW: usize = 20;

/// Everything there is to say about a recording.
pub(super) fn page(tally: &Tally, all: bool) -> String {
    let mut page = Page { sheet: Sheet::unwrapped(), all };
    page.verdicts(tally);
    page.list("Codes that the catalog does not have", &tally.unknown_codes, |(vendor, code)| {
        format!("{vendor}:{code}")
    });
    page.list(
        "Codes with a status that the catalog does not have",
        &tally.statuses,
        |(vendor, code, status)| format!("{vendor}:{} with {status}", words::plain(code)),
    );
    page.list("Bodies that no envelope fits", &tally.misfits, |(vendor, status, what)| {
        let status = status.map_or_else(String::new, |status| format!(" {status}:"));
        format!("{vendor}:{status} {what}")
    });
    page.list("Waits that could not be read", &tally.unread_waits, |(vendor, place)| {
        format!("{vendor}: {place}")
    });
    page.list("Verdicts that are not as expected", &tally.unexpected, |(_, difference)| difference.clone());
    page.list("Vendors without a catalog", &tally.unknown_vendors, Clone::clone);
    page.coverage(tally);
    page.end(tally);
    page.sheet.finish()
}

struct Page {
    sheet: Sheet,
    all: bool,
}

impl Page {
    fn shown<'c, K>(&self, counted: &'c Counted<K>) -> Vec<(&'c K, Met)> {
        let mut met: Vec<(&K, Met)> = counted.met.iter().map(|(key, met)| (key, *met)).collect();
        // What was met most often comes first.
        met.sort_by_key(|(_, met)| std::cmp::Reverse(met.count));
        met.truncate(if self.all { usize::MAX } else { FEW });
        met
    }

    fn verdicts(&mut self, tally: &Tally) {
        let heading = ["VENDOR", "CODE", "STATUS", "CATEGORY", "RETRY", "BASIS", "COUNT", "FIRST"];
        let mut rows = vec![heading.map(|name| paint(FAINT, name))];
        let shown = self.shown(&tally.rows);
        for (row, met) in &shown {
            rows.push([
                row.vendor.to_owned(),
                paint(STRONG, &row.code.as_deref().map_or_else(|| "–".to_owned(), words::plain)),
                row.status.map_or_else(|| "–".to_owned(), |status| status.to_string()),
                row.category.to_owned(),
                row.retry.to_owned(),
                row.basis.to_owned(),
                met.count.to_string(),
                format!("#{}", met.first),
            ]);
        }
        if !shown.is_empty() {
            self.sheet.rows("", &rows);
        }
        self.rest(tally.rows.met.len() - shown.len(), tally.rows.others);
    }

    fn list<K: Ord>(&mut self, title: &str, counted: &Counted<K>, in_words: impl Fn(&K) -> String) {
        if counted.is_empty() {
            return;
        }
        self.sheet.gap();
        self.sheet.line(&paint(CAUTION, &format!("{title}:")));
        let shown = self.shown(counted);
        for (key, met) in &shown {
            let times = if met.count == 1 { String::new() } else { format!(", {} times", met.count) };
            self.sheet.line(&format!("  {} (#{}{times})", in_words(key), met.first));
        }
        self.rest(counted.met.len() - shown.len(), counted.others);
    }

    /// What is not shown.
    fn rest(&mut self, hidden: usize, others: u64) {
        if hidden > 0 {
            self.sheet.line(&format!("  … and {hidden} more; --all shows them"));
        }
        if others > 0 {
            self.sheet.line(&format!("  … and others, met {others} times in all"));
        }
    }

    fn coverage(&mut self, tally: &Tally) {
        if tally.coverage.is_empty() {
            return;
        }
        self.sheet.gap();
        self.sheet.line(&paint(STRONG, "What was met of the catalogs:"));
        for of in tally.coverage.values() {
            let met = of.met.iter().filter(|met| **met).count();
            let (id, responses) = (of.vendor.table.id, count_of(of.responses, "response"));
            self.sheet.line(&format!("  {id}: {met} of {}, in {responses}", count(of.met.len(), "code")));
            if self.all {
                let codes = of.vendor.table.entries.iter().zip(&of.met);
                let unmet: Vec<String> =
                    codes.filter(|(_, met)| !**met).map(|(entry, _)| words::plain(entry.code)).collect();
                if !unmet.is_empty() {
                    self.sheet.line(&format!("    not met: {}", unmet.join(", ")));
                }
            }
        }
    }

    fn end(&mut self, tally: &Tally) {
        self.sheet.gap();
        let hosts: u64 =
            tally.other_hosts.met.values().map(|met| met.count).sum::<u64>() + tally.other_hosts.others;
        if hosts > 0 {
            self.sheet.line(&format!("{} of hosts of no vendor passed over", count_of(hosts, "response")));
        }
        if tally.unsaid > 0 {
            let text = format!("{} not judged: nothing says who sent it", count_of(tally.unsaid, "response"));
            self.sheet.line(&paint(CAUTION, &text));
        }
        if let Some(first) = tally.first_unread {
            let number = count_of(tally.unread_lines, "line");
            let text = format!("{number} could not be read as a response, the first of them {first}");
            self.sheet.line(&paint(CAUTION, &text));
        }
        let (records, judged) = (count_of(tally.records, "response"), tally.judged());
        self.sheet.line(&format!("{records}, {judged} judged, {}", count_of(tally.errors, "error")));
    }
}

fn count_of(number: u64, what: &str) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), what)
}
