//! With a real client.

use errcat_codegen::catalogs::{Expect, Expected};
use errcat_core::Response;
use errcat_serve::{Replies, Server};
use serde_json::Value;

use crate::catalogs::{serving, vendors};

/// Each example that came with a status arrives so that it is judged as it is in its catalog.
#[tokio::test]
async fn every_example_arrives_as_it_is() {
    let mut count = 0;
    for vendor in vendors() {
        let server = Server::start(Replies::of(vendor), 0).unwrap();
        let mut paths: Vec<(String, &Expect<'_>)> = Vec::new();
        for (entry, notes) in vendor.entries() {
            let numbered = notes.examples.iter().zip(1..).filter(|(example, _)| example.status.is_some());
            paths.extend(
                numbered.map(|(example, number)| (format!("{}~{number}", entry.code), &example.expect)),
            );
        }
        let own = vendor.examples.iter().filter(|example| example.status.is_some());
        paths.extend(own.map(|example| (example.test_name.to_owned(), &example.expect)));
        for (path, expect) in paths {
            let mut url = reqwest::Url::parse(&server.url("")).unwrap();
            url.path_segments_mut().unwrap().push(&path);
            let received = reqwest::get(url).await.unwrap();
            let status = received.status().as_u16();
            let headers: Vec<(String, Vec<u8>)> = received
                .headers()
                .iter()
                .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
                .collect();
            let body = received.bytes().await.unwrap();
            let response = Response::new(status).headers(&headers).body(&body);
            let verdicts = vendor.table.classify_all(&response);
            let expected: Vec<Expected<'_>> = match expect {
                Expect::NoError => Vec::new(),
                Expect::Verdict(one) => vec![*one],
                Expect::Verdicts(all) => all.to_vec(),
            };
            let id = vendor.table.id;
            assert_eq!(verdicts.is_empty(), expected.is_empty(), "{id} {path}");
            for (verdict, expected) in verdicts.iter().zip(&expected) {
                let found = Expected::of(verdict).facts();
                for ((name, expected), (_, found)) in expected.facts().into_iter().zip(found) {
                    assert!(
                        expected.is_none() || expected == found,
                        "{id} {path}: {name} is {found:?}, not {expected:?}"
                    );
                }
            }
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

/// What is made of an envelope for codes without an example is read as the code.
#[tokio::test]
async fn codes_without_an_example_are_answered_too() {
    let server = serving("courier");
    let received = reqwest::get(server.url("QUOTA_EXCEEDED")).await.unwrap();
    assert_eq!(received.status(), 429);
    let body: Value = serde_json::from_slice(&received.bytes().await.unwrap()).unwrap();
    assert_eq!(body, serde_json::json!({ "status": "error", "error": { "code": "QUOTA_EXCEEDED" } }));
}

#[tokio::test]
async fn a_script_goes_on_with_each_request_and_is_recorded() {
    let server = serving("courier");
    let client = reqwest::Client::new();
    let statuses = async |path: &str, count: usize| {
        let mut statuses = Vec::new();
        for _ in 0..count {
            let request = client.post(server.url(path)).header("Idempotency-Key", "k1").body("{}");
            statuses.push(request.send().await.unwrap().status().as_u16());
        }
        statuses
    };
    let script = "script/RATE_LIMITED,~proxy,ok";
    assert_eq!(statuses(&format!("{script}/v1/parcels?page=2"), 4).await, [429, 502, 200, 200]);
    let requests = server.requests();
    let steps: Vec<&str> = requests.iter().map(|request| request.step.as_str()).collect();
    assert_eq!(steps, ["RATE_LIMITED", "~proxy", "ok", "ok"]);
    assert!(requests.windows(2).all(|pair| pair[0].since_start <= pair[1].since_start));
    let asked = reqwest::get(server.url("_requests")).await.unwrap().bytes().await.unwrap();
    let asked: Value = serde_json::from_slice(&asked).unwrap();
    let first = &asked["requests"][0];
    assert_eq!(
        (&first["method"], &first["path"]),
        (&"POST".into(), &"/script/RATE_LIMITED,~proxy,ok/v1/parcels?page=2".into())
    );
    assert_eq!((&first["body"], &first["seconds_after_last"]), (&"{}".into(), &Value::Null));
    assert!(asked["requests"][1]["seconds_after_last"].is_number());
    // Equal scripts of two tests are told apart by what stands behind.
    assert_eq!(statuses("script/RATE_LIMITED,~proxy,ok;other", 2).await, [429, 502]);
    // A script begins anew once that is forgotten.
    reqwest::get(server.url("_reset")).await.unwrap();
    assert!(server.requests().is_empty());
    assert_eq!(statuses(script, 1).await, [429]);
}

#[tokio::test]
async fn faults_are_errors_of_the_client() {
    let server = serving("courier");
    assert!(reqwest::get(server.url("~drop")).await.is_err());
    for fault in ["cut", "break"] {
        let received = reqwest::get(server.url(&format!("RATE_LIMITED~{fault}"))).await.unwrap();
        assert_eq!(received.status(), 429);
        assert!(received.bytes().await.is_err(), "{fault}");
    }
    let client = reqwest::Client::builder().timeout(std::time::Duration::from_millis(50)).build().unwrap();
    assert!(client.get(server.url("~silence")).send().await.unwrap_err().is_timeout());
}
