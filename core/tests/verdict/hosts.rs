//! Which vendor a host belongs to.

use errcat::table::{Host, Table};

use crate::catalogs::table;

/// Whether a pattern stands for a host.
fn matches(pattern: &'static str, host: &str) -> bool {
    Host::new(pattern).matches(host)
}

#[test]
fn the_case_a_port_and_a_dot_at_the_end_do_not_matter() {
    for host in ["api.acme.com", "API.Acme.COM", "api.acme.com:443", "api.acme.com.", "api.acme.com.:8443"] {
        assert!(matches("api.acme.com", host), "{host}");
    }
    for host in [
        "",
        ".",
        ":443",
        "acme.com",
        "x.api.acme.com",
        "api.acme.com..",
        "api.acme.com:https",
        "apiXacme.com",
    ] {
        assert!(!matches("api.acme.com", host), "{host}");
    }
    assert!(!matches("*.acme.com", "[::1]:443") && !matches("*.acme.com", "127.0.0.1"));
}

#[test]
fn a_star_is_one_label_and_in_front_several() {
    for (pattern, host, expected) in [
        ("*.acme.com", "a.acme.com", true),
        ("*.acme.com", "a.b.acme.com", true),
        ("*.acme.com", "acme.com", false),
        ("*.acme.com", ".acme.com", false),
        ("*.acme.com", "a..acme.com", false),
        ("*.acme.com", "evil-acme.com", false),
        ("*.acme.com", "a.acme.com.evil.example", false),
        ("run.*.acme.com", "run.eu-1.acme.com", true),
        ("run.*.acme.com", "run.acme.com", false),
        ("run.*.acme.com", "run.a.b.acme.com", false),
        ("*.store.*.acme.com", "my.bucket.store.eu-1.acme.com", true),
        ("*.store.*.acme.com", "store.eu-1.acme.com", false),
    ] {
        assert_eq!(matches(pattern, host), expected, "{pattern} {host}");
    }
}

#[test]
fn the_most_specific_host_decides() {
    let cloud = table("title: cloud\nhosts: [\"*.acme.com\", acme.com]\n");
    let runs = table("title: runs\nhosts: [\"run.*.acme.com\"]\n");
    let one = table("title: one\nhosts: [run.eu-1.acme.com]\n");
    let other = table("title: other\n");
    for order in [[cloud, runs, one, other], [other, one, runs, cloud]] {
        let of = |host: &str| Table::by_host(order, host).map(|table| table.title);
        assert_eq!(of("run.eu-1.acme.com"), Some("one"));
        assert_eq!(of("RUN.eu-2.acme.com:443"), Some("runs"));
        assert_eq!(of("queue.eu-1.acme.com"), Some("cloud"));
        assert_eq!(of("acme.com"), Some("cloud"));
        assert_eq!(of("example.com"), None);
    }
    assert_eq!(cloud.host("a.acme.com").map(|host| host.pattern), Some("*.acme.com"));
    // What two say alike is that of the first.
    let again = table("title: again\nhosts: [run.eu-1.acme.com]\n");
    let first =
        |tables: [&'static Table<'static>; 2]| Table::by_host(tables, "run.eu-1.acme.com").unwrap().title;
    assert_eq!((first([one, again]), first([again, one])), ("one", "again"));
}
