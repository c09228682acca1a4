//! Addresses and numbers that are one token though they hold signs.
//!
//! Each function looks at the bytes from `at` on and says where the thing ends; none reads further than the thing's own characters.

/// Endings of bare domains. Those that are English words (`in`, `it`, `is`, `me`) are left out: `us.In` is a lost space.
const DOMAINS: &[&str] = &[
    "ai", "app", "au", "biz", "blog", "br", "ca", "ch", "cloud", "cn", "co", "com", "de", "dev",
    "edu", "es", "eu", "example", "fr", "gov", "ie", "info", "int", "io", "jp", "mil", "mobi",
    "net", "nl", "nz", "online", "org", "pl", "ru", "se", "shop", "site", "store", "tech", "test",
    "tv", "uk", "website", "za",
];

/// Numbers with more signs than this between two digits are several numbers.
const LONGEST_PHONE: usize = 28;

/// Where an address that begins with a scheme or `www.` ends.
pub(super) fn url(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let begins = |prefix: &str| {
        rest.get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()))
    };
    let prefix = ["https://", "http://", "www."]
        .into_iter()
        .find(|prefix| begins(prefix))?;
    let end = path_end(bytes, at + prefix.len());
    (end > at + prefix.len()).then_some(end)
}

/// Where the path of an address ends: at a space or a sign that encloses, without the sentence's own signs.
fn path_end(bytes: &[u8], from: usize) -> usize {
    let mut end = from;
    let mut open = 0_u32;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'(' => open += 1,
            b')' if open > 0 => open -= 1,
            b'!' | b'#'..=b'\'' | b'*'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => {}
            _ => break,
        }
        end += 1;
    }
    while end > from
        && matches!(
            bytes[end - 1],
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'('
        )
    {
        end -= 1;
    }
    end
}

/// What a run of the characters of addresses is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chunk {
    /// An e-mail address that ends here.
    Email(usize),
    /// A domain, perhaps with a path, that ends here.
    Domain(usize),
    /// Words; nothing up to here is an address.
    Words(usize),
}

/// Looks at the run of letters, digits and `._%+-` that begins at `at`.
pub(super) fn chunk(bytes: &[u8], at: usize) -> Chunk {
    let is_local =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
    let end = skip(bytes, at, is_local);
    if bytes.get(end) == Some(&b'@') {
        let domain = domain_end(bytes, end + 1);
        if bytes[end + 1..domain].contains(&b'.') {
            return Chunk::Email(domain);
        }
    }
    let domain = domain_end(bytes, at);
    if is_domain(&bytes[at..domain]) {
        let path = bytes.get(domain) == Some(&b'/');
        return Chunk::Domain(if path {
            path_end(bytes, domain)
        } else {
            domain
        });
    }
    Chunk::Words(end)
}

fn skip(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = &bytes[at.min(bytes.len())..];
    at + rest
        .iter()
        .position(|byte| !is(*byte))
        .unwrap_or(rest.len())
}

fn domain_end(bytes: &[u8], at: usize) -> usize {
    let mut end = skip(bytes, at, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
    });
    while end > at && matches!(bytes[end - 1], b'.' | b'-') {
        end -= 1;
    }
    end
}

fn is_domain(bytes: &[u8]) -> bool {
    let Some(dot) = bytes.iter().rposition(|byte| *byte == b'.') else {
        return false;
    };
    let (name, ending) = (&bytes[..dot], &bytes[dot + 1..]);
    let lowered = ending.to_ascii_lowercase();
    !name.is_empty() && DOMAINS.iter().any(|domain| domain.as_bytes() == lowered)
}

/// Where a telephone number ends that begins at a digit, a plus or a bracket.
pub(super) fn phone(bytes: &[u8], at: usize) -> Option<usize> {
    let window = &bytes[at..bytes.len().min(at + LONGEST_PHONE)];
    let mut groups = [0_u8; 12];
    let (mut group, mut end, mut gap) = (0, 0, 0);
    for (offset, &byte) in window.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                if gap > 0 && end > 0 {
                    group += 1;
                }
                *groups.get_mut(group)? += 1;
                (end, gap) = (offset + 1, 0);
            }
            b'+' if offset == 0 => {}
            b'(' | b')' | b' ' | b'-' | b'.' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    let next = window.get(end).copied().unwrap_or(b' ');
    let groups = &groups[..=group];
    let fits = match window[0] {
        b'+' => groups.iter().sum::<u8>() >= 8,
        b'(' => {
            groups.len() > 1
                && groups[0] >= 2
                && groups.iter().sum::<u8>() >= 8
                && window.contains(&b')')
        }
        b'0' => groups.len() > 1 && groups.iter().sum::<u8>() >= 9,
        _ => matches!(groups, [3, 3, 4] | [1, 3, 3, 4]),
    };
    (fits && end > 0 && !next.is_ascii_alphanumeric()).then_some(at + end)
}

/// Where a number with separators ends: `1,000`, `1798.100`.
pub(super) fn number(bytes: &[u8], at: usize) -> usize {
    let digits = |from| skip(bytes, from, |byte| byte.is_ascii_digit());
    let mut end = digits(at);
    while matches!(bytes.get(end), Some(b'.' | b','))
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        end = digits(end + 1);
    }
    end
}

/// Where `U.S.` or `e.g.` ends: single letters, each with a dot but perhaps the last.
pub(super) fn initials(bytes: &[u8], at: usize) -> Option<usize> {
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut end = at;
    let mut count = 0;
    while letter(end) && !letter(end + 1) && count < 6 {
        count += 1;
        end += 1;
        if bytes.get(end) != Some(&b'.') {
            break;
        }
        end += 1;
    }
    let whole = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (count > 1 && whole).then_some(end)
}

/// Where `name [at] domain [dot] com` ends, if the word that ends at `at` begins one.
pub(super) fn hidden_email(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = sign(bytes, at, b"at")?;
    let mut dots = 0;
    loop {
        let label = skip(bytes, end, |byte| {
            byte.is_ascii_alphanumeric() || byte == b'-'
        });
        if label == end {
            return None;
        }
        end = label;
        let next = match bytes.get(end) {
            Some(b'.') if bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                Some(end + 1)
            }
            _ => sign(bytes, end, b"dot"),
        };
        match next {
            Some(next) => (end, dots) = (next, dots + 1),
            None => return (dots > 0).then_some(end),
        }
    }
}

fn sign(bytes: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    let is_space = |byte: u8| byte == b' ';
    let open = skip(bytes, at, is_space);
    if open > at + 2 || !matches!(bytes.get(open), Some(b'[' | b'(' | b'{')) {
        return None;
    }
    let start = skip(bytes, open + 1, is_space).min(open + 2);
    let end = start + word.len();
    if !bytes.get(start..end)?.eq_ignore_ascii_case(word) {
        return None;
    }
    let close = skip(bytes, end, is_space).min(end + 1);
    matches!(bytes.get(close), Some(b']' | b')' | b'}'))
        .then(|| skip(bytes, close + 1, is_space).min(close + 2))
}
