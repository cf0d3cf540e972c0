//! `serve`: a vendor on the loopback interface, as a client meets it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::scene::Scene;

/// The program, serving until it is dropped.
struct Serving {
    child: Child,
    address: String,
    _scene: Scene,
}

impl Serving {
    fn start(vendor: &str) -> Self {
        let scene = Scene::fixtures();
        let mut child = Command::new(env!("CARGO_BIN_EXE_errcat"))
            .args(["serve", vendor, "--port", "0"])
            .current_dir(scene.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address = first.trim().strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
        Self { child, address, _scene: scene }
    }

    /// The whole answer to a request.
    fn get(&self, path: &str) -> String {
        let mut connection = TcpStream::connect(&self.address).unwrap();
        write!(connection, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        let _ = connection.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_vendor_answers_until_the_program_ends() {
    let serving = Serving::start("courier");
    let limited = serving.get("/RATE_LIMITED");
    assert!(limited.starts_with("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\n"), "{limited}");
    assert!(limited.contains("\"code\":\"RATE_LIMITED\""), "{limited}");
    let asked = serving.get("/_requests");
    let (_, body) = asked.split_once("\r\n\r\n").unwrap();
    let asked: Value = serde_json::from_str(body).unwrap();
    assert_eq!(asked["requests"][0]["answer"], "RATE_LIMITED");
}

#[test]
fn what_is_wrong_is_said_with_the_remedy() {
    let scene = Scene::fixtures();
    let unknown = scene.run(&["serve", "couriers"]);
    assert!(unknown.code == 1 && unknown.err.contains("did you mean `courier`?"), "{}", unknown.err);
    let serving = Serving::start("courier");
    let port = serving.address.rsplit_once(':').unwrap().1;
    let taken = scene.run(&["serve", "courier", "--port", port]);
    assert!(taken.code == 1 && taken.err.contains("name another with --port"), "{}", taken.err);
    assert_eq!(scene.run(&["serve", "courier", "--port", "70000"]).code, 2);
}
