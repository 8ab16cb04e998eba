//! `edit`: what is known of an asset is completed or put right.

use super::{
    Act, Failure, Lived, Notice, Recording, Refusal, Resolve,
    act::{clean, clean_some},
    correct::bears,
    forget::place_code,
    inventory::{Newcomers, clean_maker, refuse_known_serial, refuse_taken},
};
use crate::{
    model::{
        amount::{Cents, Grams},
        asset::Asset,
        day::Day,
        edit::Attribute,
        event::{Draft, Seq},
        fact::Edited,
        id::{AssetId, Subject},
        kind::{Acquired, Kind, Security, Source, WeeeCategory},
        life::Life,
        lifecycle::State,
        sanitization::Inventory,
        standing::standing,
        tag::Tag,
        text,
    },
    rules::{self, mass::default_mass, weee},
    store::Place,
};

/// What changes of assets.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// The assets, as typed.
    pub assets: Vec<String>,
    /// What changes, the same for each.
    pub changes: Changes,
}

/// What changes of one asset. What is not given stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The tag on its new label; the one before becomes an alias.
    pub tag: Option<Tag>,
    /// Other names it is found by, beside those it has.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: Option<Kind>,
    /// Who made it.
    pub manufacturer: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The maker's serial. A placeholder is none.
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
    /// The WEEE category.
    pub weee: Option<WeeeCategory>,
    /// What the law asks about its information.
    pub security: Option<Security>,
    /// How it was acquired.
    pub acquired: Option<Acquired>,
    /// To whom it belongs, when it is not ours.
    pub owner: Option<String>,
    /// The service, of what has never been in use.
    pub service: Option<String>,
    /// The site, of what is here and not in use.
    pub site: Option<String>,
    /// The person; refused unless it is so already: life decides it.
    pub holder: Option<String>,
    /// The state; refused unless it is so already: life decides it.
    pub state: Option<State>,
    /// What is not known any more. The mass goes back to that of its kind. What is given too is set.
    pub clear: Vec<Attribute>,
    /// Whether the WEEE category goes back to that of its kind.
    pub weee_of_kind: bool,
}

/// Edits assets, each by one event.
///
/// # Errors
///
/// Refuses an edit that changes nothing, what the life of an asset decides, a name or serial that is
/// known already, an unknown party, and a day to come.
pub fn edit(act: &mut Act<'_>, request: &Edit, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let mut names = Newcomers::default();
    let mut drafts = Vec::new();
    for asset in act.reader().find_assets(&request.assets)? {
        match draft(act, &mut names, &asset, &request.changes, on)? {
            Some(draft) => drafts.push(draft),
            None => return Err(Refusal::NothingChanges { subject: asset.tag.to_string() }.into()),
        }
    }
    act.record_all(drafts)
}

/// Returns the event by which an asset as it stands gets these values; nothing if it has them all.
///
/// Many of them may be recorded in one go: `names` remembers what each has taken.
///
/// # Errors
///
/// As [`edit`].
pub(super) fn draft(
    act: &mut Act<'_>,
    names: &mut Newcomers,
    asset: &Asset,
    changes: &Changes,
    on: Day,
) -> Result<Option<Draft>, Failure> {
    let mut edited = Edited::default();
    described(act, &mut edited, asset, changes)?;
    named(act, names, &mut edited, asset, changes)?;
    proposed(&mut edited, asset, changes);
    belongs(act, names, &mut edited, asset, changes)?;
    stands(act, names, &mut edited, asset, changes)?;
    say_what_left_unlisted(act, asset, edited.kind)?;
    let changed = edited != Edited::default();
    Ok(changed.then(|| Draft::new(on, edited).asset(asset.id)))
}

/// What has left as a thing that holds no data may turn out to hold some. Of what left before the
/// record nothing was ever asked.
fn say_what_left_unlisted(act: &mut Act<'_>, asset: &Asset, kind: Option<Kind>) -> Result<(), Failure> {
    let (Some(kind), Some(on), Some(_)) = (kind, asset.departed_on, asset.lot) else { return Ok(()) };
    if life(act, asset.id, &[])?.is_some_and(|life| life.is_opened_by(kind)) {
        act.notice(Notice::LeftUnlisted { tag: asset.tag.to_string(), on });
    }
    Ok(())
}

/// The life of an asset as it would be if these events fell.
fn life(act: &Act<'_>, id: AssetId, fallen: &[Seq]) -> Result<Option<Life>, Failure> {
    let mut events = act.reader().history(Subject::Asset(id))?;
    events.retain(|event| !fallen.contains(&event.seq));
    let events = standing(events);
    Ok(Life::fold(events.iter().filter(|event| bears(event, id)), 0))
}

/// A value that is not the one known.
fn other<T: PartialEq>(given: Option<T>, known: Option<&T>) -> Option<T> {
    given.filter(|given| known != Some(given))
}

/// Takes a value away that is known, unless another is given.
fn cleared<T>(edited: &mut Edited, changes: &Changes, of: Attribute, known: Option<&T>, given: Option<&T>) {
    if known.is_some() && given.is_none() && changes.clear.contains(&of) {
        edited.clear.push(of);
    }
}

/// What describes it, and what it cost.
fn described(act: &Act<'_>, edited: &mut Edited, asset: &Asset, changes: &Changes) -> Result<(), Failure> {
    let days = [changes.purchase_date, changes.first_use_date, changes.manufactured_on];
    for day in days.into_iter().flatten() {
        act.day(Some(day))?;
    }
    macro_rules! take {
        ($($given:expr, $known:ident, $attribute:ident => $field:ident;)+) => {$(
            let given = $given;
            cleared(edited, changes, Attribute::$attribute, asset.$known.as_ref(), given.as_ref());
            edited.$field = other(given, asset.$known.as_ref());
        )+};
    }
    take! {
        clean_maker(changes.manufacturer.as_deref())?, manufacturer, Manufacturer => manufacturer;
        clean_some("model", changes.model.as_deref())?, model, Model => model;
        changes.purchase_date, purchase_date, PurchaseDate => purchase_date;
        changes.price, price, Price => price_ht_cents;
        clean_some("order", changes.order.as_deref())?, order, Order => order;
        changes.warranty_months, warranty_months, Warranty => warranty_months;
        changes.first_use_date, first_use_date, FirstUse => first_use_date;
        changes.manufactured_on, manufactured_on, ManufacturedOn => manufactured_on;
    }
    edited.kind = other(changes.kind, Some(&asset.kind));
    edited.security = other(changes.security, Some(&asset.security));
    Ok(())
}

/// What names it: tag, aliases, serial.
fn named(
    act: &Act<'_>,
    names: &mut Newcomers,
    edited: &mut Edited,
    asset: &Asset,
    changes: &Changes,
) -> Result<(), Failure> {
    edited.tag = other(changes.tag.clone(), Some(&asset.tag));
    if let Some(tag) = &edited.tag {
        refuse_taken(act, tag.as_str(), Some(asset.id))?;
        names.claim(tag.as_str(), asset)?;
    }
    aliases(act, names, edited, asset, changes)?;
    let serial = clean_some("serial", changes.serial.as_deref())?.filter(|s| !text::is_placeholder(s));
    cleared(edited, changes, Attribute::Serial, asset.serial.as_ref(), serial.as_ref());
    edited.serial = other(serial, asset.serial.as_ref());
    let kept = asset.serial.as_ref().filter(|_| !edited.clear.contains(&Attribute::Serial));
    // Another maker may have a machine of the same serial; that of this one may be known.
    if edited.serial.is_some() || edited.manufacturer.is_some() {
        let cleared = edited.clear.contains(&Attribute::Manufacturer);
        let maker = edited.manufacturer.as_ref().or(asset.manufacturer.as_ref().filter(|_| !cleared));
        let serial = edited.serial.as_ref().or(kept);
        refuse_known_serial(act, serial.map(String::as_str), maker.map(String::as_str), Some(asset.id))?;
    }
    match &edited.serial {
        Some(serial) => names.claim_serial(serial, asset),
        None => Ok(()),
    }
}

fn aliases(
    act: &Act<'_>,
    names: &mut Newcomers,
    edited: &mut Edited,
    asset: &Asset,
    changes: &Changes,
) -> Result<(), Failure> {
    let anew = changes.clear.contains(&Attribute::Aliases);
    let same = |one: &str, two: &str| text::fold(one) == text::fold(two);
    let known = |alias: &str| asset.aliases.iter().any(|known| same(known, alias));
    let tag = edited.tag.as_ref().unwrap_or(&asset.tag).as_str();
    let mut given: Vec<String> = Vec::new();
    for alias in &changes.aliases {
        let alias = clean("alias", alias)?;
        if same(&alias, tag) || given.iter().any(|other| same(other, &alias)) {
            continue;
        }
        if !known(&alias) {
            refuse_taken(act, &alias, Some(asset.id))?;
            names.claim(&alias, asset)?;
        }
        given.push(alias);
    }
    if anew
        && !asset.aliases.is_empty()
        && !(given.len() == asset.aliases.len() && given.iter().all(|a| known(a)))
    {
        edited.clear.push(Attribute::Aliases);
        edited.aliases = given;
    } else {
        given.retain(|alias| !known(alias));
        edited.aliases = given;
    }
    Ok(())
}

/// What the tables propose for its kind, unless it was given.
fn proposed(edited: &mut Edited, asset: &Asset, changes: &Changes) {
    let kind = changes.kind.unwrap_or(asset.kind);
    let mass = match changes.mass {
        Some(mass) if asset.mass == Some(mass) && asset.mass_source != Some(Source::Default) => None,
        Some(mass) => Some((Some(mass), Source::Given)),
        None => {
            let anew = changes.clear.contains(&Attribute::Mass);
            let default = matches!(asset.mass_source, None | Some(Source::Default));
            (anew || (default && edited.kind.is_some())).then(|| (default_mass(kind), Source::Default))
        }
    };
    match mass {
        Some((Some(mass), source)) if (asset.mass, asset.mass_source) != (Some(mass), Some(source)) => {
            edited.mass_g = Some(mass);
            edited.mass_source = Some(source);
        }
        Some((None, _)) if asset.mass.is_some() => edited.clear.push(Attribute::Mass),
        _ => {}
    }
    let usual = changes.weee_of_kind || (asset.weee_source == Source::Default && edited.kind.is_some());
    let given = changes.weee.map(|category| (category, Source::Given));
    let category = given.or_else(|| usual.then(|| (weee::category(kind), Source::Default)));
    if let Some((category, source)) = category.filter(|new| *new != (asset.weee, asset.weee_source)) {
        edited.weee = Some(category);
        edited.weee_source = Some(source);
    }
    let tables = [edited.mass_source, edited.weee_source].contains(&Some(Source::Default));
    edited.rules = tables.then(|| rules::VERSION.to_owned());
}

/// To whom it belongs, and who sold it.
fn belongs(
    act: &Act<'_>,
    names: &mut Newcomers,
    edited: &mut Edited,
    asset: &Asset,
    changes: &Changes,
) -> Result<(), Failure> {
    let supplier = names.party(act, changes.supplier.as_deref())?;
    cleared(edited, changes, Attribute::Supplier, asset.supplier.as_ref(), supplier.as_ref());
    edited.supplier = other(supplier, asset.supplier.as_ref());
    edited.acquired = other(changes.acquired, Some(&asset.acquired));
    let owner = names.party(act, changes.owner.as_deref())?;
    edited.owner = other(owner, asset.owner.as_ref());
    let owned = changes.acquired.unwrap_or(asset.acquired).owned();
    let gone = changes.clear.contains(&Attribute::Owner) && owner.is_none();
    if owned && owner.is_some() {
        return Err(Refusal::Owner { lacking: false }.into());
    }
    if !owned && (gone || (owner.is_none() && asset.owner.is_none())) {
        return Err(Refusal::Owner { lacking: true }.into());
    }
    // What was bought at the end of its lease belongs to nobody else.
    if owned && asset.owner.is_some() {
        edited.clear.push(Attribute::Owner);
    }
    let given_up = asset.decommissioned_on.or(asset.waste_since);
    if !owned && asset.owned() && (given_up.is_some() || asset.decommission_when_collected) {
        return Err(Refusal::GivenUp { tag: asset.tag.to_string(), since: given_up }.into());
    }
    Ok(())
}

/// Where it stands, as far as its life does not decide that.
fn stands(
    act: &mut Act<'_>,
    names: &mut Newcomers,
    edited: &mut Edited,
    asset: &Asset,
    changes: &Changes,
) -> Result<(), Failure> {
    let lived = |fact| Refusal::Lived { tag: asset.tag.to_string(), state: asset.state, fact };
    if let Some(state) = other(changes.state, Some(&asset.state)) {
        return Err(lived(Lived::State(state)).into());
    }
    let holder = names.party(act, changes.holder.as_deref())?;
    if other(holder, asset.holder.as_ref()).is_some() {
        return Err(lived(Lived::Holder).into());
    }
    let here = !matches!(asset.state, State::Deployed | State::Missing | State::Departed);
    for (place, attribute, lives, known, given, free) in [
        (
            Place::Service,
            Attribute::Service,
            Lived::Service,
            &asset.service,
            &changes.service,
            here && asset.deployments == 0,
        ),
        (Place::Site, Attribute::Site, Lived::Site, &asset.site, &changes.site, here),
    ] {
        let clear = given.is_none() && known.is_some() && changes.clear.contains(&attribute);
        let moves = match given {
            // Asked for first: what is refused must not create a place.
            Some(word) => place_code(act.reader(), place, &clean(place.code(), word)?)?
                .is_none_or(|code| Some(&code) != known.as_ref()),
            None => clear,
        };
        if !moves {
            continue;
        }
        if !free {
            return Err(lived(lives).into());
        }
        let code = names.place(act, place, given.as_deref())?;
        match place {
            Place::Service => edited.service = code,
            Place::Site => edited.site = code,
        }
        if clear {
            edited.clear.push(attribute);
        }
        edited.stay = stay(act, asset)?;
    }
    Ok(())
}

/// The event that began the present stretch of days of an asset.
fn stay(act: &Act<'_>, asset: &Asset) -> Result<Option<Seq>, Failure> {
    Ok(life(act, asset.id, &[])?.and_then(|life| life.stays.last().map(|stay| stay.seq)))
}

/// Refuses to let events fall where another asset has taken since what they had freed, or where what is
/// not ours would have been given up.
pub(super) fn check_without(act: &Act<'_>, asset: &Asset, fallen: &[Seq]) -> Result<(), Failure> {
    let Some(left) = life(act, asset.id, fallen)?.map(|life| life.asset) else { return Ok(()) };
    for name in std::iter::once(left.tag.as_str()).chain(left.aliases.iter().map(String::as_str)) {
        refuse_taken(act, name, Some(asset.id))?;
    }
    refuse_known_serial(act, left.serial.as_deref(), left.manufacturer.as_deref(), Some(asset.id))?;
    let given_up = left.decommissioned_on.or(left.waste_since);
    if !left.owned() && (given_up.is_some() || left.decommission_when_collected) {
        return Err(Refusal::GivenUp { tag: asset.tag.to_string(), since: given_up }.into());
    }
    Ok(())
}

/// Refuses to let edits fall where what may hold data would be asked about no more. Of what has left
/// nobody can say any more what is in it: the mistake is taken back.
pub(super) fn check_unlisted(act: &Act<'_>, asset: &Asset, fallen: &[Seq]) -> Result<(), Failure> {
    if asset.inventory == Inventory::Closed || asset.state == State::Departed {
        return Ok(());
    }
    let left = life(act, asset.id, fallen)?.map(|life| life.asset.inventory);
    match fallen.first().filter(|_| left == Some(Inventory::Closed)) {
        Some(seq) => Err(Refusal::Unlisted { seq: *seq, tag: asset.tag.to_string() }.into()),
        None => Ok(()),
    }
}
