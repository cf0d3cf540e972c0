//! Any page: what is drafted of it is YAML that the check can read.
#![no_main]

use errcat_codegen::{Input, Options, SourceFile, check};
use errcat_import::{About, Source, VendorId, draft};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(vendor) = "acme".parse::<VendorId>() else { return };
    let retrieved = "2026-11-21".to_owned();
    let about = About { vendor, title: None, source_title: None, url: None, retrieved };
    let Ok(draft) = draft(&Source::new("page", text), &about) else { return };
    let input = Input::new(vec![SourceFile::new("acme.yaml", &*draft.text)]);
    let findings = check(&input, &Options::default()).findings;
    let broken = findings.iter().find(|finding| finding.rule == "yaml");
    assert!(broken.is_none(), "{broken:?}\n{}", draft.text);
});
