//! Texts that contain a name: all its words together, in their order or with the last one first.

use std::collections::HashSet;

use super::{Farewell, Whom};
use crate::{
    model::{
        id::{Subject, TextId},
        text,
    },
    ops::Failure,
    store::{Flow, Place, Reader, Vault},
};

/// Names as they are looked for in texts.
pub(super) struct Names(Vec<Vec<String>>);

impl Names {
    pub(super) fn of(farewells: &[Farewell]) -> Self {
        Self(farewells.iter().map(|farewell| spellings(&farewell.name)).collect())
    }

    /// The place of the first name that a text contains.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let said = padded(text);
        self.0.iter().position(|spellings| spellings.iter().any(|name| said.contains(name.as_str())))
    }
}

/// The words of a text, folded, each between spaces.
fn padded(text: &str) -> String {
    let mut said = String::with_capacity(text.len() + 8);
    text::add_words(&mut said, text);
    said.push(' ');
    said
}

/// A name as people write it: `Zoé Lefèvre`, `LEFEVRE Zoé`. A name without a letter or digit is found in
/// nothing.
fn spellings(name: &str) -> Vec<String> {
    let said = padded(name);
    let mut words: Vec<&str> = said.split_ascii_whitespace().collect();
    let mut all: Vec<String> = Vec::new();
    // The last name may come first, and be of several words, as `de Gaulle` is.
    for _ in 0..words.len() {
        let spelling = format!(" {} ", words.join(" "));
        if !all.contains(&spelling) {
            all.push(spelling);
        }
        words.rotate_right(1);
    }
    all
}

/// Finds the texts and labels that go with names: those that contain one, and what was noted of a party
/// itself.
pub(super) fn collect(reader: &dyn Reader, farewells: &mut [Farewell]) -> Result<(), Failure> {
    let names = Names::of(farewells);
    let mut taken: HashSet<TextId> = HashSet::new();
    for farewell in farewells.iter_mut() {
        let Whom::Party(id, _) = farewell.whom else { continue };
        for event in reader.history(Subject::Party(id))? {
            // Of a lot or an asset that names the party, only what contains the name.
            let Some(note) = event.note.filter(|_| event.party == Some(id)) else { continue };
            if reader.text(note)?.is_some() && taken.insert(note) {
                farewell.texts.push(note);
            }
        }
    }
    reader.vault(&mut |row| {
        match row {
            Vault::Text { id, text } => {
                if let Some(at) = names.find(&text)
                    && taken.insert(id)
                {
                    farewells[at].texts.push(id);
                }
            }
            Vault::Label { place, code, label } => {
                if let Some(at) = names.find(&label) {
                    match place {
                        Place::Service => farewells[at].services.push(code),
                        Place::Site => farewells[at].sites.push(code),
                    }
                }
            }
            Vault::Party { .. } | Vault::Actor { .. } => {}
        }
        Flow::Continue(())
    })?;
    Ok(())
}

/// How short a word of a name may be and still be looked for inside longer words: `DUPONT12`.
const INSIDE: usize = 4;

/// What stands in names and names nobody.
const PARTICLES: [&str; 8] = ["del", "den", "der", "des", "les", "the", "van", "von"];

/// Returns the tags, aliases, numbers of lots and codes of places that have a word of a name in them: they
/// are in the log. The codes of places whose labels go with the name are said apart.
pub(super) fn parts_in_codes(reader: &dyn Reader, farewells: &[Farewell]) -> Result<Vec<String>, Failure> {
    let words: Vec<String> = farewells
        .iter()
        .flat_map(|farewell| text::words(&farewell.name))
        .filter(|word| word.chars().count() + 1 >= INSIDE && !PARTICLES.contains(&word.as_str()))
        .collect();
    let has_one = |code: &str| {
        let said = text::words(code);
        words.iter().any(|word| {
            let inside = word.chars().count() >= INSIDE;
            said.iter().any(|part| if inside { part.contains(word.as_str()) } else { part == word })
        })
    };
    let mut codes: Vec<String> = Vec::new();
    reader.names(&mut |name| {
        if has_one(name) {
            codes.push(name.to_owned());
        }
        Flow::Continue(())
    })?;
    reader.lots(&mut |lot| {
        if has_one(&lot.number) {
            codes.push(lot.number);
        }
        Flow::Continue(())
    })?;
    reader.vault(&mut |row| {
        if let Vault::Label { code, label, .. } = row
            && (has_one(&code) || has_one(&label))
            && !farewells
                .iter()
                .any(|farewell| farewell.services.contains(&code) || farewell.sites.contains(&code))
        {
            codes.push(code);
        }
        Flow::Continue(())
    })?;
    Ok(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(text: &str, name: &str) -> bool {
        let whom = Whom::Operator(crate::model::id::ActorId(uuid::Uuid::nil()));
        Names::of(&[super::super::farewell(whom, name.to_owned())]).find(text).is_some()
    }

    #[test]
    fn a_name_is_found_as_people_write_it() {
        for text in [
            "rendu par Zoé Lefèvre",
            "rendu par ZOE LEFEVRE.",
            "LEFÈVRE, Zoé : écran",
            "voir zoe-lefevre",
            "Zoe\u{301} Lefe\u{300}vre",
        ] {
            assert!(contains(text, "Zoé Lefèvre"), "{text}");
        }
        assert!(contains("à DE GAULLE Charles", "Charles de Gaulle"));
        assert!(contains("bureau de Max", "Max"));
    }

    #[test]
    fn what_only_looks_like_it_is_left() {
        for text in ["Zoé", "Lefèvre", "Zoé vient, Lefèvre non", "Zoélie Lefèvre", "Zoé Lefèvres", ""]
        {
            assert!(!contains(text, "Zoé Lefèvre"), "{text}");
        }
        assert!(!contains("tout", "…"));
    }
}
