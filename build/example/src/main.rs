//! Judges a response of a vendor whose catalog is in `errors/`.

/// What the build script made.
mod errors {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

use errcat_core::Response;
use errors::acme;

fn main() {
    let body = br#"{"error": {"code": "ANVIL_BUSY", "message": "Busy."}}"#;
    let response = Response::new(429).header("Retry-After", "7").body(body);
    if let Some(verdict) = acme::classify(&response) {
        println!("{verdict}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_catalog_is_a_variant() {
        let response = Response::new(500).body(br#"{"error": {"code": "FORGE_COLD"}}"#);
        let code = acme::classify(&response).and_then(|verdict| verdict.code());
        assert_eq!(code, Some(acme::ErrorCode::ForgeCold));
    }
}
