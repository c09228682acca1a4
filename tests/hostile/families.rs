//! Hostile files by family, of any size: what a stranger's page can do to a parser, a search or a report.
//!
//! One list serves the test (small, with invariants), the bench (doubling sizes) and whoever wants the files themselves. Every
//! family grows without bound, so that what is not linear shows.

/// Files of one kind.
#[derive(Clone, Copy)]
pub(crate) struct Family {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The ending of its files, which decides how they are read.
    pub(crate) ending: &'static str,
    /// A file of about so many bytes.
    pub(crate) make: fn(usize) -> Vec<u8>,
}

impl Family {
    /// The name of its file.
    pub(crate) fn file(&self) -> String {
        format!("{}.{}", self.name, self.ending)
    }
}

/// The same again and again.
fn again(unit: &str, size: usize) -> Vec<u8> {
    around("", unit, "", size)
}

/// A beginning, the same again and again, an end.
fn around(before: &str, unit: &str, after: &str, size: usize) -> Vec<u8> {
    let room = size.saturating_sub(before.len() + after.len());
    let times = (room / unit.len()).max(1);
    format!("{before}{}{after}", unit.repeat(times)).into_bytes()
}

/// Opened so often, then closed as often.
fn nested(open: &str, middle: &str, close: &str, size: usize) -> Vec<u8> {
    let times = (size / (open.len() + close.len())).max(1);
    format!("{}{middle}{}", open.repeat(times), close.repeat(times)).into_bytes()
}

/// Parts that each know their number.
fn counted(size: usize, part: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = String::with_capacity(size + 100);
    let mut number = 0;
    while text.len() < size {
        text.push_str(&part(number));
        number += 1;
    }
    text.into_bytes()
}

/// A number of so many digits.
fn digits(count: usize) -> String {
    "1234567890".repeat(count / 10 + 1)[..count].to_owned()
}

/// A word that is not the one before it.
fn word(number: usize) -> String {
    let mut number = number * 7919 + 17;
    let mut word = String::new();
    while number > 0 {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    word
}

/// What a policy says, short, with many signals.
const SAID: &str = "You have the right to request access to, correction and deletion of your personal data, to withdraw your consent, \
and to lodge a complaint with a supervisory authority. We do not sell your personal information. We share identifiers, geolocation and \
browsing history with service providers and third parties for advertising. We keep your data for 45 days. Contact us at \
privacy@example.com or 1 Main Street, Springfield, IL 62701. Effective date: January 1, 2024. California residents may opt out. ";

/// Several paragraphs with every trap of a real policy.
const POLICY: &str = include_str!("policy.md");

macro_rules! families {
    ($($name:literal $ending:literal $make:expr;)*) => {
        /// All families.
        pub(crate) const FAMILIES: &[Family] = &[$(Family { name: $name, ending: $ending, make: $make }),*];
    };
}

families! {
    // Deep nesting.
    "quotes-deep" "md" |size| around("", "> ", "text", size);
    "quotes-shallow" "md" |size| again("> > > text\n", size);
    "quotes-growing" "md" |size| { let depth = size.isqrt(); (0..depth).flat_map(|n| format!("{}a\n", "> ".repeat(n)).into_bytes()).collect() };
    "lists-deep" "md" |size| { let depth = size.isqrt(); (0..depth).flat_map(|n| format!("{}- a\n", "  ".repeat(n)).into_bytes()).collect() };
    "lists-one-line" "md" |size| around("", "- ", "text", size);
    "lists-numbered-one-line" "md" |size| around("", "1. ", "text", size);
    "lists-flat" "md" |size| again("- an item of data\n", size);
    "lists-announced" "md" |size| around("We collect the following personal data:\n\n", "- your name and e-mail address\n", "", size);
    "brackets-open" "md" |size| again("[", size);
    "brackets-pairs" "md" |size| nested("[", "a", "]", size);
    "brackets-links" "md" |size| nested("[", "a", "](b)", size);
    "brackets-images" "md" |size| nested("![", "a", "](b)", size);
    "brackets-links-open" "md" |size| again("[a](", size);
    "brackets-destination" "md" |size| again("[a](<b", size);
    "brackets-title" "md" |size| again("[a](b \"", size);
    "brackets-reference" "md" |size| again("[a][b]", size);
    "brackets-colon" "md" |size| again("[a]:", size);
    "emphasis-stars" "md" |size| again("*a ", size);
    "emphasis-mixed" "md" |size| again("*a_*a_", size);
    "emphasis-unclosed" "md" |size| again("a**b_c", size);
    "emphasis-close-only" "md" |size| again("a* ", size);
    "emphasis-deep" "md" |size| nested("*a **b ", "c", " b** a*", size);
    "emphasis-runs" "md" |size| around("", "*", "a", size);
    "emphasis-strike" "md" |size| again("~~a ~b~~ ", size);
    "backticks-growing" "md" |size| { let most = (size * 2).isqrt(); (1..most).flat_map(|n| format!("a{} ", "`".repeat(n)).into_bytes()).collect() };
    "backticks-open" "md" |size| again("`a``b", size);
    "fences-open" "md" |size| again("```\n~~~\n", size);
    "html-comments-inline" "md" |size| again("a <!-- b ", size);
    "html-cdata-inline" "md" |size| again("a <![CDATA[ b ", size);
    "html-declarations-inline" "md" |size| again("a <!A b ", size);
    "html-instructions-inline" "md" |size| again("a <? b ", size);
    "html-tags-inline" "md" |size| again("a <b c=\"d ", size);
    "html-blocks-md" "md" |size| again("<div>\n\ntext\n\n", size);
    "html-divs-md" "md" |size| again("<div>", size);
    "autolinks-open" "md" |size| again("<http://a", size);
    "autolinks-mail" "md" |size| again("<a@b", size);
    "references-many" "md" |size| counted(size, |n| format!("[r{n}]: /u{n}\n[r{n}] "));
    "references-huge" "md" |size| around("[a]: /", "u", "\n\n[a] [a] [a]\n", size);
    "references-expanding" "md" |size| { let half = size / 2; let mut text = around("[a]: /", "u", "\n\n", half); text.extend(again("[a] ", half)); text };
    "references-multiline" "md" |size| again("[a\n", size);
    "footnotes-many" "md" |size| counted(size, |n| format!("text[^{n}]\n\n[^{n}]: note\n\n"));
    "headings-many" "md" |size| counted(size, |n| format!("{} Heading {n}\n\ntext.\n\n", "#".repeat(n % 6 + 1)));
    "headings-empty" "md" |size| again("#\n", size);
    "headings-huge" "md" |size| around("# ", "Your rights and choices ", "\n", size);
    "headings-setext" "md" |size| again("a\n===\n", size);
    "headings-setext-huge" "md" |size| around("", "we share data\n", "===\n", size);
    "table-wide" "md" |size| { let cells = size / 9; format!("|{}\n|{}\n|{}\n", "a|".repeat(cells), "-|".repeat(cells), "b c|".repeat(cells)).into_bytes() };
    "table-wide-rows" "md" |size| { let cells = size.isqrt() / 3; let row = format!("|{}\n", "yes|".repeat(cells)); let rows = size / row.len(); format!("|{}\n|{}\n{}", "name|".repeat(cells), "-|".repeat(cells), row.repeat(rows)).into_bytes() };
    "table-short-rows" "md" |size| { let cells = size.isqrt(); let rows = size / 6; format!("|{}\n|{}\n{}", "a|".repeat(cells), "-|".repeat(cells), "|b|\n".repeat(rows)).into_bytes() };
    "table-long" "md" |size| around("| Category | Collected | Sold |\n|---|---|---|\n", "| Identifiers | YES | NO |\n", "", size);
    "table-rules-only" "md" |size| again("|-|\n", size);
    "table-pipes" "md" |size| again("|", size);
    "table-heads" "md" |size| again("a|b\n-|-\n", size);
    "breaks" "md" |size| again("a  \n", size);
    "rules-lines" "md" |size| again("---\n", size);
    "rules-stars" "md" |size| around("", "* ", "a", size);
    "escapes" "md" |size| again("\\*\\_\\[", size);
    "tabs-indents" "md" |size| again("\t\t\t- a\n", size);
    "lazy-quotes" "md" |size| around("> a\n", "b\n", "", size);
    "items-blank" "md" |size| again("-\n\n", size);
    "dashes" "md" |size| again("-", size);
    "equals" "md" |size| around("a\n", "=", "", size);
    "plus-signs" "md" |size| again("+++\n", size);
    "dollars" "md" |size| again("$$a$", size);
    "footnotes-apart" "md" |size| { let half = size / 2; let mut text = counted(half, |n| format!("a[^{n}] ")); text.extend(b"\n\n"); text.extend(counted(half, |n| format!("[^{n}]: b\n"))); text };
    "footnotes-self" "md" |size| again("[^a]: [^a]\n\n", size);
    "footnotes-deep" "md" |size| again("[^a]: > - [^b]: ", size);
    "references-same" "md" |size| again("[a]: b \"c\"\n", size);
    "references-open" "md" |size| around("[a]: <", "u", "\n", size);
    "comments-blocks" "md" |size| again("<!-- a -->\n\nb\n\n", size);
    "waivers" "md" |size| again("<!-- lacuna: waive a/b reason=\"c\" -->\n", size);
    "waivers-open" "md" |size| again("<!-- lacuna: waive ", size);
    "autolinks-many" "md" |size| again("<https://a.b/c?d=e> ", size);
    "emphasis-triple" "md" |size| again("***a** b* ", size);
    "links-emphasis" "md" |size| again("[*a](b)* ", size);
    "table-escapes" "md" |size| around("", "|a\\|", "\n|-|\n", size);
    "table-quoted" "md" |size| again("> | a | b |\n> |-|-|\n> | c | d |\n\n", size);
    "lists-loose" "md" |size| again("- a\n\n  b\n\n", size);
    "lists-mixed" "md" |size| again("- a\n  1. b\n     * c\n", size);
    "code-indented" "md" |size| again("    We sell data.\n\n", size);
    "front-matter" "md" |size| around("---\n", "a: b\n", "---\nWe sell data.\n", size);
    "front-matter-deep" "md" |size| around("---\n", "- ", "\n---\n", size);
    "data-addresses" "md" |size| around("![x](data:image/png;base64,", "A", ")\n\nWe sell data.", size);
    "html-scripts-md" "md" |size| again("<script>a</script>\n", size);
    "html-pre-md" "md" |size| again("<pre>\n", size);
    "html-comments-md" "md" |size| again("<!--\n", size);
    "questions-bold" "md" |size| again("**What data?**\n\nYour data.\n\n", size);
    "quotes-tabs" "md" |size| again(">\t", size);
    "entities-md" "md" |size| again("&nbsp;&#x202e;&notin;", size);

    // HTML.
    "quotes-deep-html" "html" |size| around("<html>", "<blockquote>", "text", size);
    "heads-open" "html" |size| around("<html>", "<head>", "", size);
    "heads-titles" "html" |size| around("<html>", "<head><title>a", "", size);
    "titles-open" "html" |size| around("<html>", "<title>a", "", size);
    "bodies" "html" |size| around("<html>", "<body>a", "", size);
    "tables-one-column" "html" |size| around("<html>", "<table><tr><td>a", "", size);
    "templates" "html" |size| around("<html>", "<template>", "text", size);
    "noscripts" "html" |size| around("<html>", "<noscript><p>a", "", size);
    "comments-conditional" "html" |size| around("<html>", "<!--[if IE]>a<![endif]-->", "", size);
    "cdata-svg" "html" |size| around("<html>", "<svg><![CDATA[a]]></svg>", "", size);
    "mathml" "html" |size| around("<html>", "<math><mi>a", "", size);
    "plaintext" "html" |size| around("<html>", "<plaintext>", "", size);
    "data-images" "html" |size| around("<html><img src=\"data:image/png;base64,", "A", "\"><p>We sell data.", size);
    "attribute-huge" "html" |size| around("<html><p title=\"", "x", "\">We sell data.", size);
    "refreshes" "html" |size| around("<html>", "<meta http-equiv=refresh content=\"0;url=javascript:1\">", "", size);
    "hidden-deep" "html" |size| around("<html>", "<div aria-hidden=true style=\"display:none\">a", "", size);
    "frames" "html" |size| around("<html>", "<frameset><frame>", "", size);
    "forms" "html" |size| around("<html>", "<form><input value=\"We sell data\"><button>a", "", size);
    "cells-spanning" "html" |size| around("<html><table>", "<tr><td colspan=1000 rowspan=65534>a<td>b", "", size);
    "heads-spanning" "html" |size| { let half = size / 2; let mut text = around("<html><table><tr>", "<th colspan=1000>a", "", half); text.extend(again("<tr><td>b<td>c", half)); text };
    "captions" "html" |size| around("<html>", "<table><caption>a", "", size);
    "adoption" "html" |size| around("<html>", "<b><p></b>x", "", size);
    "adoption-links" "html" |size| around("<html>", "<a><p><div></a>", "", size);
    "headings-nested" "html" |size| around("<html>", "<h1><h2><h3>a", "", size);
    "definitions-deep" "html" |size| around("<html>", "<dl><dt>a<dd>", "", size);
    "lists-numbered-html" "html" |size| around("<html>", "<ol start=-5><li value=99>a", "", size);
    "details" "html" |size| around("<html>", "<details><summary>a</summary>b", "", size);
    "links-chained" "html" |size| [b"<html>".as_slice(), &counted(size, |n| format!("<p id=a{n}>x <a href=\"#a{}\">y</a>", n + 1))].concat();
    "waivers-html" "html" |size| around("<html>", "<!-- lacuna: waive a/b reason=\"c\" expires=2027-01-01 -->", "", size);
    "div-open" "html" |size| again("<div>", size);
    "div-deep" "html" |size| nested("<div>", "text", "</div>", size);
    "div-close" "html" |size| around("<html>", "</div>", "", size);
    "spans-deep" "html" |size| nested("<span>a", "text", "</span>", size);
    "bold-deep" "html" |size| around("<p>", "<b>a ", "", size);
    "lists-deep-html" "html" |size| nested("<ul><li>a", "text", "</ul>", size);
    "lists-open-html" "html" |size| again("<ul><li>a", size);
    "tables-deep" "html" |size| nested("<table><tr><td>", "text", "</table>", size);
    "tables-deep-wide" "html" |size| nested("<table><tr><td>a<td>b", "text", "</table>", size);
    "tables-open" "html" |size| again("<table><tr><td>a</td><td>b</td>", size);
    "table-wide-html" "html" |size| around("<table><tr>", "<td>yes</td>", "</tr></table>", size);
    "table-long-html" "html" |size| around("<table><tr><th>Category<th>Sold</tr>", "<tr><td>Identifiers<td>No</tr>", "</table>", size);
    "table-square-html" "html" |size| { let cells = size.isqrt() / 8; let row = format!("<tr>{}</tr>", "<td>we".repeat(cells)); let rows = size / row.len(); format!("<table>{}</table>", row.repeat(rows)).into_bytes() };
    "tags-half" "html" |size| around("<html><p>", "<a ", "", size);
    "tags-half-quote" "html" |size| around("<html><p>", "<a href=\"", "", size);
    "tags-lesser" "html" |size| around("<html><p>", "<", "", size);
    "tags-end-half" "html" |size| around("<html><p>", "</a ", "", size);
    "tags-bogus" "html" |size| around("<html><p>", "<!>a<?>b</>", "", size);
    "comments-half" "html" |size| around("<html><p>text", "<!-- a ", "", size);
    "comments-many" "html" |size| around("<html><p>text", "<!-- a --> ", "", size);
    "scripts-half" "html" |size| around("<html><p>text", "<script>", "", size);
    "scripts-ends" "html" |size| around("<html><p>text<script>", "</s", "", size);
    "styles-many" "html" |size| around("<html>", "<style>a</style>b ", "", size);
    "attributes-many" "html" |size| around("<html><p ", "a=b ", ">text</p>", size);
    "attributes-hidden" "html" |size| around("<html>", "<p style=\"display : none\" class=\"cookie banner\" role=x id=y>text</p>", "", size);
    "attributes-spaces" "html" |size| around("<html><p style=\"", " ", "\">text</p>", size);
    "entities-bare" "html" |size| around("<html><p>", "&", "", size);
    "entities-named" "html" |size| around("<html><p>", "&amp;&nbsp;&eacute;", "", size);
    "entities-numeric" "html" |size| around("<html><p>", "&#x41;&#1114112;&#0;&#xD800;", "", size);
    "entities-open" "html" |size| around("<html><p>", "&#x4", "", size);
    "entities-long" "html" |size| around("<html><p>&#", "9", ";", size);
    "entities-words" "html" |size| around("<html><p>", "&notanentity", "", size);
    "paragraphs" "html" |size| around("<html>", "<p>a", "", size);
    "breaks-html" "html" |size| around("<html><p>", "a<br>", "", size);
    "breaks-only" "html" |size| around("<html><p>", "<br>", "", size);
    "links-many" "html" |size| around("<html><nav>", "<a href=\"javascript:alert(1)\">x</a> ", "", size);
    "links-open" "html" |size| around("<html><p>", "<a href=x>a ", "", size);
    "mains-many" "html" |size| around("<html>", "<main>text</main>", "", size);
    "mains-deep" "html" |size| nested("<main>", "text", "</main>", size);
    "navs-deep" "html" |size| nested("<nav>", "text", "</nav>", size);
    "headings-html" "html" |size| around("<html>", "<h2>Rights</h2>", "", size);
    "headings-open" "html" |size| around("<html>", "<h1>a", "", size);
    "definitions" "html" |size| around("<html><dl>", "<dt>Access<dd>You may ask.", "", size);
    "selects" "html" |size| around("<html><select>", "<option>a", "", size);
    "names-long" "html" |size| around("<html><", "a", ">text", size);
    "svg-deep" "html" |size| nested("<svg><g>", "text", "</g></svg>", size);

    // Shapes of plain text.
    "line-long" "txt" |size| again("we collect data ", size);
    "line-without-spaces" "txt" |size| again("a", size);
    "line-of-signs" "txt" |size| again("!?", size);
    "lines-short" "txt" |size| again("a\n", size);
    "lines-blank" "txt" |size| around("a", "\n", "b", size);
    "lines-spaces" "txt" |size| again("a          \n   \n", size);
    "lines-numbered" "txt" |size| counted(size, |n| format!("{}. Title\n", n % 99));
    "lines-numbered-apart" "txt" |size| counted(size, |n| format!("{}. Our Title\n\n\n\n\n", n % 99));
    "lines-numbered-blank" "txt" |size| { let blank = "\n".repeat(size.isqrt()); counted(size, |n| format!("{}. Our Title{blank}", n % 99)) };
    "titles" "txt" |size| again("Your Rights\n\n", size);
    "titles-joined" "txt" |size| again("Your Rights\n", size);
    "capitals" "txt" |size| again("YOUR RIGHTS\n", size);
    "clauses" "txt" |size| counted(size, |n| format!("{}.{}.{}.{} We share data.\n", n / 1000, n / 100 % 10, n / 10 % 10, n % 10));
    "clauses-deep" "txt" |size| around("", "1.", " text\n", size);
    "clauses-words" "txt" |size| again("see clause 1.1.1.1 and section 2.3(a)(i), ", size);
    "paragraph-signs" "txt" |size| again("§ ", size);
    "paragraph-chains" "txt" |size| again("§§ 1798.100(a)(1)(A), ", size);
    "tables-tabs" "txt" |size| again("Identifiers\tname\tYES\tNO\n", size);
    "tables-tabs-wide" "txt" |size| { let row = format!("{}\n", "yes\t".repeat(size / 12)); row.repeat(3).into_bytes() };
    "tables-tabs-broken" "txt" |size| again("a\tb\na\tb\n\na\tb\tc\n", size);
    "tables-pipes" "txt" |size| again("a | b | c | d\n", size);
    "tables-spaces" "txt" |size| again("a   b   c   d\n", size);
    "bullets" "txt" |size| again("• a\n", size);
    "bullets-indented" "txt" |size| { let depth = size.isqrt(); (0..depth).flat_map(|n| format!("{}* a\n", " ".repeat(n)).into_bytes()).collect() };
    "wrapped" "txt" |size| again("We collect personal data about you when you use our services and we\n", size);
    "mixed-ends" "txt" |size| again("a\r\nb\rc\n\r", size);
    "cr-only" "txt" |size| again("We collect data.\r\r", size);
    "crlf-policy" "md" |size| again(&POLICY.replace('\n', "\r\n"), size);
    "cr-policy" "md" |size| again(&POLICY.replace('\n', "\r"), size);

    // Meaning.
    "announcements-empty" "txt" |size| again("We collect the following:\n\n", size);
    "announcements-empty-md" "md" |size| again("We collect the following:\n\n", size);
    "announcements-headed" "md" |size| again("# We collect the following:\n\n", size);
    "announcements-nested" "md" |size| again("- We collect the following:\n", size);
    "announcements-mid" "txt" |size| again("We may share the following: ", size);
    "announcements-paragraphs" "txt" |size| around("You have the right to:\n\n", "Access. You can ask.\n\n", "", size);
    "announcements-labels" "txt" |size| again("Rights:\n\nAccess. You can ask.\n\nErasure. You can ask.\n\n", size);
    "announcements-lower" "txt" |size| around("We do this to:\n\n", "serve you;\n\n", "", size);
    "statements-one-word" "txt" |size| again("Data. ", size);
    "statements-one-word-lines" "md" |size| again("Data.\n\n", size);
    "statements-distinct" "txt" |size| counted(size, |n| format!("We share {} data. ", word(n)));
    "sentence-million" "txt" |size| again("data and ", size);
    "sentence-distinct" "txt" |size| counted(size, |n| format!("{} ", word(n)));
    "sentence-signals" "txt" |size| again("we share your personal data with third parties and you have the right to access and ", size);
    "sentence-you-may" "txt" |size| again("you may ", size);
    "sentence-no" "txt" |size| again("not ", size);
    "sentence-never" "txt" |size| again("we do not never sell without no ", size);
    "sentence-or" "txt" |size| again("or data, ", size);
    "sentence-commas" "txt" |size| again(",", size);
    "sentence-brackets" "txt" |size| nested("(", "data", ")", size);
    "sentence-quotes" "txt" |size| again("\"a “b ‘c ", size);
    "hedges" "txt" |size| again("we may generally keep your data as long as necessary ", size);
    "negations" "txt" |size| again("We do not sell your personal data. ", size);
    "negations-items" "md" |size| around("We do not:\n\n", "- sell your personal data\n", "", size);
    "said" "txt" |size| again(SAID, size);
    "said-one-sentence" "txt" |size| again(&SAID.replace(". ", " and "), size);
    "said-paragraphs" "md" |size| again(&format!("{SAID}\n\n"), size);
    "said-items" "md" |size| around("You have the right to:\n\n", "- request access to, and a copy of, your personal data\n- ask for deletion\n- opt out of sale\n", "", size);
    "said-items-long-lead" "md" |size| { let half = size / 2; let mut text = around("We share ", "your personal data and ", "the following:\n\n", size.isqrt()); text.extend(again("- your name\n", half)); text };
    "said-items-huge-lead" "md" |size| { let mut text = again("we collect your personal data and ", size / 2); text.extend(b"the following:\n\n"); text.extend(again("- your name\n", size / 2)); text };
    "said-table" "md" |size| around("| Personal data | Purpose | Shared with | Sold | Period |\n|---|---|---|---|---|\n", "| Identifiers | Advertising | Third parties | No | 45 days |\n", "", size);
    "said-table-long-head" "md" |size| { let side = size.isqrt(); let head = "we share your personal data ".repeat(side / 54); format!("| {head} | {head} |\n|---|---|\n{}", "| yes | no |\n".repeat((size - side) / 13)).into_bytes() };
    "policy" "md" |size| again(POLICY, size);
    "policy-txt" "txt" |size| again(POLICY, size);
    "policy-html" "html" |size| around("<html><body>", &POLICY.replace("\n\n", "</p>\n<p>"), "</body></html>", size);
    "policy-one-line" "txt" |size| again(&POLICY.replace('\n', " "), size);
    "policy-capitals" "txt" |size| again(&POLICY.to_uppercase(), size);
    "policy-numbered" "md" |size| { let parts: Vec<String> = counted(size, |n| format!("{n}. {}\n\n", &SAID[..SAID.len().min(200)])).chunks(1 << 20).map(|part| String::from_utf8_lossy(part).into_owned()).collect(); parts.concat().into_bytes() };
    "emails" "txt" |size| counted(size, |n| format!("a{n}@example{n}.com "));
    "emails-at" "txt" |size| again("a@", size);
    "emails-dots" "txt" |size| around("a@", "b.", "c", size);
    "emails-local" "txt" |size| around("", "a.", "@b.com", size);
    "urls" "txt" |size| counted(size, |n| format!("https://example{n}.com/privacy?a={n} "));
    "urls-schemes" "txt" |size| again("http://", size);
    "urls-long" "txt" |size| around("https://example.com/", "a/", "", size);
    "urls-links" "md" |size| counted(size, |n| format!("[page {n}](https://example.com/{n}#x) "));
    "anchors" "md" |size| counted(size, |n| format!("[go](#h{n})\n\n# H{n}\n\n"));
    "phones" "txt" |size| again("+1 (555) 010-9999 ", size);
    "phones-long" "txt" |size| again("1-2 3.4(5)", size);
    "addresses" "txt" |size| counted(size, |n| format!("Acme Inc., {n} Main Street, Springfield, IL {:05}, USA. ", n % 100_000));
    "addresses-lines" "txt" |size| counted(size, |n| format!("Acme GmbH\nLindenallee {n}\n{:05} Berlin\nGermany\n\n", n % 100_000));
    "organisations" "txt" |size| counted(size, |n| format!("Acme{n} Widgets Holdings Limited, "));
    "names-capitalised" "txt" |size| again("Acme Widgets ", size);
    "names-capitalised-distinct" "txt" |size| counted(size, |n| { let mut name = word(n); name[..1].make_ascii_uppercase(); name + " " });
    "names-of" "txt" |size| again("Bank of the ", size);
    "names-cut" "txt" |size| again("We are Acme S-À\n\nWe are Acme sp z\n\n", size);
    "names-inc" "txt" |size| again("Inc. ", size);
    "defined-terms" "txt" |size| counted(size, |n| format!("Acme (\"the Term{n}\") means us. "));
    "references-sections" "txt" |size| counted(size, |n| format!("See section {n} (\"Your Rights {n}\"). "));
    "placeholders" "txt" |size| again("[COMPANY NAME] {{email}} lorem ipsum TODO XXX ", size);
    "repeats" "md" |size| again("The quick brown fox jumps over the lazy dog and we share your personal data with no one at all.\n\n", size);
    "repeats-distinct" "md" |size| counted(size, |n| format!("Paragraph {n} says that we share your personal data with {}.\n\n", word(n)));
    "dates" "txt" |size| counted(size, |n| format!("Effective date: January {}, {}. ", n % 31 + 1, 1990 + n % 60));
    "dates-impossible" "txt" |size| again("Last updated: February 31, 2024. 99/99/9999 2024-13-45 31.02.0000 ", size);
    "dates-labels" "txt" |size| again("Last updated Effective date Last modified ", size);
    "numbers-long" "txt" |size| counted(size, |_| format!("We keep data for {} days. ", digits(5000)));
    "numbers-one" "txt" |size| around("We keep data for ", "9", " days.", size);
    "numbers-separators" "txt" |size| around("within 1", ",000", " days", size);
    "numbers-decimals" "txt" |size| around("within 1", ".5", " days", size);
    "numbers-words" "txt" |size| again("hundred thousand million twenty ", size);
    "durations" "txt" |size| again("within 45 days or 3 months and 12 years ", size);

    // Signs and encodings.
    "bidi" "txt" |size| again("\u{202e}we sell\u{202c} \u{2066}data\u{2069} ", size);
    "zero-width" "txt" |size| again("da\u{200b}ta\u{200d}\u{feff} ", size);
    "zero-width-only" "txt" |size| again("\u{200b}", size);
    "soft-hyphens" "txt" |size| again("per\u{ad}son\u{ad}al ", size);
    "combining" "txt" |size| around("a", "\u{301}", "", size);
    "wide-signs" "txt" |size| again("\u{1F468}\u{200D}\u{1F469}\u{FE0F} 漢字 ", size);
    "long-capitals" "txt" |size| again("ẞİﬃǅ ", size);
    "mojibake" "txt" |size| again("weâ€™re sharing yourÂ data â€œnowâ€\u{9d} ", size);
    "replacement" "txt" |size| again("da\u{fffd}ta ", size);
    "controls" "txt" |size| again("a\u{1b}[31mb\u{7}\u{8}\u{9b}c\u{7f} ", size);
    "nul" "txt" |size| vec![0; size];
    "nul-between" "txt" |size| again("data\0 ", size);
    "nul-html" "html" |size| around("<html><p>", "a\0<b\0>", "", size);
    "invalid-utf8" "txt" |size| b"we \xff\xfe\x80 data. ".repeat(size / 14);
    "invalid-utf8-only" "txt" |size| vec![0x80; size];
    "invalid-utf8-cut" "md" |size| b"data\xe2\x80 ".repeat(size / 7);
    "mixed-encodings" "txt" |size| [b"caf\xe9 ".as_slice(), "café ".as_bytes(), b"\x93data\x94 "].concat().repeat(size / 20);
    "latin1" "txt" |size| b"Datenschutzerkl\xe4rung f\xfcr ".repeat(size / 24);
    "utf16-le" "txt" |size| utf16(&String::from_utf8_lossy(&again(SAID, size / 2)), u16::to_le_bytes, b"\xff\xfe");
    "utf16-be-odd" "txt" |size| { let mut bytes = utf16(&String::from_utf8_lossy(&again(SAID, size / 2)), u16::to_be_bytes, b"\xfe\xff"); bytes.push(0); bytes };
    "utf16-surrogates" "txt" |size| [b"\xff\xfe".as_slice(), &b"\x00\xd8".repeat(size / 2)].concat();
    "utf32-mark" "txt" |size| [b"\xff\xfe\0\0".as_slice(), &b"a\0\0\0".repeat(size / 4)].concat();
    "shift-jis" "html" |size| [b"<html><meta charset=shift_jis><p>".as_slice(), &b"\x83v\x83\x89 ".repeat(size / 5)].concat();
    "iso-2022" "html" |size| [b"<html><meta charset=iso-2022-jp><p>".as_slice(), &b"\x1b$B$\"\x1b(B ".repeat(size / 9)].concat();
    "right-to-left" "txt" |size| again("مرحبا \u{202b} \u{202c} ", size);
    "combining-piles" "txt" |size| again(&format!("e{} ", "\u{301}\u{323}\u{330}".repeat(20)), size);
    "characters-none" "txt" |size| again("\u{fffe}\u{1fffe}\u{e000}\u{e0041}", size);
    "mojibake-twice" "txt" |size| again("Ã¢â‚¬â„¢", size);
    "sentences-han" "txt" |size| again("個人情報の取り扱い。", size);
    "line-han" "txt" |size| again("个", size);
    "breaks-hyphens" "txt" |size| again("per-\nsonal da-\nta ", size);
    "separators" "txt" |size| again("a\u{2028}\u{85}\u{b}\u{c}\u{1c}", size);
    "json-deep" "txt" |size| nested("{\"a\":", "1", "}", size);
    "abbreviations" "txt" |size| again("e.g. i.e. U.S. ", size);
    "stops" "txt" |size| again("... . ", size);
    "questions" "txt" |size| again("What do you do? ", size);
    "terms-means" "txt" |size| counted(size, |n| format!("“Term{n}” means data. "));
    "terms-brackets" "txt" |size| counted(size, |n| format!("(the \"Term{n}\") "));
    "colons" "txt" |size| again("a: ", size);
    "colons-lines" "txt" |size| again("a:\n", size);
    "semicolons" "txt" |size| again("a; ", size);
    "roman" "txt" |size| again("i. a\nii. b\niii. c\n", size);
    "letters" "txt" |size| again("a) x\nb) y\n", size);
    "streets" "txt" |size| again("1 Main Street, ", size);
    "towns" "txt" |size| again("12345 Berlin\n", size);
    "durations-huge" "txt" |size| again("9999999999999999999999 days, minus ninety-nine million years, ", size);
    "emails-spelt" "txt" |size| again("a (at) b [dot] c ", size);
    "utf7" "html" |size| around("<html><meta charset=utf-7><p>", "+ADw-script+AD4-a+ADw-/script+AD4- ", "", size);
    "surrogates-utf8" "txt" |size| b"a\xed\xa0\x80\xed\xbf\xbf ".repeat(size / 8);
    "overlong-utf8" "txt" |size| b"\xc0\xbcscript\xc0\xbe \xf8\x88\x80\x80\x80 ".repeat(size / 17);
    "utf32-be-mark" "txt" |size| [b"\0\0\xfe\xff".as_slice(), &b"\0\0\0a".repeat(size / 4)].concat();
    "utf16-declared" "html" |size| [b"<html><meta charset=utf-16><p>".as_slice(), &b"We sell \xe9 data. ".repeat(size / 17)].concat();
    "big-header-gzip" "html" |size| [b"\x1f\x8b\x08\0\0\0\0\0".as_slice(), &noise(size)].concat();
    "big-header-gif" "html" |size| [b"GIF89a/*<script>*/".as_slice(), &noise(size)].concat();
    "big-header-zip" "md" |size| [b"PK\x03\x04".as_slice(), &noise(size)].concat();
    "big-header-png" "txt" |size| [b"\x89PNG\r\n\x1a\n".as_slice(), &noise(size)].concat();
    "big-header-pdf" "html" |size| [b"%PDF-1.7\n".as_slice(), &again("1 0 obj << /Length 5 >> stream x endstream endobj\n", size)].concat();
    "noise" "txt" |size| noise(size);
    "noise-html" "html" |size| noise_of(size, b"<>/=\"'&;!-abpdiv #x0 \n");
    "noise-markdown" "md" |size| noise_of(size, b"[]()*_`>#-+|\\<&~! ab1.\n\t");
    "noise-text" "txt" |size| noise_of(size, b"abW.:;,-()1 \n\t\"@/'");
    "noise-words" "txt" |size| noise_words(size);
    "spaces" "txt" |size| again(" ", size);
    "spaces-md" "md" |size| again(" \n", size);
    "spaces-html" "html" |size| around("<html><p>a", " \n", "b", size);
    "empty" "txt" |_| Vec::new();
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2], mark: &[u8]) -> Vec<u8> {
    mark.iter()
        .copied()
        .chain(text.encode_utf16().flat_map(bytes))
        .collect()
}

/// Numbers that look random and are the same every time.
fn stream() -> impl Iterator<Item = u32> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u32
    })
}

fn noise(size: usize) -> Vec<u8> {
    stream().take(size).map(|number| number as u8).collect()
}

fn noise_of(size: usize, signs: &[u8]) -> Vec<u8> {
    stream()
        .take(size)
        .map(|number| signs[number as usize % signs.len()])
        .collect()
}

/// Words of a policy in any order.
fn noise_words(size: usize) -> Vec<u8> {
    let words: Vec<&str> = POLICY.split_whitespace().collect();
    let mut text = Vec::with_capacity(size + 20);
    for number in stream() {
        if text.len() >= size {
            break;
        }
        text.extend_from_slice(words[number as usize % words.len()].as_bytes());
        text.push(if number % 97 == 0 { b'\n' } else { b' ' });
    }
    text
}
