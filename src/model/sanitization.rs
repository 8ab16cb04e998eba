//! Words of data removal: media, actions, verification, claims (NIST SP 800-88, IEEE 2883).

use crate::model::codes::codes;

codes! {
    /// The kind of a storage medium.
    pub enum MediumKind {
        /// A magnetic disk.
        Hdd = "hdd",
        /// A SATA or SAS flash disk.
        Ssd = "ssd",
        /// A flash disk on NVM Express.
        Nvme = "nvme",
        /// Flash soldered on the board.
        Emmc = "emmc",
        /// A card, a key, loose flash.
        Flash = "flash",
        /// Unknown, or anything else.
        Other = "other",
    }
}

codes! {
    /// What a medium says of its own health (SMART, and its like on NVMe and SCSI).
    pub enum Health {
        /// It is in order.
        Passed = "passed",
        /// It is failing.
        Failed = "failed",
        /// It does not say.
        Unknown = "unknown",
    }
}

codes! {
    /// Whether a device always encrypts what it stores.
    pub enum Encrypted {
        /// It does, attested.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

codes! {
    /// What a medium holds, as far as the record knows.
    pub enum MediumStatus {
        /// Nobody has looked.
        Unknown = "unknown",
        /// It has been in use and holds data.
        HoldsData = "holds_data",
        /// Its data was removed, and it was not used since.
        Sanitised = "sanitised",
        /// It does not exist any more.
        Destroyed = "destroyed",
    }
}

codes! {
    /// What was done to remove the data.
    pub enum Technique {
        /// Written over by a program on the host, at least once.
        Overwrite = "overwrite",
        /// ATA SECURITY ERASE UNIT, normal.
        AtaSecureErase = "ata_secure_erase",
        /// ATA SECURITY ERASE UNIT, enhanced.
        AtaSecureEraseEnhanced = "ata_secure_erase_enhanced",
        /// ATA SANITIZE, overwrite.
        AtaSanitizeOverwrite = "ata_sanitize_overwrite",
        /// ATA SANITIZE, block erase.
        AtaSanitizeBlock = "ata_sanitize_block",
        /// ATA SANITIZE, crypto scramble.
        AtaSanitizeCrypto = "ata_sanitize_crypto",
        /// NVMe Format, user data erase (SES=1).
        NvmeFormatUser = "nvme_format_user",
        /// NVMe Format, cryptographic erase (SES=2).
        NvmeFormatCrypto = "nvme_format_crypto",
        /// NVMe Sanitize, block erase.
        NvmeSanitizeBlock = "nvme_sanitize_block",
        /// NVMe Sanitize, crypto erase.
        NvmeSanitizeCrypto = "nvme_sanitize_crypto",
        /// TCG Opal revert: the key is thrown away.
        TcgRevert = "tcg_revert",
        /// The device's own return to factory state.
        FactoryReset = "factory_reset",
        /// A strong magnetic field.
        Degauss = "degauss",
        /// Holes.
        Drill = "drill",
        /// Shredding.
        Shred = "shred",
        /// Disintegration.
        Disintegrate = "disintegrate",
        /// Incineration.
        Incinerate = "incinerate",
    }
}

impl Technique {
    /// Tells whether nothing is left of the medium afterwards.
    #[must_use]
    pub const fn destroys(self) -> bool {
        matches!(self, Self::Shred | Self::Disintegrate | Self::Incinerate)
    }
}

codes! {
    /// How it was checked that the technique completed (NIST SP 800-88r2, 4.5.1).
    pub enum Verify {
        /// Everything was read back.
        Full = "full",
        /// A sample was read back.
        Sample = "sample",
        /// The device's own report.
        Status = "status",
        /// Not checked.
        None = "none",
    }
}

codes! {
    /// What the check found. Never inferred.
    pub enum Verdict {
        /// It completed.
        Pass = "pass",
        /// It did not.
        Fail = "fail",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

codes! {
    /// What may be claimed of a medium (NIST SP 800-88), weakest first. Computed, never typed.
    pub enum Claim {
        /// Nothing.
        None = "none",
        /// Clear, with a limit: unmapped cells of flash were not reached.
        ClearLimited = "clear_limited",
        /// Clear.
        Clear = "clear",
        /// Purge.
        Purge = "purge",
        /// Destroy.
        Destroy = "destroy",
    }
}

codes! {
    /// The least claim that the organisation accepts.
    pub enum Minimum {
        /// Clear; `clear_limited` satisfies it.
        Clear = "clear",
        /// Purge.
        Purge = "purge",
        /// Destroy.
        Destroy = "destroy",
    }
}

impl Minimum {
    /// Returns the claim that it names.
    #[must_use]
    pub const fn claim(self) -> Claim {
        match self {
            Self::Clear => Claim::Clear,
            Self::Purge => Claim::Purge,
            Self::Destroy => Claim::Destroy,
        }
    }

    /// Tells whether a claim is enough.
    #[must_use]
    pub fn accepts(self, claim: Claim) -> bool {
        claim
            >= match self {
                Self::Clear => Claim::ClearLimited,
                Self::Purge => Claim::Purge,
                Self::Destroy => Claim::Destroy,
            }
    }
}

/// What lets a medium leave or be ready: the policies `sanitization.minimum` and
/// `sanitization.second_person`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearance {
    /// The least claim that suffices.
    pub minimum: Minimum,
    /// Whether a second person has to accept the result (validation, NIST SP 800-88r2, 4.5.2).
    pub second_person: bool,
}

codes! {
    /// The pattern that a tool wrote, by the name it has for it. No claim depends on it.
    pub enum Method {
        /// Zeros, once.
        Zero = "zero",
        /// Ones, once.
        One = "one",
        /// A random stream.
        Random = "random",
        /// `DoD Short`: three passes.
        DodShort = "dodshort",
        /// `DoD 5220.22-M`: seven passes.
        Dod = "dod522022m",
        /// Gutmann: 35 passes.
        Gutmann = "gutmann",
        /// RCMP TSSIT OPS-II: eight passes and a random one.
        Ops2 = "ops2",
        /// HMG IS5 Enhanced: three passes.
        Is5Enhanced = "is5enh",
        /// Bruce Schneier's seven passes.
        Bruce7 = "bruce7",
        /// BMB21-2019: six passes.
        Bmb21 = "bmb",
        /// Nothing is written: it is read whether all is zero.
        VerifyZero = "verify_zero",
        /// Nothing is written: it is read whether all is one.
        VerifyOne = "verify_one",
    }
}

impl Method {
    /// Tells whether it only reads: a check, and no erasure.
    #[must_use]
    pub const fn only_reads(self) -> bool {
        matches!(self, Self::VerifyZero | Self::VerifyOne)
    }
}

codes! {
    /// What to do when a medium would serve another service without having been sanitised.
    pub enum OnRedeploy {
        /// Nothing.
        Off = "off",
        /// Say it.
        Warn = "warn",
        /// Refuse.
        Refuse = "refuse",
    }
}

codes! {
    /// What a person declared about the media of an asset.
    pub enum Declared {
        /// There is none.
        None = "none",
        /// The list is complete.
        Confirmed = "confirmed",
    }
}

codes! {
    /// Whether the list of an asset's media is known to be complete.
    pub enum Inventory {
        /// Nobody said so: unknown is not clean.
        Open = "open",
        /// It is.
        Closed = "closed",
    }
}
