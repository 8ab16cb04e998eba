//! Certificates, slips, annexes and lists: what is known of each, worded, put into its template.

mod certificate;
mod lot;

use crate::{
    document::{Block, Document, Foot, Shape, Template, Values},
    lang::{BadTemplate, Lang, Words},
    model::{codes::codes, tag::Tag},
    report::Moment,
};

pub use certificate::of_certificate;
pub use lot::{Decommissioning, of_decommissioning, of_slip};

codes! {
    /// A document that has a template, by the name of its file.
    pub enum Paper {
        /// A certificate of sanitisation.
        Certificate = "certificate",
        /// What stands in its place where a medium is not sanitised.
        NotSanitised = "not_sanitised",
        /// The slip with which a lot is handed over.
        Slip = "slip",
        /// The annex of the agreement on a gift.
        Annex = "annex",
        /// The list for the act by which assets are decommissioned.
        Decommissioning = "decommission",
    }
}

impl Paper {
    /// Returns the names that its template may use.
    #[must_use]
    pub const fn shape(self) -> &'static Shape {
        match self {
            Self::Certificate | Self::NotSanitised => &certificate::SHAPE,
            Self::Slip | Self::Annex => &lot::SLIP,
            Self::Decommissioning => &lot::LIST,
        }
    }

    /// Returns the template that comes with the program.
    #[must_use]
    pub const fn shipped(self, lang: Lang) -> &'static str {
        macro_rules! template {
            ($file:literal) => {
                match lang {
                    Lang::Fr => include_str!(concat!("../../../assets/templates/fr/", $file, ".md")),
                    Lang::En => include_str!(concat!("../../../assets/templates/en/", $file, ".md")),
                }
            };
        }
        match self {
            Self::Certificate => template!("certificate"),
            Self::NotSanitised => template!("not_sanitised"),
            Self::Slip => template!("slip"),
            Self::Annex => template!("annex"),
            Self::Decommissioning => template!("decommission"),
        }
    }
}

/// Who issues a document, in which language, from which state of the record.
pub struct Issue<'i> {
    /// The words of the language.
    pub words: &'i dyn Words,
    /// The organisation.
    pub organisation: &'i str,
    /// The address under which codes lead to assets; empty if there is none.
    pub label_url: &'i str,
    /// The state of the record, and its day: the day of the document.
    pub moment: Moment,
}

impl Issue<'_> {
    /// Values of a shape, with those that every document has.
    fn values(&self, shape: &'static Shape) -> Values {
        let mut values = Values::new(shape);
        values.set("organisation", self.organisation);
        values.set("day", self.words.day(self.moment.as_of));
        values.set("event", self.words.count(self.moment.head.seq));
        values.set("hash", self.moment.head.hash.to_string());
        values
    }

    /// What the code of an asset says.
    fn payload(&self, tag: &Tag) -> String {
        crate::label::payload::payload(tag, Some(self.label_url).filter(|url| !url.is_empty()))
    }

    /// Writes a document.
    fn document(&self, template: &Template, values: &Values) -> Result<Document, BadTemplate> {
        let blocks = template.write(values)?;
        let title = blocks.iter().find_map(|block| match block {
            Block::Title(title) => Some(title.clone()),
            _ => None,
        });
        let hash = self.moment.head.hash.to_string();
        let head = self
            .words
            .report_head(self.moment.head.seq, hash.get(..super::report::SHORT_HASH).unwrap_or(&hash));
        let document = Document {
            title: title.unwrap_or_else(|| self.organisation.to_owned()),
            language: self.words.language().code(),
            blocks,
            foot: Foot { head, hash, page: self.words.page() },
        };
        Ok(document.obeyed_by_nothing())
    }
}

/// What is not empty of these, one space between two.
fn together<'t>(parts: impl IntoIterator<Item = Option<&'t str>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
