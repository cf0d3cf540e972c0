//! What the samples on a page show.

use crate::drafting::{import, nothing};

#[test]
fn samples_show_the_envelope_and_the_facts_of_their_code() {
    for (page, shown) in [
        (
            r#"{
                "status": "error",
                "error": {
                    "code": "A_BENT",
                    "message": "Bent.",
                    "status": 422,
                    "details": { "at": "2024-01-01T00:00:00Z", "n": 1 }
                }
            }"#,
            &[
                "is_error: { pointer: /status, equals: error }\n  code: /error/code\n  message: /error/message\n  details: /error/details\n  status: /error/status\n",
                "- code: \"A_BENT\"\n        http: 422\n",
                "details: { \"at\": timestamp, \"n\": integer }",
            ][..],
        ),
        (
            "# bent\n\n{ \"errors\": [{ \"code\": \"bent\", \"retry_after\": 1 }] }",
            &[
                "  each: /errors\n  code: /code\n",
                "wait: ",
                "  - { pointer: /retry_after }\n",
                "- code: \"bent\"\n",
            ],
        ),
        (
            "# A_BENT\n\n```\n{ \"code\" : \"A_BENT\", // bent\n ... }\n```",
            &["- code: \"A_BENT\"\n", "# TODO: its sample is not JSON"],
        ),
    ] {
        let draft = import(page).unwrap();
        assert_eq!(draft.codes, 1, "{page}");
        for part in shown {
            assert!(draft.text.contains(part), "{part}\n{}", draft.text);
        }
    }
}

#[test]
fn samples_without_a_code_give_none() {
    for (page, notes) in [
        ("{ \"data\": { \"price\": 1 } }", &[][..]),
        (
            "# A_BENT\n\n```\n{ \"code\": code, \"text\": \"x\" }\n```",
            &["TODO: the heading A_BENT looks like a code, but no table or sample was found for it"],
        ),
        (
            "{ \"error\": { \"code\": \"ERROR_CODE\", \"status\": 400 } }",
            &[
                "TODO: a sample has the code ERROR_CODE, which appears nowhere else; is it a code, or a placeholder for any code?",
            ],
        ),
    ] {
        assert_eq!(nothing(page), notes, "{page}");
    }
}
