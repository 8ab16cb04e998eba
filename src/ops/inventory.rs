//! `add`: an asset comes into the record.

use std::collections::{HashMap, HashSet};

use super::{
    Act, Failure, Recording, Refusal, Resolve,
    act::{clean, clean_some},
    forget::place_code,
    series::Series,
};
use crate::{
    model::{
        amount::{Bytes, Cents, Grams},
        asset::Asset,
        day::Day,
        event::Draft,
        fact::{Added, MediumAdded},
        id::{AssetId, MediumId, PartyId, Subject},
        kind::{Acquired, Kind, Security, Source, WeeeCategory},
        lifecycle::State,
        maker,
        sanitization::{Encrypted, MediumKind},
        tag::Tag,
        text,
    },
    rules::{self, mass::default_mass, weee},
    store::{Name, Place},
};

/// An asset to be added. What is not given is not known.
#[derive(Clone, Debug)]
pub struct Add {
    /// The tag on its label; generated if there is none.
    pub tag: Option<Tag>,
    /// Other names it is found by.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Who made it.
    pub manufacturer: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The maker's serial.
    pub serial: Option<String>,
    /// The day of purchase.
    pub purchase_date: Option<Day>,
    /// The price paid, without tax.
    pub price: Option<Cents>,
    /// Who sold it.
    pub supplier: Option<String>,
    /// The order it came with.
    pub order: Option<String>,
    /// The warranty, in months.
    pub warranty_months: Option<u16>,
    /// The first day in service.
    pub first_use_date: Option<Day>,
    /// The day it was made.
    pub manufactured_on: Option<Day>,
    /// Its mass.
    pub mass: Option<Grams>,
    /// The WEEE category, if not the one proposed for its kind.
    pub weee: Option<WeeeCategory>,
    /// What the law asks about its information.
    pub security: Security,
    /// How it was acquired.
    pub acquired: Acquired,
    /// To whom it belongs, when it is not ours.
    pub owner: Option<String>,
    /// The service that uses it.
    pub service: Option<String>,
    /// The site it stands on.
    pub site: Option<String>,
    /// The person who uses it.
    pub holder: Option<String>,
    /// Where it stands.
    pub state: Option<State>,
    /// The serials of the media in it.
    pub drive_serials: Vec<String>,
    /// What these media are; nobody says if it is not given.
    pub drive_kind: Option<MediumKind>,
    /// What each of them holds.
    pub drive_capacity: Option<Bytes>,
}

impl Add {
    /// An asset of this kind, of which nothing else is known.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            tag: None,
            aliases: Vec::new(),
            kind,
            manufacturer: None,
            model: None,
            serial: None,
            purchase_date: None,
            price: None,
            supplier: None,
            order: None,
            warranty_months: None,
            first_use_date: None,
            manufactured_on: None,
            mass: None,
            weee: None,
            security: Security::None,
            acquired: Acquired::New,
            owner: None,
            service: None,
            site: None,
            holder: None,
            state: None,
            drive_serials: Vec::new(),
            drive_kind: None,
            drive_capacity: None,
        }
    }
}

/// Adds an asset.
///
/// # Errors
///
/// Refuses a tag, alias or serial that is known already, an unknown party, and a day to come.
pub fn add(act: &mut Act<'_>, request: &Add, recording: &Recording) -> Result<(), Failure> {
    let on = recording.on.or(request.purchase_date).or(request.first_use_date);
    let on = act.day(on)?;
    for date in [request.purchase_date, request.first_use_date, request.manufactured_on].into_iter().flatten()
    {
        act.day(Some(date))?;
    }
    // Who types it knows the service; the inventories of others often do not say it.
    if request.state == Some(State::Deployed) && !is_used(request) {
        return Err(Refusal::ServiceLacking.into());
    }
    let mut newcomers = Newcomers::default();
    let drafts = newcomers.drafts(act, request, on)?;
    act.record_all(drafts)
}

/// Assets that come in together: what they name is looked up once.
#[derive(Default)]
pub(super) struct Newcomers {
    series: Series,
    /// Whether their names and serials were looked for already: the record has none of them.
    checked: bool,
    /// Tags that others of them bring along: not to be generated.
    reserved: HashSet<Tag>,
    /// Serials of media already among them.
    drives: HashSet<String>,
    /// Names that edits among them take, each with the tag of its asset.
    names: HashMap<String, String>,
    /// Serials that edits among them take, each with the tag of its asset.
    serials: HashMap<String, String>,
    parties: HashMap<String, PartyId>,
    places: HashMap<(Place, String), String>,
    /// Words that no place has until another comes in.
    unplaced: HashSet<(Place, String)>,
}

impl Newcomers {
    /// Assets among which these tags are given, and whose names and serials the caller looks for.
    pub(super) fn reserving(reserved: HashSet<Tag>) -> Self {
        Self { reserved, checked: true, ..Self::default() }
    }

    /// Returns the tags that are generated next for so many assets that bring none.
    pub(super) fn next_tags(&mut self, act: &Act<'_>, many: usize) -> Result<Vec<Tag>, Failure> {
        self.series.ahead(act, &self.reserved, many)
    }

    /// Returns the events by which an asset and its media come in.
    pub(super) fn drafts(
        &mut self,
        act: &mut Act<'_>,
        request: &Add,
        on: Day,
    ) -> Result<Vec<Draft>, Failure> {
        let id = AssetId(act.next_id());
        let added = self.added(act, request)?;
        let service = added.service.clone();
        let mut drafts = vec![Draft::new(on, added).asset(id)];
        for serial in &request.drive_serials {
            let what = (request.drive_kind.unwrap_or(MediumKind::Other), request.drive_capacity);
            let fact = self.medium(act, Some(serial), what, service.clone())?;
            drafts.push(Draft::new(on, fact).medium(MediumId(act.next_id())).asset(id));
        }
        Ok(drafts)
    }

    fn added(&mut self, act: &mut Act<'_>, request: &Add) -> Result<Added, Failure> {
        let state = check(request)?;
        let manufacturer = clean_maker(request.manufacturer.as_deref())?;
        let serial = clean_some("serial", request.serial.as_deref())?;
        let serial = serial.filter(|serial| !text::is_placeholder(serial));
        if !self.checked {
            refuse_known_serial(act, serial.as_deref(), manufacturer.as_deref(), None)?;
        }
        let aliases = self.aliases(act, request)?;
        let tag = self.tag(act, request.tag.as_ref())?;
        let mass = request.mass.or_else(|| default_mass(request.kind));
        Ok(Added {
            acquired: request.acquired,
            aliases,
            first_use_date: request.first_use_date,
            holder: self.party(act, request.holder.as_deref())?,
            kind: request.kind,
            manufactured_on: request.manufactured_on,
            manufacturer,
            mass_g: mass,
            mass_source: mass.map(|_| if request.mass.is_some() { Source::Given } else { Source::Default }),
            model: clean_some("model", request.model.as_deref())?,
            order: clean_some("order", request.order.as_deref())?,
            owner: self.party(act, request.owner.as_deref())?,
            price_ht_cents: request.price,
            purchase_date: request.purchase_date,
            rules: rules::VERSION.to_owned(),
            security: request.security,
            serial,
            service: self.place(act, Place::Service, request.service.as_deref())?,
            site: self.place(act, Place::Site, request.site.as_deref())?,
            state,
            supplier: self.party(act, request.supplier.as_deref())?,
            tag,
            warranty_months: request.warranty_months,
            weee: request.weee.unwrap_or_else(|| weee::category(request.kind)),
            weee_source: if request.weee.is_some() { Source::Given } else { Source::Default },
        })
    }

    /// The other names of an asset, each once, none of them taken.
    fn aliases(&self, act: &Act<'_>, request: &Add) -> Result<Vec<String>, Failure> {
        let mut aliases: Vec<String> = Vec::new();
        for alias in &request.aliases {
            let alias = clean("alias", alias)?;
            if !self.checked {
                refuse_taken(act, &alias, None)?;
            }
            if !aliases.iter().any(|known| text::fold(known) == text::fold(&alias)) {
                aliases.push(alias);
            }
        }
        Ok(aliases)
    }

    fn tag(&mut self, act: &Act<'_>, given: Option<&Tag>) -> Result<Tag, Failure> {
        if let Some(tag) = given {
            if !self.checked {
                refuse_taken(act, tag.as_str(), None)?;
            }
            return Ok(tag.clone());
        }
        self.series.next(act, &self.reserved)
    }

    /// A medium of which little is known, if it is none that is known already.
    pub(super) fn medium(
        &mut self,
        act: &Act<'_>,
        serial: Option<&str>,
        (kind, capacity_bytes): (MediumKind, Option<Bytes>),
        used_by: Option<String>,
    ) -> Result<MediumAdded, Failure> {
        let serial = clean_some("drive_serials", serial)?.filter(|serial| !text::is_placeholder(serial));
        if let Some(serial) = &serial {
            if !self.checked {
                let known = act.reader().named(&Name::MediumSerial(serial))?;
                if let Some(Subject::Medium(id)) = known.first() {
                    return Err(super::media::taken(act, serial, *id)?.into());
                }
            }
            self.refuse_drive(serial)?;
            self.drives.insert(serial.to_uppercase());
        }
        let (encrypted, model) = (Encrypted::Unknown, None);
        Ok(MediumAdded { capacity_bytes, encrypted, kind, model, seen: false, serial, used_by })
    }

    /// Refuses the serial of a medium that is among them already.
    pub(super) fn refuse_drive(&self, serial: &str) -> Result<(), Failure> {
        if self.drives.contains(&serial.to_uppercase()) {
            return Err(Refusal::MediumTaken { serial: serial.to_owned(), asset: None }.into());
        }
        Ok(())
    }

    pub(super) fn party(&mut self, act: &Act<'_>, word: Option<&str>) -> Result<Option<PartyId>, Failure> {
        let Some(word) = word else { return Ok(None) };
        if let Some(id) = self.parties.get(word) {
            return Ok(Some(*id));
        }
        let id = act.reader().find_party(word)?.id;
        self.parties.insert(word.to_owned(), id);
        Ok(Some(id))
    }

    /// Returns a party that was looked up already.
    pub(super) fn known_party(&self, word: &str) -> Option<PartyId> {
        self.parties.get(word).copied()
    }

    /// Remembers a party that was just added.
    pub(super) fn knows(&mut self, word: &str, id: PartyId) {
        self.parties.insert(word.to_owned(), id);
    }

    /// Takes a tag or an alias for an asset, unless another of them has.
    pub(super) fn claim(&mut self, name: &str, asset: &Asset) -> Result<(), Failure> {
        let tag = asset.tag.to_string();
        match self.names.insert(text::fold(name), tag.clone()) {
            Some(by) if by != tag => Err(Refusal::Taken { name: name.to_owned(), by }.into()),
            _ => Ok(()),
        }
    }

    /// Takes a serial for an asset, unless another of them has.
    pub(super) fn claim_serial(&mut self, serial: &str, asset: &Asset) -> Result<(), Failure> {
        let tag = asset.tag.to_string();
        match self.serials.insert(text::fold(serial), tag.clone()) {
            Some(by) if by != tag => Err(Refusal::SerialTaken { serial: serial.to_owned(), by }.into()),
            _ => Ok(()),
        }
    }

    pub(super) fn place(
        &mut self,
        act: &mut Act<'_>,
        place: Place,
        word: Option<&str>,
    ) -> Result<Option<String>, Failure> {
        let Some(word) = word else { return Ok(None) };
        if let Some(code) = self.places.get(&(place, word.to_owned())) {
            return Ok(Some(code.clone()));
        }
        let code = act.place(place, word)?;
        self.places.insert((place, word.to_owned()), code.clone());
        self.unplaced.clear();
        Ok(Some(code))
    }

    /// Returns the code of a service or site that exists.
    pub(super) fn known_place(
        &mut self,
        act: &Act<'_>,
        place: Place,
        word: &str,
    ) -> Result<Option<String>, Failure> {
        let key = (place, word.to_owned());
        if let Some(code) = self.places.get(&key) {
            return Ok(Some(code.clone()));
        }
        if self.unplaced.contains(&key) {
            return Ok(None);
        }
        let code = place_code(act.reader(), place, word)?;
        match &code {
            Some(code) => drop(self.places.insert(key, code.clone())),
            None => drop(self.unplaced.insert(key)),
        }
        Ok(code)
    }
}

/// Returns the one name of a maker, whatever tool or hand wrote it.
pub(super) fn clean_maker(given: Option<&str>) -> Result<Option<String>, Failure> {
    Ok(clean_some("manufacturer", given)?.map(|written| maker::name(&written).into_owned()))
}

/// Refuses what no asset comes in as, and returns the state in which this one does.
pub(super) fn check(request: &Add) -> Result<State, Failure> {
    let state = entry_state(request)?;
    match (request.acquired.owned(), request.owner.is_some()) {
        (true, true) => Err(Refusal::Owner { lacking: false }.into()),
        (false, false) => Err(Refusal::Owner { lacking: true }.into()),
        _ => Ok(state),
    }
}

/// The state in which an asset comes in: as said, else deployed if it names a service or a holder.
fn entry_state(request: &Add) -> Result<State, Failure> {
    let state = request.state.unwrap_or(if is_used(request) { State::Deployed } else { State::InStock });
    if state == State::Departed { Err(Refusal::EntryState { state }.into()) } else { Ok(state) }
}

/// Tells whether it says who uses the asset.
fn is_used(request: &Add) -> bool {
    request.service.is_some() || request.holder.is_some()
}

/// Returns the tag of the asset that holds a tag or alias, unless it is the one that asks.
pub(super) fn taken(act: &Act<'_>, name: &str, asks: Option<AssetId>) -> Result<Option<String>, Failure> {
    // A tag is found in any case, so that a name that differs in case only is taken all the same.
    for form in [Name::Tag(&name.to_uppercase()), Name::Alias(name)] {
        if let Some(Subject::Asset(id)) = act.reader().named(&form)?.first()
            && asks != Some(*id)
        {
            let tag = act.reader().asset(*id)?.map(|asset| asset.tag.to_string());
            return Ok(Some(tag.unwrap_or_else(|| id.to_string())));
        }
    }
    Ok(None)
}

/// Refuses a name that an asset has already, unless it is the asset that asks.
pub(super) fn refuse_taken(act: &Act<'_>, name: &str, asks: Option<AssetId>) -> Result<(), Failure> {
    match taken(act, name, asks)? {
        Some(by) => Err(Refusal::Taken { name: name.to_owned(), by }.into()),
        None => Ok(()),
    }
}

/// Refuses a real serial that an asset of the same maker has already. Where the maker is not known
/// on one side, the serial alone decides: better ask than count a machine twice.
pub(super) fn refuse_known_serial(
    act: &Act<'_>,
    serial: Option<&str>,
    of: Option<&str>,
    asks: Option<AssetId>,
) -> Result<(), Failure> {
    let Some(serial) = serial else { return Ok(()) };
    for subject in act.reader().named(&Name::Serial(serial))? {
        let Subject::Asset(id) = subject else { continue };
        if asks == Some(id) {
            continue;
        }
        let Some(known) = act.reader().asset(id)? else { continue };
        if maker::may_be_same(known.manufacturer.as_deref(), of) {
            let by = known.tag.to_string();
            return Err(Refusal::SerialTaken { serial: serial.to_owned(), by }.into());
        }
    }
    Ok(())
}
