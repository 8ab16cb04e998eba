//! From words to things: tags, aliases, serials, numbers, names, scanned payloads.

use uuid::Uuid;

use super::{Failure, Noun, Refusal, forget::place_code};
use crate::{
    model::{
        asset::Asset,
        fact::Fact,
        id::{AssetId, LotId, MediumId, PartyId, Subject},
        lot::Lot,
        medium::Medium,
        scan::{self, Named},
        tag::Tag,
    },
    store::{self, Flow, Name, Party, Place, Question, Reader, Vault},
};

/// How many near names are offered.
const OFFERED: usize = 3;

/// Returns the known names nearest to a mistyped one, best first.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let folded = crate::model::text::fold(word);
    let limit = (folded.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|name| {
            let other = crate::model::text::fold(name);
            let starts = folded.len() >= 3 && other.starts_with(&folded);
            let distance = if starts { 1 } else { strsim::osa_distance(&folded, &other) };
            (distance <= limit).then_some((distance, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(OFFERED).map(|(_, name)| name.to_owned()).collect()
}

/// Looking things up by what people type or scan.
pub trait Resolve {
    /// Returns the asset that a word names: tag, alias, serial, scanned payload; `tag:` and
    /// `serial:` settle a doubt.
    ///
    /// # Errors
    ///
    /// Refuses a word that names nothing, with the nearest known ones, or several assets, with each.
    fn find_asset(&self, word: &str) -> Result<Asset, Failure>;

    /// Returns the assets that words name, each once, in their order.
    ///
    /// # Errors
    ///
    /// As [`Resolve::find_asset`].
    fn find_assets(&self, words: &[String]) -> Result<Vec<Asset>, Failure>;

    /// Returns the medium that a word names: serial, identity, or `TAG#1`.
    ///
    /// # Errors
    ///
    /// Refuses a word that names nothing, or several media.
    fn find_medium(&self, word: &str) -> Result<Medium, Failure>;

    /// Returns the asset or medium that a word names.
    ///
    /// # Errors
    ///
    /// Refuses a word that names nothing, or several things.
    fn find_item(&self, word: &str) -> Result<Item, Failure>;

    /// Returns the lot of this number.
    ///
    /// # Errors
    ///
    /// Refuses a number that is not one of a lot.
    fn find_lot(&self, word: &str) -> Result<Lot, Failure>;

    /// Returns the party of this name or identity.
    ///
    /// # Errors
    ///
    /// Refuses a name that nobody has, with the nearest, or that several have, with each.
    fn find_party(&self, word: &str) -> Result<Party, Failure>;

    /// Returns the code of a service or site that exists.
    ///
    /// # Errors
    ///
    /// Refuses an unknown one, with the nearest.
    fn find_place(&self, place: Place, word: &str) -> Result<String, Failure>;
}

/// An asset or a medium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An asset.
    Asset(Box<Asset>),
    /// A medium.
    Medium(Box<Medium>),
}

impl Resolve for dyn Reader + '_ {
    fn find_asset(&self, word: &str) -> Result<Asset, Failure> {
        let ids = asset_ids(self, word)?;
        match ids.as_slice() {
            [id] => self.asset(*id)?.ok_or_else(|| unknown(self, Noun::Asset, word)),
            [] => Err(unknown(self, Noun::Asset, word)),
            several => {
                let mut candidates = Vec::new();
                for id in several {
                    candidates.extend(self.asset(*id)?.map(|asset| format!("tag:{}", asset.tag)));
                }
                Err(Refusal::Ambiguous { noun: Noun::Asset, word: word.to_owned(), candidates }.into())
            }
        }
    }

    fn find_assets(&self, words: &[String]) -> Result<Vec<Asset>, Failure> {
        let mut assets: Vec<Asset> = Vec::with_capacity(words.len());
        let mut seen = std::collections::HashSet::new();
        for word in words {
            let asset = self.find_asset(word)?;
            if seen.insert(asset.id) {
                assets.push(asset);
            }
        }
        Ok(assets)
    }

    fn find_medium(&self, word: &str) -> Result<Medium, Failure> {
        let ids = medium_ids(self, word)?;
        match ids.as_slice() {
            [id] => self.medium(*id)?.ok_or_else(|| not_found(Noun::Medium, word, Vec::new())),
            [] => Err(not_found(Noun::Medium, word, Vec::new())),
            several => {
                let candidates = several.iter().map(ToString::to_string).collect();
                Err(Refusal::Ambiguous { noun: Noun::Medium, word: word.to_owned(), candidates }.into())
            }
        }
    }

    fn find_item(&self, word: &str) -> Result<Item, Failure> {
        let (assets, media) = (asset_ids(self, word)?, medium_ids(self, word)?);
        match (assets.as_slice(), media.as_slice()) {
            ([], []) => Err(unknown(self, Noun::AssetOrMedium, word)),
            ([], _) => self.find_medium(word).map(|medium| Item::Medium(Box::new(medium))),
            (_, []) => self.find_asset(word).map(|asset| Item::Asset(Box::new(asset))),
            _ => {
                let mut candidates: Vec<String> = media.iter().map(ToString::to_string).collect();
                for id in assets {
                    candidates.extend(self.asset(id)?.map(|asset| format!("tag:{}", asset.tag)));
                }
                Err(Refusal::Ambiguous { noun: Noun::AssetOrMedium, word: word.to_owned(), candidates }
                    .into())
            }
        }
    }

    fn find_lot(&self, word: &str) -> Result<Lot, Failure> {
        if let Some(id) = lot_id(self, word)?
            && let Some(lot) = self.lot(id)?
        {
            return Ok(lot);
        }
        let mut numbers = Vec::new();
        self.lots(&mut |lot| {
            numbers.push(lot.number);
            Flow::Continue(())
        })?;
        Err(not_found(Noun::Lot, word, nearest(word, numbers.iter().map(String::as_str))))
    }

    fn find_party(&self, word: &str) -> Result<Party, Failure> {
        let mut parties = Vec::new();
        for subject in self.named(&Name::Party(word.trim()))? {
            if let Subject::Party(id) = subject {
                parties.extend(self.party(id)?);
            }
        }
        if parties.is_empty()
            && let Ok(id) = Uuid::parse_str(word.trim())
        {
            parties.extend(self.party(PartyId(id))?);
        }
        match parties.len() {
            1 => Ok(parties.remove(0)),
            0 => {
                let mut names = Vec::new();
                self.parties(&mut |party| {
                    // An answer that others may read names organisations, and no person.
                    names.extend(party.name.filter(|_| !party.kind.is_person()));
                    Flow::Continue(())
                })?;
                Err(not_found(Noun::Party, word, nearest(word, names.iter().map(String::as_str))))
            }
            _ => {
                let candidates =
                    parties.iter().map(|party| format!("{} ({})", party.id, party.kind)).collect();
                Err(Refusal::Ambiguous { noun: Noun::Party, word: word.to_owned(), candidates }.into())
            }
        }
    }

    fn find_place(&self, place: Place, word: &str) -> Result<String, Failure> {
        if let Some(code) = place_code(self, place, word)? {
            return Ok(code);
        }
        let mut labels = Vec::new();
        self.vault(&mut |row| {
            if let Vault::Label { place: of, label, .. } = row
                && of == place
            {
                labels.push(label);
            }
            Flow::Continue(())
        })?;
        let noun = if place == Place::Site { Noun::Site } else { Noun::Service };
        Err(not_found(noun, word, nearest(word, labels.iter().map(String::as_str))))
    }
}

/// What a word is looked for under, and the identity that it is.
struct Called<'w> {
    names: Vec<Name<'w>>,
    id: Option<AssetId>,
}

/// How a word is written, so that names can be taken from it.
struct Read<'w> {
    tag: Option<Named<'w>>,
    upper: String,
    serial: Option<&'w str>,
    id: Option<Uuid>,
}

impl<'w> Read<'w> {
    fn of(word: &'w str) -> Self {
        let word = word.trim();
        let (tag, serial) = match word.split_once(':') {
            Some(("tag", rest)) => (Some(rest), None),
            Some(("serial", rest)) => (None, Some(rest)),
            _ => (Some(word), Some(word)),
        };
        let tag = tag.map(Named::read);
        let upper = if let Some(Named::Name(name)) = &tag { name.to_uppercase() } else { String::new() };
        let id = if let Some(Named::Id(id)) = &tag { Some(*id) } else { Uuid::parse_str(word).ok() };
        Self { tag, upper, serial: serial.map(scan::bare), id }
    }

    fn called(&self) -> Called<'_> {
        let mut names = Vec::new();
        match &self.tag {
            Some(Named::Name(name)) => names.extend([Name::Tag(&self.upper), Name::Alias(name)]),
            Some(Named::Former { link, names: former }) => {
                names.push(Name::Alias(link));
                names.extend(former.iter().map(|name| Name::Alias(name)));
            }
            Some(Named::Id(_)) | None => {}
        }
        names.extend(self.serial.map(Name::Serial));
        Called { names, id: self.id.map(AssetId) }
    }
}

/// Tells a reader that it will be asked for the assets that these words name, and then this.
pub(super) fn expect(reader: &dyn Reader, words: &[String], then: &[Question<'_>]) -> Result<(), Failure> {
    let read: Vec<Read<'_>> = words.iter().map(|word| Read::of(word)).collect();
    let mut next = Vec::new();
    for called in read.iter().map(Read::called) {
        next.extend(called.names.into_iter().map(Question::Named));
        next.extend(called.id.map(Question::Asset));
    }
    next.extend_from_slice(then);
    Ok(reader.foresee(&next)?)
}

/// Every asset that a word names, each once.
pub(super) fn asset_ids(reader: &dyn Reader, word: &str) -> Result<Vec<AssetId>, Failure> {
    let read = Read::of(word);
    let called = read.called();
    let mut next: Vec<Question<'_>> = called.names.iter().copied().map(Question::Named).collect();
    next.extend(called.id.map(Question::Asset));
    reader.foresee(&next)?;
    let mut ids: Vec<AssetId> = Vec::new();
    for name in &called.names {
        for subject in reader.named(name)? {
            if let Subject::Asset(id) = subject
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
    }
    if ids.is_empty()
        && let Some(id) = called.id
        && reader.asset(id)?.is_some()
    {
        ids.push(id);
    }
    Ok(ids)
}

/// The lot of a number or an identity.
pub(super) fn lot_id(reader: &dyn Reader, word: &str) -> Result<Option<LotId>, Failure> {
    let number = word.trim().to_ascii_uppercase();
    for subject in reader.named(&Name::Lot(&number))? {
        if let Subject::Lot(id) = subject {
            return Ok(Some(id));
        }
    }
    let typed = Uuid::parse_str(word.trim()).ok().map(LotId);
    Ok(match typed {
        Some(id) if reader.lot(id)?.is_some() => Some(id),
        _ => None,
    })
}

/// The media in an asset now, as they are shown.
pub(super) fn media_inside(reader: &dyn Reader, asset: AssetId) -> store::Result<Vec<Medium>> {
    let inside = reader.media_of(asset)?.into_iter().filter(|attributed| attributed.until.is_none());
    Ok(inside.map(|attributed| attributed.medium).collect())
}

/// Every medium that a word names, each once.
pub(super) fn medium_ids(reader: &dyn Reader, word: &str) -> Result<Vec<MediumId>, Failure> {
    let word = word.trim();
    if let Some((tag, place)) = word.rsplit_once('#')
        && let Ok(place) = place.parse::<usize>()
    {
        // A name may have a `#` of its own: where no asset is called what stands before it, there is no
        // place in one either.
        let asset = match asset_ids(reader, tag)?.as_slice() {
            [] => None,
            [id] => Some(*id),
            _ => Some(reader.find_asset(tag)?.id),
        };
        if let Some(asset) = asset {
            let inside = media_inside(reader, asset)?;
            if let Some(medium) = place.checked_sub(1).and_then(|at| inside.get(at)) {
                return Ok(vec![medium.id]);
            }
        }
    }
    let serial = word.strip_prefix("serial:").unwrap_or(word);
    let mut ids: Vec<MediumId> = Vec::new();
    for subject in reader.named(&Name::MediumSerial(serial))? {
        if let Subject::Medium(id) = subject {
            ids.push(id);
        }
    }
    if ids.is_empty()
        && let Ok(id) = Uuid::parse_str(word)
        && reader.medium(MediumId(id))?.is_some()
    {
        ids.push(MediumId(id));
    }
    Ok(ids)
}

/// Says that a word names nothing, with the nearest known names.
pub(super) fn unknown(reader: &dyn Reader, noun: Noun, word: &str) -> Failure {
    match blank(reader, word) {
        Ok(Some(tag)) => return Refusal::Blank { tag: tag.to_string() }.into(),
        Ok(None) => {}
        Err(error) => return error.into(),
    }
    let mut names = Vec::new();
    let read = reader.names(&mut |name| {
        names.push(name.to_owned());
        Flow::Continue(())
    });
    let read = read.and_then(|()| match noun {
        Noun::Evidenced => reader.lots(&mut |lot| {
            names.push(lot.number);
            Flow::Continue(())
        }),
        _ => Ok(()),
    });
    match read {
        Ok(()) => not_found(noun, word, nearest(word, names.iter().map(String::as_str))),
        Err(error) => error.into(),
    }
}

/// Returns the tag of a blank label, if that is what a word names.
fn blank(reader: &dyn Reader, word: &str) -> Result<Option<Tag>, store::Error> {
    let word = word.trim();
    let Some(tag) = scan::tag_in(word.strip_prefix("tag:").unwrap_or(word)) else { return Ok(None) };
    for seq in reader.reserved(tag.as_str())? {
        if reader.event(seq)?.is_some_and(|event| matches!(event.fact, Fact::Reserved(_))) {
            return Ok(Some(tag));
        }
    }
    Ok(None)
}

fn not_found(noun: Noun, word: &str, nearest: Vec<String>) -> Failure {
    Refusal::NotFound { noun, word: word.chars().take(80).collect(), nearest }.into()
}
