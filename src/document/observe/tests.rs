use super::*;
use crate::document::statements::{self, sample};

fn seen(lines: &str) -> Vec<&'static str> {
    let mut document = sample::document(lines);
    statements::write(&mut document);
    observations(&document)
        .into_iter()
        .map(|found| found.id)
        .collect()
}

/// An id, texts in which the flaw is, and texts in order.
const CASES: &[(&str, &[&str], &[&str])] = &[
    (
        "text:empty-announcement",
        &["We get data from these sources:\n# Cookies\nWe use cookies."],
        &[
            "You have the following rights:\nAccess. You can ask for a copy.\nErasure. You can ask us.",
        ],
    ),
    (
        "text:empty-heading",
        &[
            "# Data retention\n# International transfers\nWe store data.",
            "# 11. Complaints\n# 12. Contact\nWrite to us.",
        ],
        &[
            "# Your rights\n# Access\nYou can ask.",
            "# Cookies\nWe use none.",
        ],
    ),
    (
        "text:placeholder",
        &[
            "This policy was last updated on INSERT DATE.",
            "Contact: {{privacy_email}}",
            "We are [Company Name].",
            "Signed ________ .",
        ],
        &[
            "See the [cookie table] for details.",
            "The court held that \"[the] controller\" means the operator [3].",
            "Insert date pickers.",
        ],
    ),
    (
        "text:template-option",
        &[
            "If you use our [tell a colleague/recommend/share] function we ask.",
            "You may see all data [incl./excl. trade secrets] that we hold.",
            "Delete this paragraph if you do not use cookies.",
        ],
        &[
            "If you tell a colleague about us, we send one e-mail.",
            "We delete data [as defined in section 2] within 30 days.",
        ],
    ),
    (
        "text:fragment",
        &[
            "This is about the web site www.Harborloom.",
            "We protect the loss and alteration of data.\nWe protect the loss of it.",
            "If you would like to opt out or",
        ],
        &[
            "Send an e-mail to privacy@harborloom.example.",
            "This applies to www.harborloom.example.",
            "We protect data against loss.",
        ],
    ),
    (
        "text:count-mismatch",
        &["The following four rights are yours:\n- access\n- erasure\n- objection"],
        &[
            "There are three kinds of cookies:\n- session\n- language\n- statistics",
            "We use data for two purposes: billing and support.",
        ],
    ),
    (
        "text:promised-section-missing",
        &[
            "You can withdraw your consent in the way described in section 12.\n# 11. Contact",
            "Retention periods can be found in the table at the end of this policy.",
            "You can opt out in our stores, as described below.",
        ],
        &[
            "You may contact us as described below.\n# Contact\nprivacy@harborloom.example",
            "Details are in the section 'Cookies'.\n# More\n# Cookies\nWe use two cookies.",
            "You can exercise the rights listed below.\n- Access\n- Correction",
        ],
    ),
    (
        "text:dangling-back-reference",
        &[
            "For the purposes mentioned above we may also use data of children.",
            "The retention periods stated above apply.",
        ],
        &[
            "You may ask for access or erasure. To exercise the rights listed above, write to us.",
            "We use data for billing and support. For the aforementioned purposes we rely on the contract with you.",
        ],
    ),
    (
        "text:numbering-gap",
        &[
            "# 1. Data\n# 2. Use\n# 4. Contact",
            "# 1. Data\n# 2. Use\n# 2. Sharing",
        ],
        &[
            "# 1. Data\n# 2. Use\n# 3. Contact",
            "See section 2.\n# 1. Data\n# 2. Use",
        ],
    ),
    (
        "text:duplicate-passage",
        &[
            "# 5. Contact\nWrite to us.\n# 6. More\nYes.\n# 12. Contact us\nWrite to us.",
            "We keep a copy of all that you send to us for two years.\nWe keep a copy of all that you send to us for two years.",
        ],
        &["# Cookies\nWe use two cookies.\n# Contact\nWrite to us."],
    ),
    (
        "text:undefined-term",
        &["Authorized Users may access the Platform. The Platform logs what Authorized Users do."],
        &[
            "'Affiliates' means companies of our group. Affiliates may use your data, and our Affiliates may.",
            "Terms have the same meaning as in our Terms. The Platform logs. The Platform stores.",
        ],
    ),
    (
        "text:term-defined-twice",
        &["We run it (the \"Service\").\nHere \"Service\" means the app."],
        &[
            "'Service' means our website and our app.",
            "'Site' means www.harborloom.example. The Site is hosted in Canada.",
        ],
    ),
    (
        "text:name-variants",
        &["Harbor Loom, Inc. runs this site. Data are kept by Harbour Lomm Limited."],
        &["Harbor Loom, Inc. runs this site. We at Harbor Loom, Inc sell nothing."],
    ),
    (
        "text:contact-conflict",
        &[
            "To exercise your rights write to privacy@harborloom.example.\nFor rights requests contact dataprotection@loomgroup.example.",
        ],
        &[
            "For privacy questions write to privacy@harborloom.example. For orders write to orders@harborloom.example.",
        ],
    ),
    (
        "text:broken-link",
        &[
            "You can read more in our Cookie Policy.",
            "Click here to opt out.",
        ],
        &["Our terms can be found at https://harborloom.example/terms."],
    ),
    (
        "text:encoding-damage",
        &[
            "The userï¿½s browser sends the address.",
            "We don?t sell.",
            "Tom &amp; Co",
        ],
        &["We protect our clients’ data.", "Café Müller GmbH, Zürich"],
    ),
    (
        "text:no-channel",
        &[
            "You will be able to opt out of new uses.\nThank you for reading.",
            "If you have concerns, tell us. Our site is www.harborloom.example.",
            "Upon request we provide access to your data.",
        ],
        &[
            "Upon request we correct your data.\nContact: privacy@harborloom.example",
            "Ask us for a copy of your data by calling 800-555-0177.",
            "Opt out at www.harborloom.example/choices when you can.",
        ],
    ),
];

#[test]
fn each_flaw_is_seen_and_no_text_in_order_is_blamed() {
    let mut wrong = Vec::new();
    for (id, flawed, in_order) in CASES {
        wrong.extend(
            flawed
                .iter()
                .filter(|text| !seen(text).contains(id))
                .map(|text| format!("{id} not seen: {text}")),
        );
        wrong.extend(
            in_order
                .iter()
                .filter(|text| seen(text).contains(id))
                .map(|text| format!("{id} seen: {text}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn long_sentences_are_counted_by_their_own_words() {
    let long = format!("We {}.", "take data ".repeat(25));
    assert!(seen(&long).contains(&"text:long-sentence"));
    let list = format!(
        "We share it with:\n{}",
        "- one of our many hosts and banks\n".repeat(10)
    );
    assert!(!seen(&list).contains(&"text:long-sentence"));
    assert!(seen(&format!("{long} ").repeat(12)).contains(&"text:long-average"));
}

#[test]
fn ids_are_known_and_places_are_given() {
    let texts = CASES.iter().flat_map(|(_, flawed, _)| flawed.iter());
    for text in texts {
        let mut document = sample::document(text);
        statements::write(&mut document);
        for found in observations(&document) {
            assert!(IDS.iter().any(|(id, _)| *id == found.id), "{}", found.id);
            assert!(
                !found.spans.is_empty() && found.spans.iter().all(|span| !span.is_empty()),
                "{found:?} in {text}"
            );
        }
    }
}
