//! Services and sites: a new label gets a code at its first use.

use super::{Act, clean};
use crate::{
    model::text,
    ops::{
        Failure, Notice,
        forget::{place_code, spent_codes},
        nearest,
    },
    store::{Flow, Place, Vault},
};

impl Act<'_> {
    /// Returns the code of a service or site. The first use of a new label creates it.
    ///
    /// # Errors
    ///
    /// Refuses what cannot be kept as text.
    pub fn place(&mut self, place: Place, word: &str) -> Result<String, Failure> {
        let label = clean(place.code(), word)?;
        if let Some(code) = place_code(self.reader(), place, &label)? {
            return Ok(code);
        }
        let code = self.free_code(place, &label)?;
        let nearest = self.nearest_places(place, &label)?;
        self.w.keep(&Vault::Label { place, code: code.clone(), label: label.clone() })?;
        self.notice(Notice::NewPlace { site: place == Place::Site, label, code: code.clone(), nearest });
        Ok(code)
    }

    fn free_code(&self, place: Place, label: &str) -> Result<String, Failure> {
        let base = match text::code_of(label) {
            code if code.is_empty() => "X".to_owned(),
            code => code,
        };
        let spent = spent_codes(self.reader(), place)?;
        let mut code = base.clone();
        let mut number = 1;
        while spent.contains(&code) || self.w.label(place, &code)?.is_some() {
            number += 1;
            let suffix = number.to_string();
            let kept = base.len().min(12 - suffix.len());
            code = format!("{}{suffix}", &base[..kept]);
        }
        Ok(code)
    }

    /// Returns the known labels nearest to a new one, which is known from then on.
    fn nearest_places(&mut self, wanted: Place, label: &str) -> Result<Vec<String>, Failure> {
        let mut known = match self.labels.take() {
            Some(known) => known,
            None => self.read_labels()?,
        };
        let same = known.iter().filter(|(place, _)| *place == wanted);
        let nearest = nearest(label, same.map(|(_, label)| label.as_str()));
        known.push((wanted, label.to_owned()));
        self.labels = Some(known);
        Ok(nearest)
    }

    fn read_labels(&self) -> Result<Vec<(Place, String)>, Failure> {
        let mut known = Vec::new();
        self.w.vault(&mut |row| {
            if let Vault::Label { place, label, .. } = row {
                known.push((place, label));
            }
            Flow::Continue(())
        })?;
        Ok(known)
    }
}
