//! What is asked of each format: that it is well formed, that nothing in it is obeyed, and which texts a
//! reader of it sees. Structure is looked at, not words.

use serde_json::Value;

/// The texts that a reader sees, or what is wrong.
pub(super) type Read = Result<Vec<String>, String>;

/// What a terminal or a pager would obey.
pub(super) fn obeyed(text: &str) -> Option<char> {
    text.chars().find(|c| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}')
    })
}

pub(super) fn terminal(text: &str) -> Read {
    match obeyed(text) {
        Some(c) => Err(format!("a terminal obeys U+{:04X}", u32::from(c))),
        None => Ok(text.lines().map(str::to_owned).collect()),
    }
}

/// JSON, or a document a line.
pub(super) fn json(text: &str) -> Read {
    terminal(text)?;
    let mut texts = Vec::new();
    for line in text.lines() {
        strings(&serde_json::from_str(line).map_err(|e| format!("{e}: {line}"))?, &mut texts);
    }
    Ok(texts)
}

fn strings(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, into)),
        Value::Object(items) => items.values().for_each(|item| strings(item, into)),
        _ => {}
    }
}

/// A cell that a spreadsheet would run.
fn runs(cell: &str) -> bool {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];
    // A number is one, whatever its sign.
    cell.trim_start_matches(' ').starts_with(formula) && cell.parse::<i64>().is_err()
}

/// CSV: as many cells in each row, and none that runs.
pub(super) fn csv(text: &str) -> Read {
    terminal(text)?;
    let mut texts = Vec::new();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for row in rows.records() {
        for cell in &row.map_err(|e| e.to_string())? {
            if runs(cell) {
                return Err(format!("a formula: {cell}"));
            }
            let marked = cell.strip_prefix('\'').filter(|rest| runs(rest.trim_start_matches('\'')));
            texts.push(marked.unwrap_or(cell).to_owned());
        }
    }
    Ok(texts)
}

/// Markdown: no HTML, no link or image, tables of equal rows (`CommonMark` 0.31, 2.4; GitHub, 4.10).
pub(super) fn markdown(text: &str) -> Read {
    terminal(text)?;
    let (mut texts, mut fence, mut columns) = (Vec::new(), None, None);
    for line in text.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if ticks == *open && line == ticks => fence = None,
            Some(_) => texts.push(line.to_owned()),
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {
                let mut cells = prose(line)?;
                if line.starts_with('|') {
                    let before = columns.replace(cells.len());
                    if before.is_some_and(|before| before != cells.len()) {
                        return Err(format!("a row of another length: {line}"));
                    }
                } else {
                    columns = None;
                }
                texts.append(&mut cells);
            }
        }
    }
    if fence.is_some() { Err("a fence that never ends".to_owned()) } else { Ok(texts) }
}

/// The cells of a line of Markdown, escapes undone.
fn prose(line: &str) -> Result<Vec<String>, String> {
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => cell.extend(chars.next()),
            '|' => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            '<' | '>' | '[' | ']' | '`' | '_' | '~' | '&' => return Err(format!("markup {c}: {line}")),
            ':' if chars.peek() == Some(&'/') => return Err(format!("a link: {line}")),
            '.' if cell.to_ascii_lowercase().ends_with("www") => return Err(format!("a link: {line}")),
            c => cell.push(c),
        }
    }
    cells.push(cell.trim().trim_matches('*').to_owned());
    Ok(cells)
}

/// SVG: our elements with our attributes, nested rightly; no instruction, no comment, no entity but the
/// five of XML.
pub(super) fn svg(text: &str) -> Read {
    const ELEMENTS: [&str; 6] = ["svg", "title", "rect", "path", "g", "text"];
    const ATTRIBUTES: [&str; 18] = [
        "xmlns",
        "width",
        "height",
        "viewBox",
        "fill",
        "stroke",
        "stroke-width",
        "x",
        "y",
        "d",
        "shape-rendering",
        "role",
        "font-size",
        "font-family",
        "font-weight",
        "text-anchor",
        "transform",
        "opacity",
    ];
    terminal(text)?;
    markup(text, &ELEMENTS, &ATTRIBUTES, &["xmlns"])
}

/// HTML: the same of our pages, their style left out.
pub(super) fn html(text: &str) -> Read {
    const ELEMENTS: [&str; 35] = [
        "html",
        "head",
        "meta",
        "title",
        "body",
        "main",
        "article",
        "footer",
        "section",
        "div",
        "h1",
        "h2",
        "h3",
        "p",
        "strong",
        "br",
        "ul",
        "li",
        "pre",
        "code",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "svg",
        "path",
        "g",
        "text",
        "rect",
        "desc",
    ];
    const ATTRIBUTES: [&str; 22] = [
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "class",
        "scope",
        "role",
        "viewBox",
        "width",
        "height",
        "fill",
        "d",
        "shape-rendering",
        "aria-label",
        "x",
        "y",
        "font-size",
        "font-weight",
        "stroke",
        "stroke-width",
        "text-anchor",
    ];
    terminal(text)?;
    let text = text.strip_prefix("<!doctype html>\n").ok_or("no page of HTML")?;
    let (before, style) = text.split_once("<style>").ok_or("no style")?;
    let (style, after) = style.split_once("</style>").ok_or("a style that never ends")?;
    if ["url(", "@import", "expression", "//"].iter().any(|fetching| style.contains(fetching)) {
        return Err("a style that fetches".to_owned());
    }
    // What HTML leaves open is closed, so that the rest is read like any other markup.
    let mut closed = String::new();
    for (at, tag) in format!("{before}{after}").split('<').enumerate() {
        let open = at > 0 && (tag.starts_with("meta ") || tag.starts_with("br>"));
        closed.push_str(if at > 0 { "<" } else { "" });
        closed.push_str(&if open { tag.replacen('>', "/>", 1) } else { tag.to_owned() });
    }
    markup(&closed, &ELEMENTS, &ATTRIBUTES, &["aria-label"])
}

/// Markup: these elements with these attributes, nested rightly, of which only some may say anything.
fn markup(text: &str, elements: &[&str], attributes: &[&str], free: &[&str]) -> Read {
    let (mut texts, mut open, mut rest) = (Vec::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once('<') {
        texts.push(entities(before)?);
        let (tag, after) = after.split_once('>').ok_or("a tag that never ends")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("{name} is closed and was not open"));
            }
            continue;
        }
        let (tag, alone) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut given) = tag.split_once(' ').unwrap_or((tag, ""));
        if !elements.contains(&name) {
            return Err(format!("element {name}"));
        }
        while !given.is_empty() {
            let (attribute, value) = given.split_once("=\"").ok_or_else(|| format!("attributes {given}"))?;
            let (value, more) = value.split_once('"').ok_or("a value that never ends")?;
            if !attributes.contains(&attribute) || value.contains([':', '(']) && !free.contains(&attribute) {
                return Err(format!("attribute {attribute}={value}"));
            }
            entities(value)?;
            given = more.trim_start_matches(' ');
        }
        if !alone {
            open.push(name);
        }
    }
    texts.push(entities(rest)?);
    if open.is_empty() { Ok(texts) } else { Err(format!("{open:?} never end")) }
}

fn entities(text: &str) -> Result<String, String> {
    let mut parts = text.split('&');
    let mut read = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').ok_or_else(|| format!("a bare &: {part}"))?;
        read.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => return Err(format!("entity {name}")),
        });
        read.push_str(after);
    }
    if text.contains('>') { Err(format!("a bare >: {text}")) } else { Ok(read) }
}

/// ZPL: our commands and no other; the texts of its fields.
pub(super) fn zpl(text: &str) -> Read {
    const COMMANDS: [&str; 14] =
        ["XA", "XZ", "CI", "LH", "FW", "PW", "LL", "FO", "FT", "A0", "BQ", "FH", "FB", "FS"];
    terminal(text)?;
    if text.contains('~') {
        return Err("a tilde".to_owned());
    }
    let mut texts = Vec::new();
    for part in text.split('^').skip(1) {
        if let Some(field) = part.strip_prefix("FD") {
            texts.push(numbered(field)?);
        } else if !COMMANDS.iter().any(|known| part.starts_with(known)) || part.len() > 24 {
            return Err(format!("command ^{part}"));
        }
    }
    let count = |command: &str| text.matches(command).count();
    if count("^XA") == count("^XZ") && count("^FD") == count("^FS") {
        Ok(texts)
    } else {
        Err("a field or a label that never ends".to_owned())
    }
}

/// A field of ZPL, its numbers undone (`^FH_`).
fn numbered(field: &str) -> Result<String, String> {
    let mut parts = field.split('_');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let number = part.get(..2).and_then(|number| u8::from_str_radix(number, 16).ok());
        bytes.push(number.ok_or_else(|| format!("a bare _: {field}"))?);
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).map_err(|e| e.to_string())
}

#[test]
fn each_check_complains_of_what_is_not_escaped() {
    let complains = |check: fn(&str) -> Read, texts: &[&str]| {
        for text in texts {
            assert!(check(text).is_err(), "nothing seen in {text:?}");
        }
    };
    for text in super::payloads::REFUSED.iter().filter(|text| !text.contains('\n')) {
        complains(terminal, &[text]);
        complains(json, &[&format!("{{\"a\":\"{text}\"}}")]);
    }
    complains(json, &["{\"a\":\"\",\"state\":\"departed\"\"}", "{}{", "x"]);
    complains(csv, &["a\n=1\n", "a\n\" +1x\"\n", "a\n＝1\n", "a,b\n1\n", "a\n@x\n"]);
    for text in ["<b>", "&lt;", "[x](y)", "![x](y)", "https://x", "www.x", "`x`", "```x", "a ~~b~~"] {
        complains(markdown, &[text]);
    }
    complains(markdown, &["| a | b |\n| - | - |\n| x | y | z |"]);
    let within = |text: &str| format!("<svg><text x=\"1\">{text}</text></svg>");
    for text in ["</text><script>1</script>", "<img/>", "&x;", "&", "<!-- -->", "<text>", "]]>", "<?x?>"] {
        complains(svg, &[&within(text)]);
    }
    complains(svg, &["<svg onload=\"x\"/>", "<svg href=\"x\"/>", "<svg fill=\"url(x)\"/>", "<svg x='1'/>"]);
    let page = |text: &str| format!("<!doctype html>\n<html><style></style><p>{text}</p></html>");
    for text in
        ["<script>1</script>", "</p><img/>", "&x;", "<b>", "<p onclick=\"x\"></p>", "<p class=\"a:b\"></p>"]
    {
        complains(html, &[&page(text)]);
    }
    complains(html, &["<p></p>", "<!doctype html>\n<style>a{b:url(x)}</style>"]);
    complains(zpl, &["^XA^FDx^FS^XZ^XA^XZ^JUF", "^XA^FD~JA^FS^XZ", "^XA^FDa_b^FS^XZ", "^XA^FDa^XZ^FS^FDx"]);
    assert_eq!(csv("a\n'=1\n").unwrap(), ["a", "=1"]);
    assert_eq!(svg(&within("&lt;b&gt;")).unwrap().concat(), "<b>");
    assert_eq!(html(&page("&lt;b&gt;<br>x")).unwrap().concat(), "<b>x");
    assert_eq!(zpl("^XA^FH_^FDa_5Eb^FS^XZ").unwrap(), ["a^b"]);
    assert_eq!(markdown("| \\<b\\> | x\\|y |").unwrap(), ["", "<b>", "x|y", ""]);
}
