//! The ladder, rung by rung: what each says about an error, and which of them decided.
//!
//! What decided comes from the judgement itself. Here is only told what each rung had to say; a test
//! holds the two together.

use errcat::{Basis, Category, Judgement, Retry};
use errcat_codegen::emit::docs::words;
use errcat_codegen::model::{Entry, Family, Http, RetryRule, Rule, StatusRule, Vendor};

use crate::without_code;

/// One rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rung {
    pub(super) basis: Basis,
    pub(super) says: Says,
    /// What it decided; empty where it was passed over.
    pub(super) decides: Vec<Decision>,
}

/// What a rung says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Says {
    /// What kind of failure it is, by this rung alone.
    pub(super) category: Option<Category>,
    /// Whether to try again, by this rung alone.
    pub(super) retry: Option<Retry>,
    /// The same in words, or why it says nothing.
    pub(super) text: String,
}

/// What has to be decided about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// What kind of failure it is.
    Kind,
    /// Whether to try again.
    Retry,
}

/// Every rung that is asked about an error, the first first.
pub(super) fn rungs(vendor: &Vendor, judgement: &Judgement<'_>) -> Vec<Rung> {
    let says = if judgement.failure().is_some() {
        vec![(Basis::NoResponse, no_response(vendor, judgement))]
    } else {
        let asked = Asked::of(vendor, judgement);
        vec![
            (Basis::Code, asked.code()),
            (Basis::Family, asked.family()),
            (Basis::Status, asked.status()),
            (Basis::WireFlag, asked.wire_flag()),
            (Basis::StatusClass, asked.status_class()),
            (
                Basis::Unknown,
                Says::kind(Category::Unknown, Some(Retry::Never), "stop where nothing is known"),
            ),
        ]
    };
    says.into_iter()
        .map(|(basis, says)| {
            let mut decides = Vec::new();
            decides.extend((basis == judgement.basis()).then_some(Decision::Kind));
            decides.extend((basis == judgement.retry_basis()).then_some(Decision::Retry));
            Rung { basis, says, decides }
        })
        .collect()
}

impl Says {
    fn nothing(text: impl Into<String>) -> Self {
        Self { category: None, retry: None, text: text.into() }
    }

    fn kind(category: Category, retry: Option<Retry>, text: impl Into<String>) -> Self {
        Self { category: Some(category), retry, text: text.into() }
    }

    /// What a rule says, with what it was found by.
    fn rule(found: &str, category: Category, retry: Option<&RetryRule>) -> Self {
        let words = match retry {
            Some(_) => words::verdict(retry),
            None => "nothing about a retry".to_owned(),
        };
        Self::kind(category, retry.map(|rule| rule.kind), format!("{found}: {category}, {words}"))
    }
}

/// What the rungs are asked about.
struct Asked<'v, 'j> {
    vendor: &'v Vendor,
    judgement: &'j Judgement<'j>,
    entry: Option<&'v Entry>,
    /// The status that came, or the one that the entry documents where none came.
    status: Option<u16>,
}

impl<'v, 'j> Asked<'v, 'j> {
    fn of(vendor: &'v Vendor, judgement: &'j Judgement<'j>) -> Self {
        let code = judgement.entry().map(|entry| entry.code);
        let entry = code.and_then(|code| vendor.entries.iter().find(|entry| entry.code == code));
        let documented = || match &entry?.http {
            Http::Statuses(patterns) => match patterns.as_slice() {
                [only] if only.width() == 1 => Some(only.first()),
                _ => None,
            },
            Http::Unstated | Http::NotApplicable => None,
        };
        Self { vendor, judgement, entry, status: judgement.status().or_else(documented) }
    }

    fn code(&self) -> Says {
        let Some(raw) = self.judgement.raw_code() else {
            return Says::nothing("the response has no code");
        };
        let Some(entry) = self.entry else {
            return Says::nothing(format!("{} is not in the catalog", words::plain(raw)));
        };
        let found = if entry.code == raw {
            words::plain(raw)
        } else {
            format!("{}, an alias of {}", words::plain(raw), words::plain(&entry.code))
        };
        Says::rule(&found, entry.category, entry.retry.as_ref())
    }

    fn family(&self) -> Says {
        match (self.judgement.raw_code(), self.entry) {
            (None, _) => Says::nothing("the response has no code"),
            (_, Some(_)) => Says::nothing("not asked, as the code is known"),
            (Some(raw), None) => {
                match self.vendor.families.iter().find(|family| raw.starts_with(&family.prefix)) {
                    Some(Family { prefix, rule }) => {
                        Says::rule(&format!("{}*", words::plain(prefix)), rule.category, rule.retry.as_ref())
                    }
                    None => Says::nothing("no family of codes starts like that"),
                }
            }
        }
    }

    fn status(&self) -> Says {
        let Some(status) = self.status else { return Says::nothing("there is no status") };
        let found = self.named(status);
        match self.rule_of_status() {
            None => Says::nothing(format!("{found}: the vendor has no rule for it")),
            Some(StatusRule { success: true, .. }) => {
                Says::nothing(format!("{found}: a success to the vendor, which says nothing about errors"))
            }
            Some(StatusRule { status: pattern, when, rule: Rule { category, retry, .. }, .. }) => {
                let mut found = if pattern.width() == 1 { found } else { format!("{found} by {pattern}") };
                if let Some(when) = when {
                    found.push_str(&format!(", where {}", words::plain_when(when)));
                }
                Says::rule(&found, *category, retry.as_ref())
            }
        }
    }

    /// The rule that holds. The table has them in the order of the model.
    fn rule_of_status(&self) -> Option<&'v StatusRule> {
        let holds = self.judgement.status_rule()?;
        let position = self.judgement.table().statuses.iter().position(|rule| std::ptr::eq(rule, holds))?;
        self.vendor.statuses.get(position)
    }

    fn wire_flag(&self) -> Says {
        let has_place = self
            .vendor
            .envelope
            .places
            .iter()
            .any(|place| place.field == errcat_codegen::model::Field::Retryable);
        match self.judgement.retryable_flag() {
            None if has_place => Says::nothing("the response has no flag"),
            None => Says::nothing("the vendor sends no flag"),
            Some(true) => Says {
                category: None,
                retry: Some(Retry::Backoff),
                text: "true: retry with backoff, where no rule above says anything".to_owned(),
            },
            Some(false) => Says {
                category: None,
                retry: Some(Retry::Never),
                text: "false: do not retry, whatever another rule allows".to_owned(),
            },
        }
    }

    fn status_class(&self) -> Says {
        let Some(status) = self.status else { return Says::nothing("there is no status") };
        let found = self.named(status);
        match without_code::by_class(self.judgement.table(), status) {
            Some(class) => Says::rule(&found, class.category, Some(&class.retry)),
            None => Says::nothing(format!("{found}: no class of failures")),
        }
    }

    /// A status, and where it comes from if none came.
    fn named(&self, status: u16) -> String {
        match self.judgement.status() {
            Some(_) => status.to_string(),
            None => format!("{status}, as documented for the code"),
        }
    }
}

fn no_response(vendor: &Vendor, judgement: &Judgement<'_>) -> Says {
    let found = match &vendor.no_response {
        Some(Rule { retry: Some(_), .. }) => "the vendor's rule",
        Some(_) => "the vendor's rule, and errcat's own for the retry",
        None => "errcat's own rule, as the vendor has none",
    };
    // There is no other rung, so what holds is what this one says.
    Says::rule(found, judgement.category(), Some(&without_code::effective_retry(judgement)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use bumpalo::Bump;
    use errcat::{Response, Table};
    use errcat_codegen::model::{Body, Example};
    use errcat_codegen::{SourceFile, tables};

    use super::*;

    /// The vendors of the fixtures, those of the generator included.
    fn vendors() -> Vec<Vendor> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let fixtures = std::fs::read_dir(root.join("codegen/tests/fixtures/valid")).unwrap();
        let mut folders: Vec<_> = fixtures.map(|folder| folder.unwrap().path()).collect();
        folders.push(root.join("codegen/tests/fixtures/envelopes"));
        folders.push(root.join("cli/tests/fixtures/catalog"));
        let mut files = Vec::new();
        for path in folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
            let path = path.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.push(SourceFile::new(name, std::fs::read(&path).unwrap()));
            }
        }
        errcat_codegen::compile(&files).catalogs.unwrap().vendors
    }

    /// The first rung of the list that answers is the one that the judgement names.
    fn check(vendor: &Vendor, judgement: &Judgement<'_>) {
        let rungs = rungs(vendor, judgement);
        let flag = judgement.retryable_flag();
        let first_retry = rungs
            .iter()
            .filter(|rung| rung.basis != Basis::WireFlag || flag == Some(true))
            .find_map(|rung| Some((rung.basis, rung.says.retry?)));
        let retry = match first_retry {
            Some((basis, retry))
                if flag == Some(false) && (retry.allows_retry() || basis == Basis::Unknown) =>
            {
                Some((Basis::WireFlag, Retry::Never))
            }
            other => other,
        };
        assert_eq!(retry, Some((judgement.retry_basis(), judgement.retry())), "{judgement:?}");
        let (basis, category) =
            rungs.iter().find_map(|rung| Some((rung.basis, rung.says.category?))).unwrap();
        let is_listed = !matches!(basis, Basis::StatusClass | Basis::Unknown);
        let by_flag = !is_listed && judgement.retry_basis() == Basis::WireFlag;
        let basis = if by_flag { Basis::WireFlag } else { basis };
        assert_eq!((basis, category), (judgement.basis(), judgement.category()), "{judgement:?}");
        let decisions: usize = rungs.iter().map(|rung| rung.decides.len()).sum();
        assert_eq!(decisions, 2, "{judgement:?}");
    }

    fn check_response(vendor: &Vendor, table: &Table<'_>, response: &Response<'_>) -> usize {
        let judgements = table.classify_all(response);
        judgements.iter().for_each(|judgement| check(vendor, judgement));
        judgements.len()
    }

    fn response<'a>(example: &'a Example, body: &'a str) -> Response<'a> {
        let mut response = example.status.map_or_else(Response::without_status, Response::new);
        for (name, value) in &example.headers {
            response = response.header(name, value);
        }
        response.body(body)
    }

    #[test]
    fn what_is_told_of_the_rungs_is_what_the_ladder_does() {
        let mut judged = 0;
        for vendor in &vendors() {
            let arena = Bump::new();
            let table = tables::fill(&arena, vendor);
            for (_, example) in vendor.all_examples() {
                let body = match &example.body {
                    Body::Empty => String::new(),
                    Body::Text(text) => text.clone(),
                    Body::Json(json) => json.to_string(),
                };
                judged += check_response(vendor, &table, &response(example, &body));
            }
            for failure in errcat::Failure::ALL {
                check(vendor, &table.classify_failure(*failure));
            }
        }
        assert!(judged > 30, "only {judged}");
    }

    #[test]
    fn so_it_is_for_every_mixture_of_code_status_and_flag() {
        let vendors = vendors();
        let courier = vendors.iter().find(|vendor| vendor.id == "courier").unwrap();
        let arena = Bump::new();
        let table = tables::fill(&arena, courier);
        let known = courier.entries.iter().map(|entry| entry.code.as_str());
        for code in known.chain(["ADDRESS_NEW", "NEW"]) {
            for flag in ["", r#", "retryable": true"#, r#", "retryable": false"#] {
                let body = format!(r#"{{"status": "error", "error": {{"code": "{code}"{flag}}}}}"#);
                let response = Response::without_status().body(&body);
                assert_eq!(check_response(courier, &table, &response), 1);
                for status in [200, 302, 400, 404, 408, 429, 500, 503, 600] {
                    assert_eq!(check_response(courier, &table, &Response::new(status).body(&body)), 1);
                }
            }
        }
    }
}
