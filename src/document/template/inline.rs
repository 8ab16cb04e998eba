//! What stands inside a line: words, `**words read first**`, placeholders, `![what it is](qr:what it says)`.

use super::{Line, Scope, fault};
use crate::{
    document::{Code, Phrase, Span},
    lang::{BadTemplate, Fault},
};

/// A part of a line, written out.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Its words.
    pub(super) phrase: Phrase,
    /// Its codes.
    pub(super) codes: Vec<Code>,
}

/// Tells whether a word can name something.
pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A placeholder: what it names, what stands there if that is not known, and how long it is.
struct Placeholder {
    path: Vec<String>,
    at: usize,
    or: String,
    end: usize,
}

/// Reads the placeholder that begins at a byte of a line.
fn placeholder(line: &Line, at: usize) -> Result<Placeholder, BadTemplate> {
    let bad = |byte: usize, why: Fault| fault(line.number, &line.text, byte, why);
    let rest = &line.text[at + 2..];
    let length = rest.find("}}").ok_or_else(|| bad(at, Fault::Unclosed("{{".to_owned())))?;
    let inside = &rest[..length];
    let (name, or) = inside.split_once(" or ").unwrap_or((inside, ""));
    let from = at + 2 + (name.len() - name.trim_start().len());
    let unknown = |name: &str| bad(from, Fault::UnknownTag(format!("{{{{ {} }}}}", name.trim())));
    let path: Vec<String> = name.trim().split('.').map(str::to_owned).collect();
    if !path.iter().all(|name| is_name(name)) {
        return Err(unknown(inside));
    }
    let or = or.trim();
    let quoted = or.strip_prefix('"').and_then(|or| or.strip_suffix('"'));
    let or = match quoted {
        Some(or) => or.to_owned(),
        None if or.is_empty() && !inside.contains(" or ") => String::new(),
        None => return Err(unknown(inside)),
    };
    Ok(Placeholder { path, at: from, or, end: at + 2 + length + 2 })
}

/// Returns what the placeholders of a line name, and where.
pub(super) fn paths(line: &Line) -> Result<Vec<(usize, Vec<String>)>, BadTemplate> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = line.text[from..].find("{{").map(|at| from + at) {
        let placeholder = placeholder(line, at)?;
        from = placeholder.end;
        found.push((placeholder.at, placeholder.path));
    }
    Ok(found)
}

/// Cuts a part of a line at its bars: those of the template, outside placeholders and not escaped.
pub(super) fn cut(line: &Line, from: usize, to: usize) -> Result<Vec<(usize, usize)>, BadTemplate> {
    let (mut parts, mut start, mut at) = (Vec::new(), from, from);
    while at < to {
        let rest = &line.text[at..to];
        if rest.starts_with("{{") {
            at = placeholder(line, at)?.end;
        } else if let Some(escaped) = rest.strip_prefix('\\') {
            at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
        } else if rest.starts_with('|') {
            parts.push((start, at));
            at += 1;
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    parts.push((start, to));
    Ok(parts)
}

/// Writes a part of a line; without a scope, only to see whether it is understood.
pub(super) fn said(
    line: &Line,
    from: usize,
    to: usize,
    scope: Option<&Scope<'_>>,
) -> Result<Said, BadTemplate> {
    let mut writing = Writing { line, to, at: from, scope, strong: None, said: Said::default() };
    writing.all(false)?;
    if let Some(at) = writing.strong {
        return Err(fault(line.number, &line.text, at, Fault::Unclosed("**".to_owned())));
    }
    Ok(writing.said)
}

/// Writes a part of a line as mere text: placeholders, and nothing else.
pub(super) fn plain(line: &Line, from: usize, to: usize, scope: &Scope<'_>) -> Result<String, BadTemplate> {
    let mut text = String::new();
    let mut at = from;
    while at < to {
        let rest = &line.text[at..to];
        if rest.starts_with("{{") {
            let placeholder = placeholder(line, at)?;
            text.push_str(value(&placeholder, Some(scope)));
            at = placeholder.end;
        } else if let Some(c) = rest.chars().next() {
            text.push(c);
            at += c.len_utf8();
        }
    }
    Ok(text.trim().to_owned())
}

fn value<'v>(placeholder: &'v Placeholder, scope: Option<&Scope<'v>>) -> &'v str {
    match scope.map_or("", |scope| scope.text(&placeholder.path)) {
        "" => &placeholder.or,
        known => known,
    }
}

struct Writing<'l, 's, 'v> {
    line: &'l Line,
    to: usize,
    at: usize,
    scope: Option<&'s Scope<'v>>,
    /// Where what is read first begins.
    strong: Option<usize>,
    said: Said,
}

impl Writing<'_, '_, '_> {
    fn rest(&self) -> &str {
        &self.line.text[self.at..self.to]
    }

    fn bad<T>(&self, at: usize, why: Fault) -> Result<T, BadTemplate> {
        Err(fault(self.line.number, &self.line.text, at, why))
    }

    /// Writes all that is left; inside brackets, up to the one that closes.
    fn all(&mut self, bracket: bool) -> Result<(), BadTemplate> {
        while let Some(c) = self.rest().chars().next() {
            if bracket && c == ']' {
                return Ok(());
            }
            self.one(c)?;
        }
        Ok(())
    }

    fn one(&mut self, c: char) -> Result<(), BadTemplate> {
        let rest = self.rest();
        let next = rest[c.len_utf8()..].chars().next();
        if rest.starts_with("{{") {
            let placeholder = placeholder(self.line, self.at)?;
            self.at = placeholder.end;
            let value = value(&placeholder, self.scope).to_owned();
            self.say(&value);
            return Ok(());
        }
        if rest.starts_with("**") {
            self.strong = if self.strong.is_some() { None } else { Some(self.at) };
            self.at += 2;
            return Ok(());
        }
        if rest.starts_with("![") {
            return self.code();
        }
        let opens = |next: Option<char>| next.is_some_and(|next| !next.is_whitespace());
        let before = self.line.text[..self.at].chars().next_back();
        let inside_word = before.is_some_and(char::is_alphanumeric);
        let markup = match c {
            '\\' => match next {
                Some(escaped) if escaped.is_ascii_punctuation() => {
                    self.say(escaped.encode_utf8(&mut [0; 4]));
                    self.at += 2;
                    return Ok(());
                }
                _ => Some("\\"),
            },
            '`' => Some("`"),
            '[' => Some("["),
            '<' if opens(next) => Some("<"),
            '*' if opens(next) || before.is_some_and(|c| !c.is_whitespace()) => Some("*"),
            '_' if opens(next) && !inside_word => Some("_"),
            '~' if next == Some('~') => Some("~~"),
            '&' if entity(rest) => Some("&"),
            _ => None,
        };
        if let Some(markup) = markup {
            return self.bad(self.at, Fault::Markup(markup.to_owned()));
        }
        self.say(c.encode_utf8(&mut [0; 4]));
        self.at += c.len_utf8();
        Ok(())
    }

    fn say(&mut self, text: &str) {
        let strong = self.strong.is_some();
        match self.said.phrase.0.last_mut() {
            Some(span) if span.strong == strong => span.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.said.phrase.0.push(Span { text: text.to_owned(), strong }),
        }
    }

    /// `![what it is](qr:what it says)`.
    fn code(&mut self) -> Result<(), BadTemplate> {
        let start = self.at;
        let part = |writing: &mut Self| -> Result<String, BadTemplate> {
            let said = std::mem::take(&mut writing.said);
            let strong = writing.strong.take();
            writing.all(true)?;
            writing.strong = strong;
            Ok(std::mem::replace(&mut writing.said, said).phrase.text())
        };
        self.at += "![".len();
        let alt = part(self)?;
        let Some(rest) = self.rest().strip_prefix("](qr:") else {
            let why = if self.rest().is_empty() {
                Fault::Unclosed("![".into())
            } else {
                Fault::Markup("![".into())
            };
            return self.bad(start, why);
        };
        let from = self.to - rest.len();
        let mut at = from;
        loop {
            let rest = &self.line.text[at..self.to];
            if rest.starts_with("{{") {
                at = placeholder(self.line, at)?.end;
            } else if rest.starts_with(')') {
                break;
            } else if let Some(c) = rest.chars().next() {
                at += c.len_utf8();
            } else {
                return self.bad(start, Fault::Unclosed("![".to_owned()));
            }
        }
        let payload = match self.scope {
            Some(scope) => plain(self.line, from, at, scope)?,
            None => String::new(),
        };
        self.at = at + 1;
        self.said.codes.push(Code { payload, alt: alt.trim().to_owned() });
        Ok(())
    }
}

/// Tells whether a text begins with what HTML reads as one character.
fn entity(text: &str) -> bool {
    let name: usize = text[1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '#').count();
    name > 0 && text[1 + name..].starts_with(';')
}
