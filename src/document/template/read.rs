//! A template as it is typed: which lines are repeated or left out, and whether all it asks for is known.

use super::{Line, Node, Shape, fault, inline, markdown};
use crate::{
    lang::{BadTemplate, Fault},
    ops::nearest,
};

/// How deep loops and conditions may stand in each other.
const DEEP: usize = 32;

/// Reads the lines of a template.
pub(super) fn nodes(source: &str, shape: &'static Shape) -> Result<Vec<Node>, BadTemplate> {
    let lines: Vec<&str> = source.lines().collect();
    let mut reading = Reading { lines: &lines, at: 0, names: Vec::new(), open: Vec::new(), shape };
    reading.nodes()
}

struct Reading<'t> {
    lines: &'t [&'t str],
    at: usize,
    /// The items that the loops around are at.
    names: Vec<(String, &'static Shape)>,
    /// The lines of the loops and conditions around.
    open: Vec<(usize, Kind)>,
    shape: &'static Shape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    For,
    If,
    Else,
}

/// What stands between `{%` and `%}`.
enum Tag {
    For { name: String, list: Vec<String> },
    If { path: Vec<String>, not: bool },
    Else,
    EndFor,
    EndIf,
}

impl Reading<'_> {
    /// Reads up to the end of the part that is open, whose tag is left to be read.
    fn nodes(&mut self) -> Result<Vec<Node>, BadTemplate> {
        let mut nodes = Vec::new();
        let mut fence: Option<(usize, String)> = None;
        while let Some(text) = self.lines.get(self.at) {
            let number = self.at + 1;
            if let Some((inside, close)) = tag_of(text) {
                if close
                    && !(text.trim_end().ends_with("%}") && inside == text.len() - text.trim_start().len())
                {
                    return Err(fault(number, text, inside, Fault::NotAlone));
                }
                if !close {
                    return Err(fault(number, text, inside, Fault::Unclosed("{%".to_owned())));
                }
                let tag = tag(number, text)?;
                if matches!(tag, Tag::Else | Tag::EndFor | Tag::EndIf) {
                    self.check_open(&tag, number, text, inside)?;
                    break;
                }
                self.at += 1;
                nodes.push(self.part(tag, number, text, inside)?);
                continue;
            }
            self.at += 1;
            let trimmed = text.trim();
            if trimmed.starts_with("{#") {
                if !trimmed.ends_with("#}") {
                    return Err(fault(
                        number,
                        text,
                        text.find("{#").unwrap_or(0),
                        Fault::Unclosed("{#".to_owned()),
                    ));
                }
                continue;
            }
            let line = Line { number, text: (*text).to_owned() };
            match (&fence, markdown::fence(trimmed)) {
                (None, Some(opened)) => fence = Some((number, opened.to_owned())),
                (Some((_, opened)), _) if trimmed == opened => fence = None,
                _ => self.check(&line, fence.is_some())?,
            }
            nodes.push(Node::Line(line));
        }
        if let Some((line, fence)) = fence {
            return Err(BadTemplate { line, column: 1, fault: Fault::Unclosed(fence) });
        }
        if self.at >= self.lines.len()
            && let Some((line, kind)) = self.open.last()
        {
            let tag = if *kind == Kind::For { "{% for" } else { "{% if" };
            let column = self.lines[line - 1].find("{%").unwrap_or(0) + 1;
            return Err(BadTemplate { line: *line, column, fault: Fault::Unclosed(tag.to_owned()) });
        }
        Ok(nodes)
    }

    /// Tells whether what ends here is what is open.
    fn check_open(&self, tag: &Tag, number: usize, text: &str, at: usize) -> Result<(), BadTemplate> {
        let open = self.open.last().map(|(_, kind)| *kind);
        let fits = match tag {
            Tag::Else => open == Some(Kind::If),
            Tag::EndIf => matches!(open, Some(Kind::If | Kind::Else)),
            _ => open == Some(Kind::For),
        };
        if fits { Ok(()) } else { Err(fault(number, text, at, Fault::Unopened(text.trim().to_owned()))) }
    }

    /// Reads a loop or a condition to its end.
    fn part(&mut self, tag: Tag, number: usize, text: &str, at: usize) -> Result<Node, BadTemplate> {
        if self.open.len() >= DEEP {
            return Err(fault(number, text, at, Fault::TooLarge));
        }
        match tag {
            Tag::For { name, list } => {
                let Some(shape) = self.list(&list) else {
                    let path = list.join(".");
                    let known = self.shape_of(&list).is_some_and(|(shape, name)| shape.texts.contains(&name));
                    let why = if known { Fault::NotAList(path) } else { self.unknown(path) };
                    return Err(fault(number, text, place(text, &list), why));
                };
                self.open.push((number, Kind::For));
                self.names.push((name.clone(), shape));
                let body = self.nodes()?;
                self.names.pop();
                self.close();
                Ok(Node::For { line: Line { number, text: text.to_owned() }, name, list, body })
            }
            Tag::If { path, not } => {
                if self.list(&path).is_none() && !self.is_text(&path) {
                    return Err(fault(number, text, place(text, &path), self.unknown(path.join("."))));
                }
                self.open.push((number, Kind::If));
                let then = self.nodes()?;
                let mut otherwise = Vec::new();
                if tag_line(self.lines.get(self.at)) == Some("else") {
                    self.at += 1;
                    self.open.pop();
                    self.open.push((number, Kind::Else));
                    otherwise = self.nodes()?;
                }
                self.close();
                Ok(Node::If { path, not, then, otherwise })
            }
            // What ends a part is met where the part is read.
            Tag::Else | Tag::EndFor | Tag::EndIf => {
                Err(fault(number, text, at, Fault::Unopened(text.to_owned())))
            }
        }
    }

    /// Goes past the tag that ends a part.
    fn close(&mut self) {
        self.open.pop();
        self.at += 1;
    }

    /// Checks what a line asks for and how it is written, whether or not it will be.
    fn check(&self, line: &Line, fenced: bool) -> Result<(), BadTemplate> {
        for (at, path) in inline::paths(line)? {
            if !self.is_text(&path) {
                return Err(fault(line.number, &line.text, at, self.unknown(path.join("."))));
            }
        }
        if fenced { Ok(()) } else { markdown::check(line) }
    }

    /// Whose shape a path is looked for in, and its last name.
    fn shape_of<'p>(&self, path: &'p [String]) -> Option<(&'static Shape, &'p str)> {
        match path {
            [name] => Some((self.shape, name)),
            [item, name] => {
                let (_, shape) = self.names.iter().rev().find(|(of, _)| of == item)?;
                Some((shape, name))
            }
            _ => None,
        }
    }

    fn is_text(&self, path: &[String]) -> bool {
        self.shape_of(path).is_some_and(|(shape, name)| shape.texts.contains(&name))
    }

    fn list(&self, path: &[String]) -> Option<&'static Shape> {
        let (shape, name) = self.shape_of(path)?;
        shape.lists.iter().find(|(of, _)| *of == name).map(|(_, shape)| *shape)
    }

    /// Nothing is called so; the nearest that is.
    fn unknown(&self, name: String) -> Fault {
        let mut known: Vec<String> = self.shape.names().map(str::to_owned).collect();
        for (item, shape) in &self.names {
            known.extend(shape.names().map(|name| format!("{item}.{name}")));
        }
        let nearest = nearest(&name, known.iter().map(String::as_str));
        Fault::UnknownName { name, nearest }
    }
}

/// Reads what stands between `{%` and `%}`.
fn tag(number: usize, text: &str) -> Result<Tag, BadTemplate> {
    let inside = tag_line(Some(&text)).unwrap_or_default();
    let words: Vec<&str> = inside.split_whitespace().collect();
    let path = |word: &str| word.split('.').map(str::to_owned).collect::<Vec<_>>();
    Ok(match words.as_slice() {
        ["for", name, "in", list] if inline::is_name(name) => {
            Tag::For { name: (*name).to_owned(), list: path(list) }
        }
        ["if", "not", of] => Tag::If { path: path(of), not: true },
        ["if", of] => Tag::If { path: path(of), not: false },
        ["else"] => Tag::Else,
        ["endfor"] => Tag::EndFor,
        ["endif"] => Tag::EndIf,
        _ => {
            let at = text.find("{%").unwrap_or(0);
            return Err(fault(number, text, at, Fault::UnknownTag(text.trim().to_owned())));
        }
    })
}

/// Where a `{%` of a line begins, and whether it is closed.
fn tag_of(text: &str) -> Option<(usize, bool)> {
    let at = text.find("{%")?;
    Some((at, text[at..].contains("%}")))
}

/// What stands between `{%` and `%}` of a line.
fn tag_line<'t>(text: Option<&&'t str>) -> Option<&'t str> {
    let inside = text?.trim().strip_prefix("{%")?.strip_suffix("%}")?;
    Some(inside.trim_matches('-').trim())
}

/// Where a path stands in a line.
fn place(text: &str, path: &[String]) -> usize {
    text.rfind(&path.join(".")).unwrap_or(0)
}
