//! What stands for values in help.

use crate::model::codes::codes;

codes! {
    /// What stands for a value in help.
    pub enum Slot {
        /// An action.
        Action = "ACTION",
        /// An age.
        Age = "AGE",
        /// An alias.
        Alias = "ALIAS",
        /// An answer.
        Answer = "ANSWER",
        /// An article.
        Article = "ARTICLE",
        /// An asset.
        Asset = "ASSET",
        /// The number of a tracking slip.
        Bsd = "BSD",
        /// A capacity.
        Capacity = "CAPACITY",
        /// A category.
        Category = "CATEGORY",
        /// A cause.
        Cause = "CAUSE",
        /// A channel.
        Channel = "CHANNEL",
        /// A code.
        Code = "CODE",
        /// A command.
        Command = "COMMAND",
        /// From where something goes on.
        Cursor = "CURSOR",
        /// A date.
        Date = "DATE",
        /// A decision.
        Decision = "DECISION",
        /// A folder.
        Dir = "DIR",
        /// An amount in euros.
        Eur = "EUR",
        /// Dots by the inch.
        Dpi = "DPI",
        /// A field and a column.
        FieldColumn = "FIELD=COLUMN",
        /// A file.
        File = "FILE",
        /// A format.
        Format = "FORMAT",
        /// A grade.
        Grade = "GRADE",
        /// A way.
        How = "HOW",
        /// A key.
        Key = "KEY",
        /// A kind.
        Kind = "KIND",
        /// A language.
        Lang = "LANG",
        /// A level.
        Level = "LEVEL",
        /// A lot.
        Lot = "LOT",
        /// A mass.
        Mass = "MASS",
        /// A medium.
        Medium = "MEDIUM",
        /// Millimetres.
        Mm = "MM",
        /// A number of months.
        Months = "MONTHS",
        /// A name.
        Name = "NAME",
        /// A number.
        Number = "NUMBER",
        /// An operation.
        Operation = "OPERATION",
        /// An order.
        Order = "ORDER",
        /// An outcome.
        Outcome = "OUTCOME",
        /// A party.
        Party = "PARTY",
        /// A path.
        Path = "PATH",
        /// A period.
        Period = "PERIOD",
        /// A prefix.
        Prefix = "PREFIX",
        /// A reason.
        Reason = "REASON",
        /// A reference.
        Ref = "REF",
        /// A report.
        Report = "REPORT",
        /// A result.
        Result = "RESULT",
        /// The number of an event.
        Seq = "SEQ",
        /// A printed head.
        Head = "SEQ:HASH",
        /// A serial.
        Serial = "SERIAL",
        /// A service.
        Service = "SERVICE",
        /// A shell.
        Shell = "SHELL",
        /// A SHA-256.
        Sha256 = "SHA256",
        /// A SIRET.
        Siret = "SIRET",
        /// A site.
        Site = "SITE",
        /// A size.
        Size = "SIZE",
        /// A sheet of labels.
        Sheet = "SHEET",
        /// A state.
        State = "STATE",
        /// A tag.
        Tag = "TAG",
        /// A text.
        Text = "TEXT",
        /// A tool.
        Tool = "TOOL",
        /// An address.
        Url = "URL",
        /// A UUID.
        Uuid = "UUID",
        /// A value.
        Value = "VALUE",
        /// A thing.
        What = "WHAT",
        /// An occasion.
        When = "WHEN",
    }
}
