//! One policy a line: the objects of `policies`, for tools that read streams.

use crate::report::Report;
use std::io::{self, BufWriter, Write};

pub(super) fn render(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for report in reports {
        serde_json::to_writer(&mut out, report)?;
        writeln!(out)?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use crate::render::{Format, sample};

    #[test]
    fn one_policy_is_one_line() {
        let text = sample::render(Format::Jsonl);
        assert_eq!(text.lines().count(), 2);
        for line in text.lines() {
            assert!(line.starts_with("{\"path\":\"") && line.ends_with('}'));
        }
    }
}
