//! The commands there is help about.

use crate::model::codes::codes;

codes! {
    /// A command, by the words that call it.
    pub enum Verb {
        /// The program itself.
        Rebond = "rebond",
        /// Create a database.
        Init = "init",
        /// A town of our invention.
        Demo = "demo",
        /// Policies.
        Policy = "policy",
        /// One policy.
        PolicyGet = "policy get",
        /// Another value for a policy.
        PolicySet = "policy set",
        /// Every policy.
        PolicyList = "policy list",
        /// Preferences.
        Config = "config",
        /// One preference.
        ConfigGet = "config get",
        /// Another value for a preference.
        ConfigSet = "config set",
        /// No value for a preference.
        ConfigUnset = "config unset",
        /// Every preference.
        ConfigList = "config list",
        /// An asset comes into the record.
        Add = "add",
        /// What is known of assets is put right.
        Edit = "edit",
        /// One asset.
        Show = "show",
        /// Assets.
        List = "list",
        /// Assets, as one types.
        Find = "find",
        /// The events of one asset.
        History = "history",
        /// To a service.
        Deploy = "deploy",
        /// Another service, site or person.
        Move = "move",
        /// Back from use.
        Collect = "collect",
        /// Looked at and decided.
        Triage = "triage",
        /// Repairs and parts.
        Work = "work",
        /// Reconditioned.
        Ready = "ready",
        /// No more use of it.
        Decommission = "decommission",
        /// A use for it again.
        Reinstate = "reinstate",
        /// Lost or stolen.
        Missing = "missing",
        /// Back.
        Found = "found",
        /// An event is as if it had not been.
        Void = "void",
        /// An event is read with other values.
        Correct = "correct",
        /// Storage media.
        Media = "media",
        /// A medium comes into the record.
        MediaAdd = "media add",
        /// There is no medium.
        MediaNone = "media none",
        /// The list of media is complete.
        MediaConfirm = "media confirm",
        /// To another asset, or to stock.
        MediaMove = "media move",
        /// Media.
        MediaList = "media list",
        /// Data was removed.
        Sanitize = "sanitize",
        /// The logs of what erases.
        SanitizeImport = "sanitize import",
        /// A second person accepts it.
        SanitizeValidate = "sanitize validate",
        /// Evidence.
        Evidence = "evidence",
        /// Files are attached.
        EvidenceAdd = "evidence add",
        /// What is attached.
        EvidenceList = "evidence list",
        /// A file is written again.
        EvidenceExtract = "evidence extract",
        /// Files are erased.
        EvidenceForget = "evidence forget",
        /// What was done to remove data, on paper.
        Certificate = "certificate",
        /// Lots.
        Lot = "lot",
        /// A lot is opened.
        LotNew = "lot new",
        /// Facts of a lot.
        LotEdit = "lot edit",
        /// Into a lot.
        LotAdd = "lot add",
        /// Out of a lot.
        LotDrop = "lot drop",
        /// One lot.
        LotShow = "lot show",
        /// Every lot.
        LotList = "lot list",
        /// The taker undertook to reuse.
        LotUndertake = "lot undertake",
        /// It leaves.
        LotShip = "lot ship",
        /// What became of it.
        LotProve = "lot prove",
        /// Assets came back.
        LotReturn = "lot return",
        /// What is signed when it is handed over.
        LotSlip = "lot slip",
        /// Given up or undone.
        LotCancel = "lot cancel",
        /// People and organisations.
        Party = "party",
        /// A party comes into the record.
        PartyAdd = "party add",
        /// What changed of a party.
        PartyEdit = "party edit",
        /// Every party.
        PartyList = "party list",
        /// One party.
        PartyShow = "party show",
        /// Names are erased.
        PartyForget = "party forget",
        /// Labels.
        Label = "label",
        /// Labels whose tags wait for their assets.
        LabelBlank = "label blank",
        /// Action cards.
        LabelCards = "label cards",
        /// One scan after another.
        Scan = "scan",
        /// Out of files.
        Import = "import",
        /// For other programs.
        Export = "export",
        /// Figures of a period.
        Report = "report",
        /// The head, signed.
        Seal = "seal",
        /// A copy that was checked.
        Backup = "backup",
        /// A backup is the record again.
        Restore = "restore",
        /// The whole record is checked.
        Verify = "verify",
        /// Everything beside the log is written again.
        Rebuild = "rebuild",
        /// Completions of a shell.
        Completions = "completions",
        /// Manual pages.
        Man = "man",
        /// Help.
        Help = "help",
    }
}
