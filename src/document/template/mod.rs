//! Templates: Markdown with placeholders, that an organisation can change.
//!
//! `{{ name }}` stands for a value of the record, `{{ name or "–" }}` for it or, where it is not known, for these
//! words. `{% for x in list %}` … `{% endfor %}` and `{% if name %}` … `{% else %}` … `{% endif %}` (`{% if not name %}`)
//! stand alone on their lines, as does `{# a remark #}`.
//!
//! The Markdown is that of the template alone: it is read before values are put in, so that no value can become
//! markup, and every fault has its line and column. There is no other loop than over what is in the document, and
//! no template calls another: what is written is bounded by [`LINES`].

mod inline;
mod markdown;
mod read;
mod values;

use crate::{
    document::Block,
    lang::{BadTemplate, Fault},
};

pub use values::{Shape, Values};

/// The most bytes of a template.
const SIZE: usize = 1 << 20;
/// The most lines of one document, its repetitions written out.
const LINES: usize = 200_000;

/// A template, read.
#[derive(Debug)]
pub struct Template {
    nodes: Vec<Node>,
    shape: &'static Shape,
}

/// A line of a template.
#[derive(Clone, Debug)]
struct Line {
    number: usize,
    text: String,
}

#[derive(Debug)]
enum Node {
    Line(Line),
    For { line: Line, name: String, list: Vec<String>, body: Vec<Node> },
    If { path: Vec<String>, not: bool, then: Vec<Node>, otherwise: Vec<Node> },
}

/// A line that is written, and what its names stand for.
#[derive(Clone)]
struct Written<'t, 'v> {
    line: &'t Line,
    scope: Scope<'v>,
}

/// What names stand for: the values of the document, and the items that loops are at.
#[derive(Clone)]
struct Scope<'v> {
    root: &'v Values,
    items: Vec<(String, &'v Values)>,
}

/// The most that a fault repeats of a template, in characters.
const SHOWN: usize = 60;

/// What a fault repeats of a template: short, and obeyed by no terminal.
fn shown(text: &str) -> String {
    let short: String = text.chars().take(SHOWN).collect();
    let end = if short.len() < text.len() { "…" } else { "" };
    format!("{}{end}", crate::model::text::visible(&short))
}

/// A fault at a place of a line.
fn fault(line: usize, text: &str, byte: usize, fault: Fault) -> BadTemplate {
    let column = text.get(..byte).map_or(0, |before| before.chars().count()) + 1;
    let fault = match fault {
        Fault::Unclosed(what) => Fault::Unclosed(shown(&what)),
        Fault::Unopened(what) => Fault::Unopened(shown(&what)),
        Fault::UnknownTag(what) => Fault::UnknownTag(shown(&what)),
        Fault::NotAList(what) => Fault::NotAList(shown(&what)),
        Fault::Markup(what) => Fault::Markup(shown(&what)),
        Fault::UnknownName { name, nearest } => Fault::UnknownName { name: shown(&name), nearest },
        other => other,
    };
    BadTemplate { line, column, fault }
}

impl Template {
    /// Reads a template whose placeholders are those of `shape`.
    ///
    /// # Errors
    ///
    /// Returns the first fault, in the order of lines: what is not closed, not known, or not understood.
    pub fn read(source: &str, shape: &'static Shape) -> Result<Self, BadTemplate> {
        if source.len() > SIZE {
            return Err(BadTemplate { line: 1, column: 1, fault: Fault::TooLarge });
        }
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        Ok(Self { nodes: read::nodes(source, shape)?, shape })
    }

    /// Writes the template with these values.
    ///
    /// # Errors
    ///
    /// Returns the first fault that only shows once lines are repeated or left out: a table without its head, a
    /// document without end, or one that says nothing.
    pub fn write(&self, values: &Values) -> Result<Vec<Block>, BadTemplate> {
        debug_assert!(std::ptr::eq(self.shape, values.shape()), "the values are those of the template");
        let mut lines = Vec::new();
        expand(&self.nodes, &Scope { root: values, items: Vec::new() }, &mut lines, &mut 0)?;
        let mut blocks = markdown::blocks(&lines)?;
        let mut said = blocks.iter_mut().flat_map(Block::texts);
        if said.all(|said| said.trim().is_empty()) {
            return Err(BadTemplate { line: 1, column: 1, fault: Fault::Nothing });
        }
        Ok(blocks)
    }
}

fn expand<'t, 'v>(
    nodes: &'t [Node],
    scope: &Scope<'v>,
    lines: &mut Vec<Written<'t, 'v>>,
    steps: &mut usize,
) -> Result<(), BadTemplate> {
    for node in nodes {
        match node {
            Node::Line(line) => lines.push(Written { line, scope: scope.clone() }),
            Node::For { line, name, list, body } => {
                for item in scope.list(list) {
                    // Loops in loops that write nothing take their time all the same.
                    *steps += 1 + body.len();
                    if *steps > LINES {
                        return Err(fault(line.number, &line.text, 0, Fault::TooLong { most: LINES }));
                    }
                    let mut inner = scope.clone();
                    inner.items.push((name.clone(), item));
                    expand(body, &inner, lines, steps)?;
                }
            }
            Node::If { path, not, then, otherwise } => {
                let chosen = if scope.has(path) == *not { otherwise } else { then };
                expand(chosen, scope, lines, steps)?;
            }
        }
    }
    Ok(())
}

impl<'v> Scope<'v> {
    /// Whose value a path names, and by which name.
    fn owner<'p>(&self, path: &'p [String]) -> Option<(&'v Values, &'p str)> {
        match path {
            [name] => Some((self.root, name)),
            [item, name] => {
                let (_, values) = self.items.iter().rev().find(|(of, _)| of == item)?;
                Some((values, name))
            }
            _ => None,
        }
    }

    fn text(&self, path: &[String]) -> &'v str {
        self.owner(path).and_then(|(values, name)| values.text(name)).unwrap_or_default()
    }

    fn list(&self, path: &[String]) -> &'v [Values] {
        self.owner(path).and_then(|(values, name)| values.list(name)).unwrap_or_default()
    }

    /// Tells whether a text is not empty, or a list has an item.
    fn has(&self, path: &[String]) -> bool {
        !self.text(path).is_empty() || !self.list(path).is_empty()
    }
}

#[cfg(test)]
mod tests;
