//! A row about an asset that is known: what it says more, or otherwise.

use super::{
    Becomes, Entry, Sieve, column,
    sift::{Lasting, Observed},
};
use crate::{
    intake::{Field, Record},
    model::{
        asset::Asset,
        day::Day,
        event::Draft,
        id::{AssetId, MediumId, PartyId, Subject},
        leaving::PartyKind,
        lifecycle::State,
        maker,
        sanitization::MediumKind,
        tag::Tag,
        text,
    },
    ops::{Act, Changes, Failure, Noun, Refusal, edit, media},
    store::{Name, Place},
};

impl Entry<'_> {
    /// Returns the asset that a row is about, if the record knows it.
    ///
    /// # Errors
    ///
    /// Refuses a row whose names and serial are not those of one asset.
    pub(super) fn find(act: &Act<'_>, record: &Record) -> Result<Option<Asset>, Failure> {
        let by_tag = match &record.tag {
            Some(tag) => holder_of(act, tag.as_str())?,
            None => None,
        };
        let mut by_alias = Vec::new();
        for alias in &record.aliases {
            by_alias.extend(holder_of(act, alias)?.map(|id| (id, alias)));
        }
        let key = match (&record.tag, by_tag) {
            (Some(_), None) => None,
            (_, Some(id)) => Some(id),
            (None, None) => by_alias.first().map(|(id, _)| *id),
        };
        // A name of another asset; under a new tag, a name of any.
        if let Some((by, alias)) = by_alias.iter().find(|(id, _)| key != Some(*id)) {
            return Err(Refusal::Taken { name: (*alias).clone(), by: tag_of(act, *by)? }.into());
        }
        let asset = match key {
            Some(id) => act.reader().asset(id)?,
            None => None,
        };
        let same = |asset: &Asset| match (&asset.serial, &record.serial) {
            (Some(known), Some(given)) => known.eq_ignore_ascii_case(given),
            _ => false,
        };
        if let Some(asset) = asset.as_ref().filter(|asset| same(asset)) {
            return Ok(Some(asset.clone()));
        }
        let by_serial = Self::by_serial(act, record)?;
        let named = record.tag.is_some() || !record.aliases.is_empty();
        match (asset, by_serial.as_slice()) {
            (Some(asset), others) => {
                Self::check_serial(act, &asset, record, others)?;
                Ok(Some(asset))
            }
            (None, []) => Ok(None),
            (None, [id]) if !named => Ok(act.reader().asset(*id)?),
            (None, [id, ..]) if named => Err(serial_taken(act, record, *id)?),
            (None, several) => {
                let word = record.serial.clone().unwrap_or_default();
                let mut candidates = Vec::new();
                for id in several {
                    candidates.push(format!("tag:{}", tag_of(act, *id)?));
                }
                Err(Refusal::Ambiguous { noun: Noun::Asset, word, candidates }.into())
            }
        }
    }

    /// The assets that have the serial of a row, of its maker as far as both are known.
    fn by_serial(act: &Act<'_>, record: &Record) -> Result<Vec<AssetId>, Failure> {
        let Some(serial) = &record.serial else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for subject in act.reader().named(&Name::Serial(serial))? {
            let Subject::Asset(id) = subject else { continue };
            let Some(asset) = act.reader().asset(id)? else { continue };
            let same = maker::may_be_same(asset.manufacturer.as_deref(), record.manufacturer.as_deref());
            found.extend(same.then_some(id));
        }
        Ok(found)
    }

    /// Refuses a known asset with another serial, and a serial that another asset has.
    fn check_serial(
        act: &Act<'_>,
        asset: &Asset,
        record: &Record,
        others: &[AssetId],
    ) -> Result<(), Failure> {
        let Some(given) = &record.serial else { return Ok(()) };
        match &asset.serial {
            Some(known) => {
                let (tag, known) = (asset.tag.to_string(), known.clone());
                Err(Refusal::OtherSerial { tag, known, given: given.clone() }.into())
            }
            None => match others.iter().find(|id| **id != asset.id) {
                Some(by) => Err(serial_taken(act, record, *by)?),
                None => Ok(()),
            },
        }
    }

    /// Compares a row with the asset that it is about.
    pub(super) fn compare(
        &mut self,
        act: &mut Act<'_>,
        sieve: &mut Sieve,
        asset: &Asset,
        record: &Record,
    ) -> Result<Becomes, Failure> {
        for date in [record.purchase_date, record.first_use_date, record.manufactured_on] {
            act.day(date)?;
        }
        let on = act.day(self.recording.on)?;
        let (changes, mut fields) = self.changes(act, asset, record)?;
        let drives = self.new_drives(act, asset, record)?;
        let here = !matches!(asset.state, State::Departed | State::Missing);
        if !drives.is_empty() && here {
            fields.push(Field::DriveSerials);
        }
        let mut lasts = self.lasting(act, asset, record)?;
        if !drives.is_empty() && !here && record.departed.is_none() {
            lasts.push((Field::DriveSerials, Lasting::Drives));
        }
        let mut drafts = Vec::new();
        if self.request.update && !fields.is_empty() {
            self.update(act, asset, record, &changes, on, &mut drafts)?;
            let drives: &[Option<String>] = if here { &drives } else { &[] };
            self.add_drives(act, asset, record, drives, on, &mut drafts)?;
        } else if !fields.is_empty() {
            let mut columns: Vec<String> = Vec::new();
            for column in fields.iter().filter_map(|field| column(record, *field)) {
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
            let (line, tag) = (record.line, asset.tag.to_string());
            sieve.observe(Observed::Differs { line, tag, columns });
        }
        for (field, fact) in lasts {
            let (line, column) = (record.line, column(record, field));
            let (tag, state) = (asset.tag.to_string(), asset.state);
            sieve.observe(Observed::Lasts { line, column, tag, state, fact });
        }
        Ok(Becomes::Known(asset.id, drafts))
    }

    /// What a row says more of an asset, or otherwise, and in which fields.
    fn changes(
        &mut self,
        act: &Act<'_>,
        asset: &Asset,
        record: &Record,
    ) -> Result<(Changes, Vec<Field>), Failure> {
        let mut fields = Vec::new();
        macro_rules! other {
            ($given:expr, $known:expr, $field:ident) => {{
                let given = $given.filter(|given| $known.as_ref() != Some(given));
                fields.extend(given.is_some().then_some(Field::$field));
                given
            }};
        }
        let purchase = record.purchase_date.or(asset.purchase_date);
        let months = record.warranty.and_then(|warranty| warranty.months(purchase));
        let (supplier, owner) = (asset.supplier, asset.owner);
        let known_maker = asset.manufacturer.as_deref().map(|known| maker::name(known).into_owned());
        let changes = Changes {
            aliases: new_aliases(asset, record),
            kind: other!(record.kind.named(), Some(asset.kind), Kind),
            manufacturer: other!(record.manufacturer.clone(), known_maker, Manufacturer),
            model: other!(record.model.clone(), asset.model, Model),
            serial: record.serial.clone().filter(|_| asset.serial.is_none()),
            purchase_date: other!(record.purchase_date, asset.purchase_date, PurchaseDate),
            price: other!(record.price, asset.price, Price),
            supplier: self.other_party(act, record.supplier.as_ref(), supplier)?,
            order: other!(record.order.clone(), asset.order, Order),
            warranty_months: other!(months, asset.warranty_months, Warranty),
            first_use_date: other!(record.first_use_date, asset.first_use_date, FirstUseDate),
            manufactured_on: other!(record.manufactured_on, asset.manufactured_on, ManufacturedOn),
            mass: other!(record.mass, asset.mass, Mass),
            weee: other!(record.weee, Some(asset.weee), Weee),
            security: other!(record.security, Some(asset.security), Security),
            acquired: other!(record.acquired, Some(asset.acquired), Acquired),
            owner: self.other_party(act, record.owner.as_ref(), owner)?,
            ..Changes::default()
        };
        fields.extend((!changes.aliases.is_empty()).then_some(Field::Aliases));
        fields.extend(changes.serial.is_some().then_some(Field::Serial));
        fields.extend(changes.supplier.is_some().then_some(Field::Supplier));
        fields.extend(changes.owner.is_some().then_some(Field::Owner));
        Ok((changes, fields))
    }

    /// The party that a row names, unless it is the one that is known.
    fn other_party(
        &mut self,
        act: &Act<'_>,
        given: Option<&String>,
        known: Option<PartyId>,
    ) -> Result<Option<String>, Failure> {
        let Some(name) = given else { return Ok(None) };
        if let Some(known) = known {
            // Two of one name are no doubt here: the one that is known has it.
            let named = act.reader().named(&Name::Party(name.trim()))?;
            if named.contains(&Subject::Party(known)) {
                return Ok(None);
            }
        }
        let found = self.known_party(act, Some(name))?;
        Ok((found.is_none() || found != known).then(|| name.clone()))
    }

    fn update(
        &mut self,
        act: &mut Act<'_>,
        asset: &Asset,
        record: &Record,
        changes: &Changes,
        on: Day,
        drafts: &mut Vec<Draft>,
    ) -> Result<(), Failure> {
        self.party(act, changes.supplier.as_deref(), PartyKind::Supplier, on)?;
        self.party(act, changes.owner.as_deref(), PartyKind::Lessor, on)?;
        let draft = edit::draft(act, &mut self.newcomers, asset, changes, on)?;
        let note = match (&draft, &record.note) {
            (Some(_), Some(note)) => Some(act.keep_text("note", note)?),
            _ => None,
        };
        drafts.extend(draft.map(|draft| Draft { note, ..draft }));
        Ok(())
    }

    /// What the life of an asset decides, where a row says otherwise.
    fn lasting(
        &mut self,
        act: &Act<'_>,
        asset: &Asset,
        record: &Record,
    ) -> Result<Vec<(Field, Lasting)>, Failure> {
        let mut lasts = Vec::new();
        if let Some(state) = record.state.filter(|state| *state != asset.state) {
            return Ok(vec![(Field::State, Lasting::State(state))]);
        }
        if asset.state == State::Departed {
            if let Some(left) = record.departed {
                let on = left.on.is_some_and(|on| {
                    asset.departed_on != Some(on.on) && asset.departed_on != Some(self.eve(on.on))
                });
                let channel = left.channel.is_some_and(|channel| asset.channel != Some(channel));
                let field = if channel { Field::Channel } else { Field::DepartedOn };
                lasts.extend((on || channel).then_some((field, Lasting::Departure)));
            }
            return Ok(lasts);
        }
        let act_of = record.decommissioned.and_then(|act_of| act_of.on);
        if act_of.is_some_and(|on| asset.decommissioned_on.is_none_or(|known| on.on != known)) {
            lasts.push((Field::DecommissionedOn, Lasting::Decommissioned));
        }
        let mut place = |place, word: &Option<String>, known: &Option<String>| match word {
            Some(word) => {
                let code = self.newcomers.known_place(act, place, word)?;
                Ok::<_, Failure>(code.as_ref() != known.as_ref())
            }
            None => Ok(false),
        };
        if place(Place::Service, &record.service, &asset.service)? {
            lasts.push((Field::Service, Lasting::Service));
        }
        if place(Place::Site, &record.site, &asset.site)? {
            lasts.push((Field::Site, Lasting::Site));
        }
        if self.other_party(act, record.holder.as_ref(), asset.holder)?.is_some() {
            lasts.push((Field::Holder, Lasting::Holder));
        }
        Ok(lasts)
    }

    /// The last day that a departure from before the record can have been.
    fn eve(&self, on: Day) -> Day {
        on.min(self.opened_on.previous())
    }

    /// The drives of a row that the record does not know in its asset; none for one without a number.
    ///
    /// # Errors
    ///
    /// Refuses a drive that is known elsewhere.
    fn new_drives(
        &self,
        act: &Act<'_>,
        asset: &Asset,
        record: &Record,
    ) -> Result<Vec<Option<String>>, Failure> {
        if record.drive_serials.is_empty() {
            return Ok(Vec::new());
        }
        let inside = act.reader().media_of(asset.id)?;
        let inside: Vec<_> = inside.iter().filter(|m| m.until.is_none()).map(|m| &m.medium).collect();
        let mut without_number = inside.iter().filter(|medium| medium.serial.is_none()).count();
        let mut drives = Vec::new();
        for serial in &record.drive_serials {
            if text::is_placeholder(serial) {
                if without_number == 0 {
                    drives.push(None);
                }
                without_number = without_number.saturating_sub(1);
                continue;
            }
            let same = |known: &str| known.eq_ignore_ascii_case(serial);
            if !inside.iter().any(|medium| medium.serial.as_deref().is_some_and(same)) {
                self.refuse_known_drive(act, serial)?;
                drives.push(Some(serial.clone()));
            }
        }
        Ok(drives)
    }

    fn add_drives(
        &mut self,
        act: &Act<'_>,
        asset: &Asset,
        record: &Record,
        drives: &[Option<String>],
        on: Day,
        drafts: &mut Vec<Draft>,
    ) -> Result<(), Failure> {
        if drives.is_empty() {
            return Ok(());
        }
        if on < asset.last_on {
            let subject = asset.tag.to_string();
            return Err(Refusal::BeforeLast { subject, on, last: asset.last_on }.into());
        }
        // A machine that has been in use has written on what is in it.
        let used = asset.service.clone().filter(|_| asset.deployments > 0);
        let kind = record.drive_kind.unwrap_or(MediumKind::Other);
        for serial in drives {
            let serial = serial.as_deref();
            let capacity = record.drive_capacity;
            let medium = self.newcomers.medium(act, serial, (kind, capacity), used.clone())?;
            drafts.push(Draft::new(on, medium).medium(MediumId(act.next_id())).asset(asset.id));
        }
        Ok(())
    }

    /// Refuses drives that the record knows.
    pub(super) fn refuse_known_drives(&self, act: &Act<'_>, serials: &[String]) -> Result<(), Failure> {
        serials.iter().try_for_each(|serial| self.refuse_known_drive(act, serial))
    }

    fn refuse_known_drive(&self, act: &Act<'_>, serial: &str) -> Result<(), Failure> {
        if text::is_placeholder(serial) {
            return Ok(());
        }
        self.newcomers.refuse_drive(serial)?;
        if self.no_medium {
            return Ok(());
        }
        match act.reader().named(&Name::MediumSerial(serial))?.first() {
            Some(Subject::Medium(id)) => Err(media::taken(act, serial, *id)?.into()),
            _ => Ok(()),
        }
    }
}

/// Returns the asset that has a name, as its tag or among its aliases.
fn holder_of(act: &Act<'_>, name: &str) -> Result<Option<AssetId>, Failure> {
    for form in [Name::Tag(&name.to_uppercase()), Name::Alias(name)] {
        if let Some(Subject::Asset(id)) = act.reader().named(&form)?.first() {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}

fn tag_of(act: &Act<'_>, id: AssetId) -> Result<String, Failure> {
    Ok(act.reader().asset(id)?.map_or_else(|| id.to_string(), |asset| asset.tag.to_string()))
}

fn serial_taken(act: &Act<'_>, record: &Record, by: AssetId) -> Result<Failure, Failure> {
    let serial = record.serial.clone().unwrap_or_default();
    Ok(Refusal::SerialTaken { serial, by: tag_of(act, by)? }.into())
}

/// The names of a row that the asset does not have.
fn new_aliases(asset: &Asset, record: &Record) -> Vec<String> {
    let has = |name: &str| {
        let folded = text::fold(name);
        let known = asset.aliases.iter().map(String::as_str).chain([asset.tag.as_str()]);
        known.into_iter().any(|known| text::fold(known) == folded)
    };
    let tag = record.tag.iter().map(Tag::as_str);
    record.aliases.iter().map(String::as_str).chain(tag).filter(|n| !has(n)).map(str::to_owned).collect()
}
