//! What the rows that come next will ask of the record.

use super::Entry;
use crate::{
    intake::Record,
    model::text,
    ops::{Act, Failure},
    store::{Name, Question},
};

impl Entry<'_> {
    /// Says what these rows will ask.
    pub(super) fn foresee(&mut self, act: &Act<'_>, rows: &[Record]) -> Result<(), Failure> {
        let without_tag = rows.iter().filter(|record| record.tag.is_none()).count();
        let tags = self.newcomers.next_tags(act, without_tag)?;
        let upper = |names: &[String]| names.iter().map(|name| name.to_uppercase()).collect::<Vec<_>>();
        let upper: Vec<Vec<String>> = rows.iter().map(|record| upper(&record.aliases)).collect();
        let mut questions: Vec<Question<'_>> = Vec::new();
        for tag in &tags {
            questions.push(Question::Reserved(tag.as_str()));
            questions.extend(by_name(tag.as_str(), tag.as_str()).map(Question::Named));
        }
        for (record, upper) in rows.iter().zip(&upper) {
            let parties = [&record.supplier, &record.owner, &record.holder].into_iter().flatten();
            questions.extend(parties.map(|name| Question::Named(Name::Party(name.trim()))));
            if !self.no_asset {
                let tag = record.tag.iter().map(|tag| (tag.as_str(), tag.as_str()));
                let aliases = record.aliases.iter().zip(upper).map(|(alias, upper)| (&**alias, &**upper));
                questions.extend(
                    tag.chain(aliases).flat_map(|(name, upper)| by_name(name, upper)).map(Question::Named),
                );
                questions.extend(record.serial.iter().map(|serial| Question::Named(Name::Serial(serial))));
            }
            if !self.no_medium {
                let real = record.drive_serials.iter().filter(|serial| !text::is_placeholder(serial));
                questions.extend(real.map(|serial| Question::Named(Name::MediumSerial(serial))));
            }
        }
        Ok(act.reader().foresee(&questions)?)
    }
}

/// The forms in which a name is looked for: a tag, in any case, or another name.
fn by_name<'n>(name: &'n str, upper: &'n str) -> impl Iterator<Item = Name<'n>> {
    [Name::Tag(upper), Name::Alias(name)].into_iter()
}
