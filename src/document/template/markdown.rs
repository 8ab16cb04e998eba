//! Lines into blocks: headings, paragraphs, lists, tables, places to sign, what is copied letter by letter.
//! What is not understood is a fault, never left out.

use super::{
    Line, Written, fault,
    inline::{self, Said},
};
use crate::{
    document::{Block, Cell, Fact, Labelled, Phrase, Side, Signature, Span, Table},
    lang::{BadTemplate, Fault},
};

/// What the places to sign stand behind.
const SIGNATURES: &str = "signatures";
/// What is copied letter by letter stands behind.
const COPIED: &str = "text";

/// What a line begins.
enum Begins {
    Nothing,
    /// A heading of this level, whose words begin at this byte.
    Heading(usize, usize),
    Item(usize),
    Row,
    Fence(String),
    Words(usize),
}

/// Returns the fence that a line opens or closes, without what it says of its content.
pub(super) fn fence(trimmed: &str) -> Option<&str> {
    let mark = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = trimmed.chars().take_while(|c| *c == mark).count();
    (length >= 3).then(|| &trimmed[..length])
}

/// Checks that a line is understood, whatever its values.
pub(super) fn check(line: &Line) -> Result<(), BadTemplate> {
    let end = line.text.trim_end().len();
    match begins(line)? {
        Begins::Heading(_, from) | Begins::Item(from) | Begins::Words(from) => {
            inline::said(line, from, end, None).map(drop)
        }
        Begins::Row => {
            for (from, to) in cells(line)? {
                inline::said(line, from, to, None)?;
            }
            Ok(())
        }
        Begins::Nothing | Begins::Fence(_) => Ok(()),
    }
}

fn begins(line: &Line) -> Result<Begins, BadTemplate> {
    let text = line.text.as_str();
    let indent = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let markup = |what: &str| Err(fault(line.number, text, indent, Fault::Markup(what.to_owned())));
    if trimmed.is_empty() {
        return Ok(Begins::Nothing);
    }
    if text.starts_with('\t') || indent >= 4 {
        return Err(fault(line.number, text, 0, Fault::Markup("    ".to_owned())));
    }
    if trimmed.starts_with('|') {
        return Ok(Begins::Row);
    }
    if fence(trimmed).is_some() {
        let info = trimmed.trim_start_matches(['`', '~']).trim();
        if info != SIGNATURES && info != COPIED {
            return markup(trimmed);
        }
        return Ok(Begins::Fence(info.to_owned()));
    }
    let hashes = trimmed.chars().take_while(|c| *c == '#').count();
    if hashes > 0 && trimmed[hashes..].starts_with(' ') {
        return if hashes > 3 {
            markup(&trimmed[..hashes])
        } else {
            Ok(Begins::Heading(hashes, indent + hashes + 1))
        };
    }
    let only = |c: char| trimmed.chars().all(|each| each == c || each == ' ');
    let rule = |c: char| only(c) && trimmed.chars().filter(|each| *each == c).count() >= 3;
    if rule('-') || rule('*') || rule('_') || only('=') {
        return markup(trimmed);
    }
    if let Some(rest) = trimmed.strip_prefix(['-', '*'])
        && rest.starts_with(' ')
    {
        return Ok(Begins::Item(indent + 2));
    }
    let digits = trimmed.chars().take_while(char::is_ascii_digit).count();
    let numbered = digits > 0 && (trimmed[digits..].starts_with(". ") || trimmed[digits..].starts_with(") "));
    if numbered || trimmed.starts_with("+ ") || trimmed.starts_with('>') {
        return markup(trimmed.split(' ').next().unwrap_or(trimmed));
    }
    Ok(Begins::Words(indent))
}

/// The cells of a row, by their bytes.
fn cells(line: &Line) -> Result<Vec<(usize, usize)>, BadTemplate> {
    let text = line.text.as_str();
    let from = text.find('|').map_or(0, |at| at + 1);
    let to = text.trim_end().len();
    let mut cells = inline::cut(line, from, to)?;
    // The bar at the end of a row closes its last cell.
    if cells.len() > 1 && cells.last().is_some_and(|(from, to)| from == to) {
        cells.pop();
    }
    Ok(cells)
}

/// Makes the blocks of lines.
pub(super) fn blocks(lines: &[Written<'_, '_>]) -> Result<Vec<Block>, BadTemplate> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(written) = lines.get(at) {
        let line = written.line;
        let end = line.text.trim_end().len();
        let said = |from: usize| inline::said(line, from, end, Some(&written.scope));
        at += 1;
        match begins(line)? {
            Begins::Nothing => {}
            Begins::Heading(level, from) => {
                let words = only_words(line, said(from)?)?.text();
                blocks.push(match level {
                    1 => Block::Title(words),
                    2 => Block::Heading(words),
                    _ => Block::Subheading(words),
                });
            }
            Begins::Fence(info) => {
                let close = fence(line.text.trim()).unwrap_or_default();
                let rest = &lines[at..];
                let inside = rest.iter().position(|written| written.line.text.trim() == close);
                let inside =
                    inside.ok_or_else(|| fault(line.number, &line.text, 0, Fault::Unclosed(close.into())))?;
                blocks.extend(fenced(&info, &rest[..inside])?);
                at += inside + 1;
            }
            Begins::Row => {
                let rows =
                    lines[at - 1..].iter().take_while(|written| written.line.text.trim().starts_with('|'));
                let rows: Vec<_> = rows.collect();
                blocks.push(table(&rows)?);
                at += rows.len() - 1;
            }
            Begins::Item(_) => {
                let (items, used) = list(&lines[at - 1..])?;
                blocks.push(Block::List(items));
                at += used - 1;
            }
            Begins::Words(_) => {
                let used = paragraph(&lines[at - 1..], &mut blocks)?;
                at += used - 1;
            }
        }
    }
    Ok(blocks)
}

/// Words on several lines, and codes if there is nothing else. Returns how many lines they are.
fn paragraph(lines: &[Written<'_, '_>], blocks: &mut Vec<Block>) -> Result<usize, BadTemplate> {
    let mut all = Said::default();
    let mut used = 0;
    for Written { line, scope } in lines {
        let Begins::Words(from) = begins(line)? else { break };
        let said = inline::said(line, from, line.text.trim_end().len(), Some(scope))?;
        if !said.codes.is_empty() && !said.phrase.text().trim().is_empty() {
            return Err(fault(line.number, &line.text, from, Fault::Markup("![".to_owned())));
        }
        join(&mut all.phrase, said.phrase);
        all.codes.extend(said.codes);
        used += 1;
    }
    if !all.phrase.text().trim().is_empty() {
        blocks.push(Block::Paragraph(all.phrase));
    }
    if !all.codes.is_empty() {
        blocks.push(Block::Codes(all.codes));
    }
    Ok(used)
}

/// The items of a list: each line that begins with its mark, and those behind that are indented below it.
fn list(lines: &[Written<'_, '_>]) -> Result<(Vec<Phrase>, usize), BadTemplate> {
    let mut items: Vec<Phrase> = Vec::new();
    let mut used = 0;
    for Written { line, scope } in lines {
        let end = line.text.trim_end().len();
        match begins(line)? {
            Begins::Item(from) => {
                items.push(only_words(line, inline::said(line, from, end, Some(scope))?)?);
            }
            Begins::Words(from) if from >= 2 => {
                let more = only_words(line, inline::said(line, from, end, Some(scope))?)?;
                if let Some(item) = items.last_mut() {
                    join(item, more);
                }
            }
            _ => break,
        }
        used += 1;
    }
    Ok((items, used))
}

fn join(phrase: &mut Phrase, more: Phrase) {
    let Some(last) = phrase.0.last_mut() else {
        *phrase = more;
        return;
    };
    if !more.0.is_empty() {
        last.text.push(' ');
    }
    phrase.0.extend(more.0);
}

/// The words of a part in which a code has no place.
fn only_words(line: &Line, said: Said) -> Result<Phrase, BadTemplate> {
    if said.codes.is_empty() {
        return Ok(said.phrase);
    }
    let at = line.text.find("![").unwrap_or(0);
    Err(fault(line.number, &line.text, at, Fault::Markup("![".to_owned())))
}

fn table(rows: &[&Written<'_, '_>]) -> Result<Block, BadTemplate> {
    let [head, rule, rows @ ..] = rows else {
        let line = rows[0].line;
        return Err(fault(line.number, &line.text, 0, Fault::NoRule));
    };
    let heads = row(head, None)?;
    let sides = sides(rule.line)?;
    if sides.len() != heads.len() {
        let why = Fault::Cells { found: sides.len(), wanted: heads.len() };
        return Err(fault(rule.line.number, &rule.line.text, 0, why));
    }
    let rows = rows.iter().map(|written| row(written, Some(heads.len()))).collect::<Result<Vec<_>, _>>()?;
    let unnamed = heads.iter().all(|head| head.text().trim().is_empty());
    // Two columns without heads are labels and what belongs to them.
    if unnamed && sides.len() == 2 {
        let mut pairs = rows.into_iter().map(|mut row| {
            let value = row.pop().unwrap_or_else(|| "".into());
            (row.pop().map(|label| label.text()).unwrap_or_default(), value)
        });
        return Ok(match sides[1] {
            Side::Right => Block::Figures(
                pairs.by_ref().map(|(label, value)| Labelled { label, value: value.text() }).collect(),
            ),
            Side::Left => {
                Block::Facts(pairs.map(|(label, value)| Fact { label, value: words(value) }).collect())
            }
        });
    }
    let columns = heads.into_iter().map(|head| head.text()).zip(sides).collect();
    Ok(Block::Table(Table { columns, rows, total: None }))
}

fn words(cell: Cell) -> Phrase {
    match cell {
        Cell::Text(said) => said,
        Cell::Code(code) => Phrase(vec![Span { text: code.payload, strong: false }]),
    }
}

fn row(written: &Written<'_, '_>, wanted: Option<usize>) -> Result<Vec<Cell>, BadTemplate> {
    let line = written.line;
    let places = cells(line)?;
    if let Some(wanted) = wanted.filter(|wanted| *wanted != places.len()) {
        let at = line.text.find('|').unwrap_or(0);
        return Err(fault(line.number, &line.text, at, Fault::Cells { found: places.len(), wanted }));
    }
    let cell = |(from, to): (usize, usize)| {
        let said = inline::said(line, from, to, Some(&written.scope))?;
        let blank = said.phrase.text().trim().is_empty();
        match <[_; 1]>::try_from(said.codes) {
            Ok([code]) if blank => Ok(Cell::Code(code)),
            Err(codes) if codes.is_empty() => Ok(Cell::Text(trimmed(said.phrase))),
            _ => Err(fault(line.number, &line.text, from, Fault::Markup("![".to_owned()))),
        }
    };
    places.into_iter().map(cell).collect()
}

/// A phrase without the spaces at its ends.
fn trimmed(mut phrase: Phrase) -> Phrase {
    if let Some(first) = phrase.0.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = phrase.0.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    phrase.0.retain(|span| !span.text.is_empty());
    phrase
}

/// The rule of a table: `|---|--:|`.
fn sides(line: &Line) -> Result<Vec<Side>, BadTemplate> {
    let side = |(from, to): (usize, usize)| {
        let cell = line.text[from..to].trim();
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let (dashes, right) = dashes.strip_suffix(':').map_or((dashes, false), |dashes| (dashes, true));
        if dashes.is_empty() || !dashes.chars().all(|c| c == '-') {
            return Err(fault(line.number, &line.text, from, Fault::NoRule));
        }
        if right && cell.starts_with(':') {
            return Err(fault(line.number, &line.text, from, Fault::Markup(cell.to_owned())));
        }
        Ok(if right { Side::Right } else { Side::Left })
    };
    cells(line)?.into_iter().map(side).collect()
}

/// What stands between fences.
fn fenced(info: &str, lines: &[Written<'_, '_>]) -> Result<Option<Block>, BadTemplate> {
    if info == COPIED {
        let copied =
            lines.iter().map(|Written { line, scope }| inline::plain(line, 0, line.text.len(), scope));
        return Ok(Some(Block::Verbatim(copied.collect::<Result<Vec<_>, _>>()?.join("\n"))));
    }
    let mut boxes = Vec::new();
    for Written { line, scope } in lines.iter().filter(|written| !written.line.text.trim().is_empty()) {
        let parts = inline::cut(line, 0, line.text.len())?;
        let part = |(from, to)| inline::plain(line, from, to, scope);
        let mut parts = parts.into_iter().map(part).collect::<Result<Vec<_>, _>>()?.into_iter();
        boxes.push(Signature { role: parts.next().unwrap_or_default(), lines: parts.collect() });
    }
    Ok((!boxes.is_empty()).then_some(Block::Signatures(boxes)))
}
