//! Words into lines.

use std::iter;

use crate::{
    document::Phrase,
    draw::{Face, Um},
};

/// The thousandths of its size by which a font measures its letters.
const UNITS: i64 = 1000;

/// Letters of one size and one or two faces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    /// Their height, from one baseline to the next if nothing were between.
    pub(super) size: Um,
    /// Those of most words.
    pub(super) face: Face,
}

impl Letters {
    /// From one baseline to the next.
    pub(super) fn leading(self) -> Um {
        Um(self.size.0 * 138 / 100)
    }

    /// From the upper edge of a line to its baseline.
    pub(super) fn rise(self) -> Um {
        Um(self.size.0 * 105 / 100)
    }
}

/// A line: letters of one face after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// The letters, and from where on each run of them stands.
    pub(super) runs: Vec<(Face, Um, String)>,
    /// The width of the whole, without the space at its end.
    pub(super) width: Um,
}

/// A letter with its face and its width in thousandths of the size.
type Letter = (char, Face, i64);

/// Cuts a phrase into lines of at most `room`, at its spaces; a longer word is cut where the room ends.
pub(super) fn lines(phrase: &Phrase, letters: Letters, room: Um) -> Vec<Line> {
    let most = (room.0 * UNITS / letters.size.0.max(1)).max(UNITS);
    let mut all = Vec::new();
    let mut line: Vec<Letter> = Vec::new();
    let mut used = 0;
    for word in words(phrase, letters.face) {
        let blank = if line.is_empty() { 0 } else { advance(' ', letters.face) };
        let mut wide = width(&word);
        if used + blank + wide > most && !line.is_empty() {
            line.push((' ', letters.face, 0));
            all.push(std::mem::take(&mut line));
            used = 0;
        } else if blank > 0 {
            line.push((' ', letters.face, blank));
            used += blank;
        }
        // Each letter is passed once, however long the word.
        let mut rest = word.as_slice();
        while wide > most {
            let (cut, after) = rest.split_at(fitting(rest, most));
            wide -= width(cut);
            all.push(cut.to_vec());
            rest = after;
        }
        used += wide;
        line.extend_from_slice(rest);
    }
    if !line.is_empty() {
        all.push(line);
    }
    all.iter().map(|line| set(line, letters.size)).collect()
}

/// Returns the width of the widest word, and that of the whole on one line.
pub(super) fn widths(phrase: &Phrase, letters: Letters) -> (Um, Um) {
    let (mut longest, mut whole) = (0, 0);
    for word in words(phrase, letters.face) {
        let wide = width(&word);
        longest = longest.max(wide);
        whole += wide + if whole == 0 { 0 } else { advance(' ', letters.face) };
    }
    let um = |thousandths: i64| Um((thousandths * letters.size.0 + UNITS - 1) / UNITS);
    (um(longest), um(whole))
}

/// How many letters of a word fit: at least one, up to a place where a word may be cut if there is one.
fn fitting(word: &[Letter], most: i64) -> usize {
    let mut used = 0;
    let fits = word.iter().take_while(|(_, _, wide)| {
        used += wide;
        used <= most
    });
    let fits = fits.count().max(1);
    let joint = word[..fits].iter().rposition(|(c, _, _)| matches!(c, '/' | '-' | '_' | '.' | ',' | ':'));
    joint.map_or(fits, |at| at + 1)
}

fn words(phrase: &Phrase, face: Face) -> impl Iterator<Item = Vec<Letter>> {
    let letters = phrase.0.iter().flat_map(move |span| {
        let face = if span.strong { Face::Strong } else { face };
        span.text.chars().map(move |c| {
            // What no file may map a letter to.
            let c = if matches!(c, '\0' | '\u{feff}' | '\u{fffe}') { char::REPLACEMENT_CHARACTER } else { c };
            (c, face, advance(c, face))
        })
    });
    let mut letters = letters.peekable();
    iter::from_fn(move || {
        while letters.next_if(|(c, _, _)| matches!(c, ' ' | '\n')).is_some() {}
        let mut word = Vec::new();
        while let Some(letter) = letters.next_if(|(c, _, _)| !matches!(c, ' ' | '\n')) {
            word.push(letter);
        }
        (!word.is_empty()).then_some(word)
    })
}

fn width(letters: &[Letter]) -> i64 {
    letters.iter().map(|(_, _, wide)| wide).sum()
}

fn advance(c: char, face: Face) -> i64 {
    face.font().advance(c)
}

fn set(letters: &[Letter], size: Um) -> Line {
    let mut line = Line::default();
    let mut used = 0;
    for run in letters.chunk_by(|(_, one, _), (_, other, _)| one == other) {
        let text: String = run.iter().map(|(c, _, _)| c).collect();
        line.runs.push((run[0].1, Um(used * size.0 / UNITS), text));
        used += width(run);
    }
    line.width = Um((used * size.0 + UNITS - 1) / UNITS);
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Span;

    const BODY: Letters = Letters { size: Um(3500), face: Face::Plain };

    fn read(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.runs.iter().map(|(_, _, text)| text.as_str()).collect()).collect()
    }

    #[test]
    fn a_line_ends_at_a_space_and_keeps_it_for_whoever_copies_the_text() {
        let phrase = Phrase(vec![
            Span { text: "Le n°\u{a0}12 est ".into(), strong: false },
            Span { text: "effacé".into(), strong: true },
            Span { text: ".".into(), strong: false },
        ]);
        let set = lines(&phrase, BODY, Um::mm(22));
        assert_eq!(read(&set), ["Le n°\u{a0}12 est ", "effacé."]);
        assert_eq!(set[1].runs.len(), 2);
        assert!(set.iter().all(|line| line.width <= Um::mm(22)));
    }

    #[test]
    fn a_word_wider_than_the_room_is_cut_at_a_joint_if_there_is_one() {
        let set = lines(&"registre/empreinte-du-registre".into(), BODY, Um::mm(18));
        assert_eq!(read(&set), ["registre/", "empreinte-", "du-registre"]);
        assert!(lines(&"W".repeat(200).into(), BODY, Um::mm(18)).iter().all(|line| line.width <= Um::mm(18)));
        assert!(lines(&"".into(), BODY, Um::mm(18)).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_room_and_no_letter_is_lost(text in "[a-zA-Z éœ/.-]{0,200}", mm in 8..100_i64) {
            let set = lines(&text.as_str().into(), BODY, Um::mm(mm));
            for line in &set {
                prop_assert!(line.width <= Um::mm(mm));
            }
            let squeezed = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(squeezed(&read(&set).concat()), squeezed(&text));
        }
    }
}
