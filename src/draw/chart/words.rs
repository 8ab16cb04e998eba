//! The words of a chart: how wide they are, and where they stand.

use crate::draw::{
    Anchor, Face, Rect, Text, Um,
    picture::{Ink, Mark, Picture},
};

/// Letters of one size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    /// Their height.
    pub(super) size: Um,
    /// Which ones.
    pub(super) face: Face,
}

/// What something is called, and how much it is.
pub(super) const LABEL: Letters = Letters { size: Um(2750), face: Face::Plain };
/// How much something is, beside what it is called.
pub(super) const COUNT: Letters = Letters { size: Um(2750), face: Face::Strong };
/// What an axis says.
pub(super) const AXIS: Letters = Letters { size: Um(2500), face: Face::Plain };
/// What is read first.
pub(super) const FIRST: Letters = Letters { size: Um(3200), face: Face::Strong };

/// Between two texts side by side, at least.
pub(super) const APART: Um = Um(900);

impl Letters {
    /// From one baseline to the next.
    pub(super) fn leading(self) -> Um {
        Um(self.size.0 * 125 / 100)
    }

    /// From the middle of the letters down to their baseline.
    pub(super) fn drop(self) -> Um {
        Um(self.size.0 * 35 / 100)
    }

    /// Returns the room that a text takes: a sixth more than in our own font, for on a screen the letters are those
    /// of the reader's machine.
    pub(super) fn width(self, text: &str) -> Um {
        Um(self.face.font().width(text, self.size).0 * 7 / 6)
    }

    /// Returns a text that takes no more than the room, its end replaced by an ellipsis if it must.
    pub(super) fn shortened(self, text: &str, room: Um) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let cut = |end: usize| format!("{}…", text[..end].trim_end());
        let fitting = text.char_indices().map(|(at, _)| cut(at)).take_while(|cut| self.width(cut) <= room);
        fitting.last().unwrap_or_default()
    }

    /// Cuts a text at its spaces into at most two lines that fit, the last shortened if it must be.
    pub(super) fn wrapped(self, text: &str, room: Um) -> Vec<String> {
        if self.width(text) <= room {
            return vec![text.to_owned()];
        }
        let breaks = text.match_indices(' ').map(|(at, _)| at);
        let first = breaks.take_while(|at| self.width(&text[..*at]) <= room).last();
        match first {
            Some(at) => vec![text[..at].to_owned(), self.shortened(&text[at + 1..], room)],
            None => vec![self.shortened(text, room)],
        }
    }

    /// Writes a text whose baseline is at a place.
    pub(super) fn write(self, picture: &mut Picture, ink: Ink, at: (Um, Um), anchor: Anchor, text: &str) {
        if text.is_empty() {
            return;
        }
        let (x, y) = at;
        let text = Text { x, y, anchor, size: self.size, face: self.face, text: text.to_owned() };
        picture.put(ink, Mark::Text(text));
    }

    /// From one line of a name to the next.
    pub(super) fn tight(self) -> Um {
        Um(self.size.0 * 115 / 100)
    }

    /// Writes the lines of a name around the middle of what it names.
    pub(super) fn around(
        self,
        picture: &mut Picture,
        (x, middle): (Um, Um),
        anchor: Anchor,
        lines: &[String],
    ) {
        let count = i64::try_from(lines.len()).unwrap_or(1);
        let first = middle + self.drop() - Um(self.tight().0 * (count - 1) / 2);
        for (at, line) in (0..).zip(lines) {
            self.write(picture, Ink::Words, (x, first + self.tight() * at), anchor, line);
        }
    }

    /// Clears the ground of a text that lies on lines.
    pub(super) fn ground(self, picture: &mut Picture, at: (Um, Um), anchor: Anchor, text: &str) {
        let width = self.face.font().width(text, self.size);
        let before = match anchor {
            Anchor::Start => Um(0),
            Anchor::Middle => Um(width.0 / 2),
            Anchor::End => width,
        };
        let beside = Um(APART.0 / 3);
        let left = (at.0 - before - beside).max(Um(0));
        let right = (at.0 - before + width + beside).min(picture.width);
        let y = at.1 - Um(self.size.0 * 85 / 100);
        picture.put(Ink::Paper, Mark::Area(Rect { x: left, y, width: right - left, height: self.size }));
    }

    /// Writes texts below an axis of a picture so wide, each around its place, from left to right: none outside, and
    /// none that would touch the one before.
    pub(super) fn row(self, picture: &mut Picture, y: Um, texts: impl IntoIterator<Item = (Um, String)>) {
        let mut free = Um(0);
        for (middle, text) in texts {
            let width = self.width(&text);
            let most = (picture.width - width).max(Um(0));
            let left = Um(middle.0 - width.0 / 2).clamp(Um(0), most);
            if left < free || width > picture.width {
                continue;
            }
            let at = (left + Um(width.0 / 2), y);
            self.write(picture, Ink::Pale, at, Anchor::Middle, &text);
            free = left + width + APART;
        }
    }
}
