//! What happened, in one sentence an event; and the few words around lists.

use crate::{
    model::{
        amount::Cents,
        day::Day,
        event::Event,
        id::{ActorId, AssetId, LotId, MediumId, PartyId, TextId},
    },
    store::Place,
};

/// The names of what events name by identity. A name that was erased is said as such by the words.
pub trait Names {
    /// The tag of an asset.
    fn asset(&self, id: AssetId) -> Option<String>;
    /// The serial of a medium, or its identity.
    fn medium(&self, id: MediumId) -> Option<String>;
    /// The number of a lot.
    fn lot(&self, id: LotId) -> Option<String>;
    /// The name of a party.
    fn party(&self, id: PartyId) -> Option<String>;
    /// The name of whoever ran a command.
    fn actor(&self, id: ActorId) -> Option<String>;
    /// The label of a service or site.
    fn place(&self, place: Place, code: &str) -> Option<String>;
    /// A text of the vault.
    fn text(&self, id: TextId) -> Option<String>;
    /// The name of a file that was attached, where it may be told: it may be that of a person.
    fn file(&self, id: TextId) -> Option<String>;
}

/// The sentences of a life.
pub trait Life {
    /// Says what an event says, in one sentence without the day, beginning with what it is about:
    /// "MTR-000123K: deployed to Urbanisme, Mairie, for Alice Martin".
    fn event(&self, event: &Event, names: &dyn Names) -> String;
    /// Says that a command was recorded before, so that nothing was changed now.
    fn repeated(&self, first: u64, last: u64) -> String;
    /// Says how many events were recorded, where there are too many to say each.
    fn recorded(&self, events: u64) -> String;
    /// Says that a record was opened, and where it lies.
    fn opened(&self, path: &str) -> String;
    /// Says that a file was written.
    fn written(&self, path: &str) -> String;
    /// Says that a verification found no difference.
    fn verified(&self, events: u64, seq: u64, hash: &str) -> String;
    /// Says how many differences a verification found.
    fn differs(&self, events: u64, findings: usize) -> String;
    /// Says that the tables were written again, and how many of them were not what the log gives.
    fn rebuilt(&self, events: u64, tables: usize) -> String;
    /// Says that every table is what the log gives.
    fn nothing_to_rebuild(&self, events: u64) -> String;
    /// Says one difference.
    fn finding(&self, finding: &crate::store::Finding) -> String;
    /// Says that there is nothing to list.
    fn nothing(&self) -> &'static str;
    /// Says that the record knows of nothing that far back.
    fn nothing_yet(&self) -> &'static str;
    /// Says how many assets of those found are shown, and how to see more.
    fn found_more(&self, shown: u64, total: u64) -> String;
    /// The label of a field, as `show` prints it and the column of a list is headed: its key in JSON,
    /// such as `warranty_until`, in words.
    fn field(&self, field: Field) -> &'static str;
    /// Says who has an asset that is sent out, since when, under which contract.
    fn sent_out(&self, party: Option<&str>, since: Day, data_clause: Option<&str>) -> String;
    /// Says who accepted, as a second person, what was done to a medium, and when.
    fn validated_by(&self, by: Option<&str>, on: Day) -> String;
    /// Says that nobody accepted it yet, where the policy asks for it.
    fn awaits_validation(&self) -> &'static str;
    /// Says how often an asset was worked on, how long, at what cost.
    fn work_done(&self, times: u64, minutes: u64, cost: Cents) -> String;
    /// The way to record an event again after it was voided: said before the commands.
    fn record_again(&self) -> &'static str;
    /// Says what was voided and no command records again, for what it is about has no name any more:
    /// its day, and a sentence of [`Life::event`].
    fn by_hand(&self, on: Day, sentence: &str) -> String;
    /// A sentence of [`Life::event`] with the note that was left.
    fn with_note(&self, sentence: &str, note: &str) -> String;
    /// A sentence of [`Life::event`] that is read with corrected values.
    fn corrected(&self, sentence: &str) -> String;
    /// A sentence of [`Life::event`] that does not stand any more.
    fn voided(&self, sentence: &str) -> String;
    /// Said of a departure from before the record: nobody checked it.
    fn taken_over(&self) -> &'static str;
    /// Whoever ran commands, as a kind beside those of parties.
    fn operator(&self) -> &'static str;
    /// Said where no person may be named, or the name was erased.
    fn erased(&self) -> &'static str;
    /// The mass of a lot as it left, weighed or not, how many of its things came back since, and the mass of
    /// those that did not, if it is known.
    fn mass_since_returns(&self, taken: &str, weighed: bool, pieces: u64, left: Option<&str>) -> String;
    /// Says how many files are attached to a thing, and how they are listed.
    fn evidence_attached(&self, files: u64, to: &str) -> String;
}

crate::model::codes::codes! {
    /// A field that is shown.
    pub enum Field {
        /// Tag.
        Tag = "tag",
        /// Aliases.
        Aliases = "aliases",
        /// Kind.
        Kind = "kind",
        /// Manufacturer.
        Manufacturer = "manufacturer",
        /// Model.
        Model = "model",
        /// Serial.
        Serial = "serial",
        /// State.
        State = "state",
        /// Decommissioned on.
        DecommissionedOn = "decommissioned_on",
        /// Waste since.
        WasteSince = "waste_since",
        /// Owned.
        Owned = "owned",
        /// Service.
        Service = "service",
        /// Site.
        Site = "site",
        /// Holder.
        Holder = "holder",
        /// Grade.
        Grade = "grade",
        /// WEEE category.
        WeeeCategory = "weee_category",
        /// Mass.
        Mass = "mass_g",
        /// Acquired.
        Acquired = "acquired",
        /// Purchase date.
        PurchaseDate = "purchase_date",
        /// Price without tax.
        Price = "purchase_price_ht_cents",
        /// Manufactured on.
        ManufacturedOn = "manufactured_on",
        /// First use.
        FirstUse = "first_use_date",
        /// Warranty until.
        WarrantyUntil = "warranty_until",
        /// Deployments.
        Deployments = "deployments",
        /// Second lives.
        SecondLives = "second_lives",
        /// Media.
        Media = "media",
        /// Media inventory.
        Inventory = "inventory",
        /// Lot.
        Lot = "lot",
        /// Departed on.
        DepartedOn = "departed_on",
        /// Channel.
        Channel = "channel",
        /// Outcome.
        Outcome = "outcome",
        /// Event number.
        Event = "event",
        /// Day.
        Day = "day",
        /// Who.
        Who = "who",
        /// What happened.
        What = "what",
        /// Name.
        Name = "name",
        /// SIRET.
        Siret = "siret",
        /// Notes and other texts.
        Texts = "texts",
        /// Labels of services and sites.
        Labels = "labels",
        /// Identity.
        Id = "id",
        /// Status.
        Status = "status",
        /// Claim.
        Claim = "claim",
        /// Capacity.
        Capacity = "capacity_bytes",
        /// Encrypted.
        Encrypted = "encrypted",
        /// Hours under power.
        Hours = "power_on_hours",
        /// Health.
        Health = "health",
        /// Asset.
        Asset = "asset",
        /// Recipient.
        Party = "party",
        /// Opened on.
        OpenedOn = "opened_on",
        /// Shipped on.
        ShippedOn = "shipped_on",
        /// Undertaken on.
        UndertakenOn = "undertaken_on",
        /// Proved.
        Proved = "proved",
        /// Returned on.
        ReturnedOn = "returned_on",
        /// Legal basis.
        LegalBasis = "legal_basis",
        /// Act.
        Act = "act",
        /// Unit value.
        UnitValue = "unit_value_cents",
        /// Value method.
        ValueMethod = "value_method",
        /// Waste code.
        WasteCode = "waste_code",
        /// Operation.
        Operation = "operation",
        /// BSD.
        Bsd = "bsd",
        /// No BSD.
        NoBsd = "no_bsd",
        /// Carrier.
        Carrier = "carrier",
        /// Persistent organic pollutants.
        Pop = "pop",
        /// Data clause.
        DataClause = "data_clause",
        /// Warranty take-back.
        Warranty = "warranty",
        /// Lines.
        Lines = "lines",
        /// To whom it is sent out.
        SentTo = "sent_to",
        /// What was done to it.
        Work = "work",
        /// Files that are attached.
        Evidence = "evidence",
        /// A SHA-256.
        Sha256 = "sha256",
        /// A size, in bytes.
        Size = "size",
        /// What something is about.
        Subject = "subject",
        /// Policy key.
        Policy = "policy",
        /// Value.
        Value = "value",
    }
}
