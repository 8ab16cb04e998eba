//! `import`: every row of a table becomes an asset, or none does.

use uuid::Uuid;

use super::{Act, Add, Failure, Recording, Refusal, inventory::Newcomers};
use crate::{
    intake::{Options, Record, Remark, table},
    model::{
        day::Day,
        event::Draft,
        fact::PartyAdded,
        id::{AssetId, PartyId},
        kind::{Acquired, Security},
        leaving::PartyKind,
        tag::Tag,
    },
    ops::Resolve,
    store::{Name, Vault},
};

/// How many assets are recorded in one go: enough to be fast, few enough to be light.
const BATCH: u64 = 500;

/// How many refused rows are named.
const MOST: usize = 100;

/// A file to be imported.
#[derive(Clone, Debug)]
pub struct Import<'f> {
    /// Its name, for messages.
    pub file: String,
    /// Its content.
    pub bytes: &'f [u8],
    /// Whether the persons it names are read.
    pub holders: bool,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The rows read.
    pub read: u64,
    /// How many assets came in.
    pub added: u64,
    /// Which.
    pub assets: Vec<AssetId>,
    /// What is worth saying of single lines.
    pub remarks: Vec<Remark>,
}

/// Imports a table into the write in progress.
///
/// # Errors
///
/// Returns every fault of the file, each with its line and column, or the first refusal; then
/// nothing is imported.
pub fn import(act: &mut Act<'_>, request: &Import<'_>, recording: &Recording) -> Result<Imported, Failure> {
    let options = Options { holders: request.holders, ..Options::default() };
    let table = table::read(request.bytes, &options)
        .map_err(|faults| Failure::Input { file: request.file.clone(), faults })?;
    let mut newcomers = Newcomers::reserving(table.records.iter().flat_map(|record| {
        let aliases = record.aliases.iter().filter_map(|alias| Tag::parse(alias).ok());
        record.tag.clone().into_iter().chain(aliases)
    }));
    let mut waiting: Vec<Draft> = Vec::new();
    let (mut added, mut assets, mut refused) = (0, Vec::new(), Vec::new());
    for record in table.records {
        let line = record.line;
        match asset(act, &mut newcomers, record, recording) {
            Ok(drafts) => {
                assets.extend(drafts.first().and_then(|draft| draft.asset));
                waiting.extend(drafts);
            }
            Err(Failure::Refused(refusal)) if refused.len() < MOST => refused.push((line, *refusal)),
            Err(Failure::Refused(_)) => {}
            Err(other) => return Err(other),
        }
        added += 1;
        if added % BATCH == 0 && refused.is_empty() {
            act.record_all(std::mem::take(&mut waiting))?;
        }
    }
    if !refused.is_empty() {
        return Err(Failure::RefusedRows { file: request.file.clone(), rows: refused });
    }
    act.record_all(waiting)?;
    Ok(Imported { read: table.read, added, assets, remarks: table.remarks })
}

fn asset(
    act: &mut Act<'_>,
    newcomers: &mut Newcomers,
    record: Record,
    recording: &Recording,
) -> Result<Vec<Draft>, Failure> {
    let on = recording.on.or(record.purchase_date).or(record.first_use_date);
    let on = act.day(on)?;
    party(act, newcomers, record.supplier.as_deref(), PartyKind::Supplier, on)?;
    party(act, newcomers, record.holder.as_deref(), PartyKind::Staff, on)?;
    let acquired = record.acquired.unwrap_or(Acquired::New);
    party(act, newcomers, record.owner.as_deref(), PartyKind::Lessor, on)?;
    let note = record.note.as_deref().map(|note| act.keep_text("note", note)).transpose()?;
    let request = Add {
        tag: record.tag,
        aliases: record.aliases,
        kind: record.kind,
        manufacturer: record.manufacturer,
        model: record.model,
        serial: record.serial,
        purchase_date: record.purchase_date,
        price: record.price,
        supplier: record.supplier,
        order: record.order,
        warranty_months: record.warranty.and_then(|warranty| warranty.months(record.purchase_date)),
        first_use_date: record.first_use_date,
        manufactured_on: record.manufactured_on,
        mass: record.mass,
        weee: record.weee,
        security: record.security.unwrap_or(Security::None),
        acquired,
        owner: record.owner,
        service: record.service,
        site: record.site,
        holder: record.holder,
        state: record.state,
        drive_serials: record.drive_serials,
        drive_kind: record.drive_kind,
    };
    let mut drafts = newcomers.drafts(act, &request, on)?;
    if let Some(first) = drafts.first_mut() {
        first.note = note;
    }
    Ok(drafts)
}

/// A table names its suppliers and persons without saying first who they are: they come in with it.
fn party(
    act: &mut Act<'_>,
    newcomers: &mut Newcomers,
    name: Option<&str>,
    kind: PartyKind,
    on: Day,
) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    if newcomers.has(name) {
        return Ok(());
    }
    // Asked for by name first: not to be found is the rule here, and looking for near names is dear.
    let named = !act.reader().named(&Name::Party(name.trim()))?.is_empty();
    if named || Uuid::parse_str(name.trim()).is_ok() {
        match act.reader().find_party(name) {
            Err(Failure::Refused(refusal)) if matches!(*refusal, Refusal::NotFound { .. }) => {}
            found => {
                newcomers.knows(name, found?.id);
                return Ok(());
            }
        }
    }
    let id = PartyId(act.next_id());
    act.keep(&Vault::Party { id, name: name.to_owned(), siret: None })?;
    act.record(Draft::new(on, PartyAdded { kind }).party(id))?;
    newcomers.knows(name, id);
    Ok(())
}
