//! The flags and arguments there is help about.

use crate::model::codes::codes;

codes! {
    /// A flag or an argument, by what it means: one name may mean two things in two commands.
    pub enum Flag {
        /// Only what differs is said.
        Check = "check",
        /// The slow checks as well.
        Full = "full",
        /// The database.
        Db = "db",
        /// The language.
        Lang = "lang",
        /// Who runs the command.
        Actor = "actor",
        /// The identity of the command.
        Cmd = "cmd",
        /// The answer in JSON.
        Json = "json",
        /// Data and errors only.
        Quiet = "quiet",
        /// When to use colours.
        Color = "color",
        /// Help.
        Help = "help",
        /// The version.
        Version = "version",
        /// The command help is wanted of.
        Words = "words",
        /// The day it happened.
        On = "on",
        /// A note.
        Note = "note",
        /// Files that are evidence of it.
        Evidence = "evidence",
        /// What files are evidence of.
        Evidenced = "evidenced",
        /// Files that are attached.
        EvidenceFiles = "evidence_files",
        /// Of what evidence is listed.
        EvidenceOf = "evidence_of",
        /// The hash of a file.
        Sha256 = "sha256",
        /// The hashes of files that are erased.
        ErasedFiles = "erased_files",
        /// Why files are erased.
        ErasureReason = "erasure_reason",
        /// The organisation.
        Org = "org",
        /// The prefix of tags.
        Prefix = "prefix",
        /// The group may write.
        Group = "group",
        /// A folder.
        Folder = "folder",
        /// The key of a policy.
        Policy = "policy",
        /// The value of a policy.
        PolicyValue = "policy_value",
        /// The key of a preference.
        Preference = "preference",
        /// The value of a preference.
        PreferenceValue = "preference_value",
        /// The key of a preference, even of one that nobody knows.
        OldPreference = "old_preference",
        /// A shell.
        Shell = "shell",
        /// The folder of manual pages.
        PagesFolder = "pages_folder",
        /// One asset.
        Asset = "asset",
        /// Assets.
        Assets = "assets",
        /// The kind of an asset.
        Kind = "kind",
        /// Its tag.
        Tag = "tag",
        /// Its other names.
        Alias = "alias",
        /// Who made it.
        Manufacturer = "manufacturer",
        /// Its model.
        Model = "model",
        /// Its serial.
        Serial = "serial",
        /// The day it was bought.
        Purchased = "purchased",
        /// Its price.
        PriceHt = "price_ht",
        /// Who sold it.
        Supplier = "supplier",
        /// The order.
        Order = "order",
        /// Its warranty.
        WarrantyMonths = "warranty_months",
        /// The day it was first used.
        FirstUse = "first_use",
        /// The day it was made.
        Manufactured = "manufactured",
        /// Its mass.
        Mass = "mass",
        /// Its WEEE category.
        Weee = "weee",
        /// What it held.
        Security = "security",
        /// How it came.
        Acquired = "acquired",
        /// To whom it belongs.
        Owner = "owner",
        /// Who uses it.
        Service = "service",
        /// Where it stands.
        Site = "site",
        /// The person who uses it.
        Holder = "holder",
        /// The tag on its new label.
        NewTag = "new_tag",
        /// What it is after all.
        NewKind = "new_kind",
        /// Its WEEE category after all.
        NewWeee = "new_weee",
        /// Its state after all.
        NewState = "new_state",
        /// What is taken away.
        Clear = "clear",
        /// Where its life begins.
        FirstState = "first_state",
        /// In this state.
        OnlyState = "only_state",
        /// Of this kind.
        OnlyKind = "only_kind",
        /// Of this service.
        OnlyService = "only_service",
        /// On this site.
        OnlySite = "only_site",
        /// At least this old.
        OlderThan = "older_than",
        /// Decommissioned.
        OnlyDecommissioned = "only_decommissioned",
        /// As it was that day.
        AsOf = "as_of",
        /// How a list is written.
        Format = "format",
        /// What is searched.
        SearchText = "search_text",
        /// How many are shown.
        Limit = "limit",
        /// To which service.
        ToService = "to_service",
        /// Reinstated first.
        ReinstateFirst = "reinstate_first",
        /// What was decided.
        Decision = "decision",
        /// What works.
        Functional = "functional",
        /// How it looks.
        Cosmetic = "cosmetic",
        /// Waste from now on.
        Waste = "waste",
        /// Without an operating system.
        NoSystem = "no_system",
        /// What was done to it.
        WorkType = "work_type",
        /// The part.
        Part = "part",
        /// Where the part comes from.
        PartFrom = "part_from",
        /// How long it took.
        Minutes = "minutes",
        /// What it cost.
        Cost = "cost",
        /// Who has it.
        SentTo = "sent_to",
        /// The contract its data goes under.
        WorkClause = "work_clause",
        /// Back from there.
        WorkBack = "work_back",
        /// The serial it came back with.
        NewSerial = "new_serial",
        /// The act.
        Act = "act",
        /// Why it was decommissioned.
        DecommissionReason = "decommission_reason",
        /// On the day it is collected.
        WhenCollected = "when_collected",
        /// Why it is missing.
        Cause = "cause",
        /// Where it stood.
        InPlace = "in_place",
        /// The event.
        Event = "event",
        /// The events.
        Events = "events",
        /// Why it is voided.
        VoidReason = "void_reason",
        /// Later events too.
        WithLater = "with_later",
        /// The right day.
        RightDay = "right_day",
        /// The right service.
        RightService = "right_service",
        /// The right site.
        RightSite = "right_site",
        /// The right person.
        RightHolder = "right_holder",
        /// The right act.
        RightAct = "right_act",
        /// Where a medium is.
        Place = "place",
        /// Media.
        Media = "media",
        /// The assets they are in.
        MediaOf = "media_of",
        /// What a medium is.
        MediumKind = "medium_kind",
        /// Its serial.
        MediumSerial = "medium_serial",
        /// Its model.
        MediumModel = "medium_model",
        /// Its capacity.
        Capacity = "capacity",
        /// Whether it encrypts.
        Encrypted = "encrypted",
        /// Where to.
        ToPlace = "to_place",
        /// With its data.
        KeepData = "keep_data",
        /// In no asset.
        Loose = "loose",
        /// Media and assets.
        Sanitized = "sanitized",
        /// The logs of what erases.
        Logs = "logs",
        /// The serial of a drive without one.
        LogSerial = "log_serial",
        /// The day of a log without one.
        LogDate = "log_date",
        /// What loose media are.
        LogKind = "log_kind",
        /// What was done.
        Action = "action",
        /// With what.
        Tool = "tool",
        /// How it was checked.
        Verify = "verify",
        /// What the check found.
        Result = "result",
        /// The lot.
        Lot = "lot",
        /// Assets and media.
        LotItems = "lot_items",
        /// The way out.
        Channel = "channel",
        /// Who receives.
        ToParty = "to_party",
        /// The article.
        LegalBasis = "legal_basis",
        /// The act.
        LotAct = "lot_act",
        /// The value of each.
        UnitValue = "unit_value",
        /// How it was found.
        ValueMethod = "value_method",
        /// The waste code of each.
        WasteCode = "waste_code",
        /// The treatment planned.
        Operation = "operation",
        /// The tracking slip.
        Bsd = "bsd",
        /// Why there is none.
        NoBsd = "no_bsd",
        /// Who carries.
        Carrier = "carrier",
        /// Persistent organic pollutants.
        Pop = "pop",
        /// The contract.
        DataClause = "data_clause",
        /// Under warranty.
        UnderWarranty = "under_warranty",
        /// The lot it is like.
        Like = "like",
        /// The value of these.
        ItemValue = "item_value",
        /// The waste code of these.
        ItemWasteCode = "item_waste_code",
        /// For parts only.
        ForParts = "for_parts",
        /// Untagged things.
        Bulk = "bulk",
        /// Untagged things that are proved.
        ProvedBulk = "proved_bulk",
        /// Their mass.
        BulkMass = "bulk_mass",
        /// How many they are.
        Count = "count",
        /// What leaves.
        Shipped = "shipped",
        /// Decommissioned first.
        DecommissionFirst = "decommission_first",
        /// By which act.
        DecommissionAct = "decommission_act",
        /// The mass of the whole.
        LotMass = "lot_mass",
        /// It was weighed.
        Weighed = "weighed",
        /// What is proved.
        Proved = "proved",
        /// What became of it.
        Outcome = "outcome",
        /// The final treatment.
        FinalOperation = "final_operation",
        /// What came back.
        Returned = "returned",
        /// Why it came back.
        ReturnReason = "return_reason",
        /// The party.
        Party = "party",
        /// Its name.
        PartyName = "party_name",
        /// What it is.
        PartyKind = "party_kind",
        /// Whose names are erased.
        Forgotten = "forgotten",
        /// Whoever ran commands.
        Operator = "operator",
        /// All whose time is over.
        Due = "due",
        /// Although the register has to name them.
        Anyway = "anyway",
        /// Its SIRET.
        Siret = "siret",
        /// Its new name.
        NewName = "new_name",
        /// The size of a label.
        Size = "size",
        /// The sheet of labels.
        Sheet = "sheet",
        /// The first free place.
        Start = "start",
        /// To the right.
        OffsetX = "offset_x",
        /// Down.
        OffsetY = "offset_y",
        /// The edges of labels.
        Edges = "edges",
        /// The dots of a printer.
        Dpi = "dpi",
        /// The program that prints.
        PrintCommand = "print_command",
        /// How many blank labels.
        BlankCount = "blank_count",
        /// The services of cards.
        CardService = "card_service",
        /// The sites of cards.
        CardSite = "card_site",
        /// How a file is written.
        FileFormat = "file_format",
        /// How a document is written.
        PaperFormat = "paper_format",
        /// What is certified.
        Certified = "certified",
        /// The annex of an agreement.
        Annex = "annex",
        /// Only the list.
        Draft = "draft",
        /// Where to.
        Output = "output",
        /// The folder of a series.
        OutputDir = "output_dir",
        /// How many of a series are kept.
        KeepDated = "keep_dated",
        /// Nothing where nothing changed.
        ChangedOnly = "changed_only",
        /// What is done with each scan.
        ScanAction = "scan_action",
        /// The memory of a handheld.
        FromHandheld = "from_handheld",
        /// The column of the codes.
        CodeColumn = "code_column",
        /// The files.
        Files = "files",
        /// How a file is read.
        ImportFormat = "import_format",
        /// A column for a field.
        Map = "map",
        /// What comes first in a date.
        DateOrder = "date_order",
        /// What is known is completed.
        Update = "update",
        /// The good rows alone.
        AllowPartial = "allow_partial",
        /// Only say.
        DryRun = "dry_run",
        /// Names are read.
        ReadHolders = "read_holders",
        /// What is exported.
        Exported = "exported",
        /// After which event.
        Since = "since",
        /// Names are written.
        WriteHolders = "write_holders",
        /// Which report.
        Report = "report",
        /// Of which days.
        Period = "period",
        /// As known then.
        AtHead = "at_head",
        /// Beside another period.
        Compare = "compare",
        /// Beside what was known then.
        CompareHead = "compare_head",
        /// With the assets counted.
        Explain = "explain",
        /// Seals that are checked.
        Seals = "seals",
        /// Whose seals are believed.
        Signers = "signers",
        /// A head that was printed.
        PrintedHead = "printed_head",
        /// Where a seal goes.
        SealOutput = "seal_output",
        /// The key that seals.
        SealKey = "seal_key",
        /// Seals that must agree.
        Against = "against",
        /// Another program signs.
        Unsigned = "unsigned",
        /// Where a backup goes.
        Backup = "backup",
        /// Over the one that is there.
        ReplaceBackup = "replace_backup",
        /// How many are kept.
        Keep = "keep",
        /// The backup that is restored.
        Restored = "restored",
        /// Lists of what was erased.
        Tombstones = "tombstones",
        /// In place of the record.
        ReplaceRecord = "replace_record",
    }
}
