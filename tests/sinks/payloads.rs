//! Texts that would do harm somewhere, and those that no field takes.

/// Taken as they are, for they have no control character. Each has a letter or a digit, so that it can be
/// a service too.
pub(super) fn taken() -> Vec<String> {
    let mut all: Vec<String> = TAKEN.iter().map(|text| (*text).to_owned()).collect();
    // As long as a text may be, and a formula.
    all.push(format!("=long{}", "x".repeat(4091)));
    all
}

const TAKEN: [&str; 44] = [
    "=1+1",
    "+cmd|'/C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "＝1+2",
    "＋1+3",
    "－1+4",
    "＠SUM(5)",
    "'=1",
    "=HYPERLINK(\"https://evil.example/\",\"x\")",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</text><script>1</script>",
    "' onload='alert(2)",
    "<!-- x --><svg/onload=alert(3)>",
    "]]><![CDATA[x",
    "&amp;&#60;script&#62;",
    "<?xml version='1.1'?><!DOCTYPE x>",
    "javascript:alert(4)",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<https://evil.example/auto>",
    "https://evil.example/x and www.evil.example",
    "| a | b |",
    "a\\|b \\",
    "`code` ``x`` ```x",
    "**bold** _i_ ~~s~~ <b>",
    "# heading 1",
    "1. first",
    "../../etc/passwd",
    "C:\\Windows\\system32",
    "^XA^FDx^FS^XZ",
    "~JA~JR_5E\\5F",
    ") Tj ET (x",
    "(x\\) \\051 endstream endobj",
    "\",\"state\":\"departed",
    "\\u003c\\\"}],[{",
    "'; DROP TABLE event; --",
    "%s%n%x%1$s {} {0}",
    "$(touch pwned) `touch pwned` ; touch pwned | x & x",
    "e\u{301}\u{200b}\u{200d}\u{34f}z",
    "z\u{36f}\u{36f}\u{36f}\u{36f}\u{489}a",
    "😀👩\u{200d}💻🏴 1",
    "раураl Ⅼatitude а",
];

/// Taken by no field: a terminal, a pager or a page would obey them, or show another thing than is there.
pub(super) const REFUSED: [&str; 22] = [
    "a\u{1b}[31mb",
    "a\u{1b}]8;;https://evil.example\u{1b}\\b",
    "a\u{1b}]0;title\u{7}b",
    "a\u{9b}31mb",
    "a\u{9d}0;title\u{9c}b",
    "a\u{85}b",
    "a\u{7f}b",
    "a\u{8}b",
    "a\u{202a}b",
    "a\u{202b}b",
    "a\u{202e}b\u{202c}",
    "a\u{2066}b",
    "a\u{2067}b\u{2069}",
    "a\u{200e}b",
    "a\u{200f}b",
    "a\u{61c}b",
    "a\u{feff}b",
    "a\u{2028}b",
    "a\u{2029}b",
    "a\nerror: b",
    "a\rb",
    "\t=1",
];
