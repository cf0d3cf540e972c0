//! Each vendor's enum is held to its table, and the enum of all vendors to theirs.

use std::collections::BTreeSet;
use std::fmt::Debug;

use errcat::{AnyCode, AnyVendor, Basis, Code, Failure, OwnedVerdict, Response, UnknownName, VendorCode};

/// A vendor's enum against its table. The inherent functions are not the trait's, so a macro calls them.
macro_rules! holds_to_its_table {
    ($name:ident, $codes:literal) => {
        mod $name {
            use errcat::$name::{ErrorCode, SCHEDULE, TABLE, classify, no_response};
            use errcat::{Failure, Response};

            #[test]
            fn codes() {
                super::codes(ErrorCode::all(), $codes);
                for code in ErrorCode::all() {
                    let entry = code.entry();
                    assert_eq!(ErrorCode::from_code(entry.code), Some(*code));
                    assert_eq!(code.as_str(), entry.code);
                    assert_eq!((code.http(), code.category()), (entry.http, entry.rule.category));
                    assert_eq!(code.retry(), entry.rule.retry.map(|rule| rule.kind));
                    assert_eq!((code.meaning(), code.action()), (entry.rule.meaning, entry.rule.action));
                    assert_eq!(code.group(), entry.group);
                    assert!(entry.aliases.iter().all(|alias| ErrorCode::from_code(alias) == Some(*code)));
                }
                assert_eq!(ErrorCode::from_code("not a code of anybody"), None);
            }

            #[test]
            fn written_and_read() {
                super::written_and_read(ErrorCode::all());
            }

            #[test]
            fn module() {
                assert_eq!((TABLE.id, TABLE.schedule), (stringify!($name), SCHEDULE));
                let response = Response::new(500);
                assert_eq!(classify(&response).unwrap().table().id, TABLE.id);
                assert_eq!(no_response(Failure::Dropped).failure(), Some(Failure::Dropped));
                super::any::<ErrorCode>();
            }
        }
    };
}

holds_to_its_table!(onto, 11);
holds_to_its_table!(runagent, 8);
holds_to_its_table!(runo, 24);
holds_to_its_table!(runware, 3);

/// What holds of the codes of every vendor; that they can be sent to other threads is in the bound.
fn codes<C: VendorCode>(all: &[C], count: usize) {
    let table = C::table();
    assert_eq!((all.len(), table.entries.len()), (count, count));
    for (index, (&code, entry)) in all.iter().zip(table.entries).enumerate() {
        assert_eq!((code.index(), C::from_index(index)), (index, Some(code)));
        assert!(std::ptr::eq(code.entry(), entry));
        assert_eq!((code.to_string().as_str(), format!("{code:?}").as_str()), (entry.code, entry.name));
        for text in [entry.code].iter().chain(entry.aliases) {
            assert_eq!((text.parse(), C::from_code(text)), (Ok::<C, UnknownName>(code), Some(code)));
        }
    }
    let sorted: Vec<C> = all.iter().copied().collect::<BTreeSet<C>>().into_iter().collect();
    assert_eq!(sorted, all, "the order is that of the table");
    assert_eq!(C::from_index(count), None);
    for unknown in ["", "not a code of anybody", "RATE_LIMITED "] {
        assert_eq!(C::from_code(unknown), None);
        let message = format!("`{unknown}` is not a known error code of {}", table.title);
        assert!(unknown.parse::<C>().unwrap_err().to_string().starts_with(&message));
    }
}

/// Codes as themselves and as ones that may be unknown, written and read again.
fn written_and_read<C: VendorCode + serde::Serialize + serde::de::DeserializeOwned>(all: &[C]) {
    for &code in all {
        let text = serde_json::to_string(&code).unwrap();
        assert_eq!(text, format!("{:?}", code.entry().code));
        assert_eq!(serde_json::from_str::<C>(&text).unwrap(), code);
        let read: Code<C> = serde_json::from_str(&text).unwrap();
        assert_eq!((&read, read.known()), (&Code::Known(code), Some(code)));
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }
    let unknown = r#""not a code of anybody""#;
    let error = serde_json::from_str::<C>(unknown).unwrap_err().to_string();
    assert!(error.contains(&format!("an error code of {}", C::table().title)), "{error}");
    let read: Code<C> = serde_json::from_str(unknown).unwrap();
    assert_eq!((read.known(), serde_json::to_string(&read).unwrap().as_str()), (None, unknown));
    for (number, text) in [("404404", "404404"), ("-404404", "-404404"), ("404.5", "404.5")] {
        let read: Code<C> = serde_json::from_str(number).unwrap();
        assert_eq!((read.known(), read.as_str()), (None, text));
    }
}

/// The vendor chosen at run time judges as the one chosen at compile time.
fn any<C: VendorCode>() {
    let vendor: AnyVendor = C::table().id.parse().unwrap();
    assert!(AnyVendor::ALL.contains(&vendor) && std::ptr::eq(vendor.table(), C::table()));
    assert_eq!((vendor.id(), vendor.to_string().as_str()), (C::table().id, C::table().id));
    let response = Response::new(503);
    let shown = |verdict: &dyn Debug| format!("{verdict:?}");
    assert_eq!(shown(&vendor.classify(&response)), shown(&C::classify(&response)));
    assert_eq!(shown(&vendor.classify_all(&response)), shown(&C::classify_all(&response)));
    let kept: Option<OwnedVerdict<AnyCode<'static>>> =
        vendor.classify(&response).and_then(|verdict| verdict.into_owned_by(vendor.table()));
    assert_eq!(shown(&kept), shown(&C::classify(&response)));
    let other = *C::table();
    assert!(other.classify(&response).unwrap().into_owned_by(C::table()).is_none());
    let failure = vendor.no_response(Failure::TimedOut);
    assert_eq!(shown(&failure), shown(&C::no_response(Failure::TimedOut)));
    assert_eq!(failure.basis(), Basis::NoResponse);
}

#[test]
fn an_unknown_vendor_is_refused() {
    let error = "nobody".parse::<AnyVendor>().unwrap_err();
    let ids: Vec<_> = AnyVendor::ALL.iter().map(|vendor| vendor.id()).collect();
    let message = format!("`nobody` is not the id of a vendor that is compiled in: {}", ids.join(", "));
    assert_eq!(error.to_string(), message);
}

#[test]
fn a_name_that_is_nearly_right_says_which_are_near() {
    let near = |error: UnknownName| error.to_string().split_once("; near: ").map(|(_, near)| near.to_owned());
    for (given, expected) in [
        ("RATE_LIMITD", Some("RATE_LIMITED")),
        ("rate_limited", Some("RATE_LIMITED")),
        ("TIEMOUT", Some("TIMEOUT")),
        ("NOTHING_LIKE_IT", None),
        ("", None),
    ] {
        let error = given.parse::<errcat::runo::ErrorCode>().unwrap_err();
        assert_eq!(near(error).as_deref(), expected, "{given}");
    }
    assert_eq!(near("runoo".parse::<AnyVendor>().unwrap_err()).as_deref(), Some("runo"));
    assert_eq!(near("after_wiat".parse::<errcat::Retry>().unwrap_err()).as_deref(), Some("after_wait"));
    let secret = "sk-proj-hunter2".parse::<errcat::runo::ErrorCode>().unwrap_err();
    assert!(!format!("{secret} {secret:?}").contains("hunter"), "{secret:?}");
    let long = "x".repeat(10_000).parse::<errcat::runo::ErrorCode>().unwrap_err();
    assert!(long.to_string().len() < 200);
}

#[test]
fn a_vendor_that_is_chosen_at_run_time_has_its_schedule() {
    let vendor: AnyVendor = "runo".parse().unwrap();
    assert_eq!(vendor.schedule(), errcat::runo::SCHEDULE);
}

#[test]
fn a_vendor_is_found_by_its_host() {
    let by_host = |host: &str| AnyVendor::by_host(host).map(AnyVendor::id);
    for vendor in AnyVendor::ALL {
        for host in vendor.table().hosts {
            let own = host.pattern.replace('*', "any");
            assert_eq!(by_host(&own), Some(vendor.id()), "{own}");
            assert_eq!(by_host(&format!("{}.:443", own.to_ascii_uppercase())), Some(vendor.id()), "{own}");
        }
    }
    assert_eq!((by_host("api.openai.com"), by_host("openai.com"), by_host("")), (Some("openai"), None, None));
}
