//! Labels of codes.

use super::En;
use crate::{
    lang::Codes,
    model::{
        erasure::ForgetReason,
        grade::{Cosmetic, Functional},
        kind::{Acquired, Kind, Security},
        leaving::{Cause, Channel, Decision, LotStatus, PartyKind, Proof, Reason, VoidReason},
        lifecycle::State,
        sanitization::{
            Claim, Encrypted, Health, Inventory, MediumKind, MediumStatus, Technique, Verdict, Verify,
        },
        work::WorkKind,
    },
    ops::EvidenceState,
    rules::outcome::Outcome,
};

impl Codes for En {
    fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Laptop => "laptop",
            Kind::Desktop => "desktop computer",
            Kind::MiniPc => "mini PC",
            Kind::AllInOne => "all-in-one computer",
            Kind::Workstation => "workstation",
            Kind::ThinClient => "thin client",
            Kind::Server => "server",
            Kind::Nas => "network storage (NAS)",
            Kind::Tablet => "tablet",
            Kind::Smartphone => "smartphone",
            Kind::Phone => "telephone",
            Kind::Monitor => "monitor",
            Kind::Printer => "printer",
            Kind::Multifunction => "multifunction printer",
            Kind::Projector => "projector",
            Kind::Network => "network equipment",
            Kind::Dock => "docking station",
            Kind::Peripheral => "peripheral",
            Kind::Other => "other equipment",
        }
    }

    fn state(&self, state: State) -> &'static str {
        match state {
            State::InStock => "in stock",
            State::Deployed => "in use",
            State::Collected => "returned from use",
            State::InWorkshop => "in the workshop",
            State::Ready => "reconditioned",
            State::SetAside => "set aside",
            State::Missing => "lost or stolen",
            State::Departed => "gone",
        }
    }

    fn channel(&self, channel: Channel) -> &'static str {
        match channel {
            Channel::PublicBody => "transfer to a public body",
            Channel::Sale => "sale",
            Channel::StaffGift => "gift to a member of staff",
            Channel::BodyGift => "gift to an association or a body",
            Channel::EcoOrganism => "take-back by an eco-organism",
            Channel::SupplierTakeback => "take-back by the supplier",
            Channel::Waste => "collection as waste",
            Channel::Loss => "loss or theft",
            Channel::LessorReturn => "return to the lessor",
        }
    }

    fn party_kind(&self, kind: PartyKind) -> &'static str {
        match kind {
            PartyKind::Person => "person",
            PartyKind::Staff => "member of staff",
            PartyKind::Association => "association or foundation",
            PartyKind::PublicBody => "public body",
            PartyKind::Recycler => "waste operator",
            PartyKind::Supplier => "supplier",
            PartyKind::EcoOrganism => "eco-organism",
            PartyKind::Lessor => "lessor",
            PartyKind::Other => "other organisation",
        }
    }

    fn outcome(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Reuse => "reuse",
            Outcome::PreparationForReuse => "preparation for reuse",
            Outcome::SoldWithoutProof => "sold or taken back, reuse not established",
            Outcome::Recycling => "recycling",
            Outcome::OtherRecovery => "other recovery",
            Outcome::Disposal => "disposal",
            Outcome::Pending => "awaiting final treatment",
            Outcome::Loss => "loss or theft",
            Outcome::ReturnedToOwner => "returned to its owner",
        }
    }

    fn medium_status(&self, status: MediumStatus) -> &'static str {
        match status {
            MediumStatus::Unknown => "unknown content",
            MediumStatus::HoldsData => "holds data",
            MediumStatus::Sanitised => "sanitised",
            MediumStatus::Destroyed => "destroyed",
        }
    }

    fn claim(&self, claim: Claim) -> &'static str {
        match claim {
            Claim::None => "no NIST level",
            Claim::ClearLimited => "NIST Clear, with a limit",
            Claim::Clear => "NIST Clear",
            Claim::Purge => "NIST Purge",
            Claim::Destroy => "NIST Destroy",
        }
    }

    fn technique(&self, technique: Technique) -> &'static str {
        match technique {
            Technique::Overwrite => "overwriting by software",
            Technique::AtaSecureErase => "ATA Secure Erase",
            Technique::AtaSecureEraseEnhanced => "ATA Secure Erase, enhanced",
            Technique::AtaSanitizeOverwrite => "ATA Sanitize, overwrite",
            Technique::AtaSanitizeBlock => "ATA Sanitize, block erase",
            Technique::AtaSanitizeCrypto => "ATA Sanitize, cryptographic erase",
            Technique::NvmeFormatUser => "NVMe Format, user data erase",
            Technique::NvmeFormatCrypto => "NVMe Format, cryptographic erase",
            Technique::NvmeSanitizeBlock => "NVMe Sanitize, block erase",
            Technique::NvmeSanitizeCrypto => "NVMe Sanitize, cryptographic erase",
            Technique::TcgRevert => "TCG Opal, Revert",
            Technique::FactoryReset => "factory reset",
            Technique::Degauss => "degaussing",
            Technique::Drill => "drilling",
            Technique::Shred => "shredding",
            Technique::Disintegrate => "disintegration",
            Technique::Incinerate => "incineration",
        }
    }

    fn functional(&self, grade: Functional) -> &'static str {
        match grade {
            Functional::F0 => "not tested",
            Functional::F3 => "key functions working",
            Functional::F4 => "hardware working, without software",
            Functional::F5 => "every function tested",
            Functional::F6 => "every function tested, maker’s parts and software",
            Functional::Hs => "out of order",
        }
    }

    fn cosmetic(&self, grade: Cosmetic) -> &'static str {
        match grade {
            Cosmetic::C0 => "not categorised",
            Cosmetic::C1 => "damaged",
            Cosmetic::C2 => "used, poor",
            Cosmetic::C3 => "used, fair",
            Cosmetic::C4 => "used, good",
            Cosmetic::C5 => "used, very good",
            Cosmetic::C6 => "used, excellent",
            Cosmetic::C7 => "certified pre-owned",
            Cosmetic::C8 => "unused",
            Cosmetic::C9 => "new, open box",
        }
    }

    fn decision(&self, decision: Decision) -> &'static str {
        match decision {
            Decision::Recondition => "to be reconditioned",
            Decision::Recycle => "to be recycled",
            Decision::Keep => "to be kept in stock",
        }
    }

    fn work_kind(&self, kind: WorkKind) -> &'static str {
        match kind {
            WorkKind::Repair => "repair",
            WorkKind::Replace => "part replaced",
            WorkKind::Clean => "cleaning",
            WorkKind::Test => "test",
            WorkKind::Install => "installation",
            WorkKind::Harvest => "part taken out",
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::Obsolete => "obsolete",
            Reason::Broken => "broken",
            Reason::Replaced => "replaced",
            Reason::Surplus => "surplus",
            Reason::Other => "other reason",
        }
    }

    fn void_reason(&self, reason: VoidReason) -> &'static str {
        match reason {
            VoidReason::Mistyped => "mistyped",
            VoidReason::WrongAsset => "wrong asset",
            VoidReason::WrongDate => "wrong date",
            VoidReason::WrongLot => "wrong lot",
            VoidReason::Duplicate => "duplicate",
            VoidReason::Refused => "refused by the recipient",
            VoidReason::Other => "other reason",
        }
    }

    fn forget_reason(&self, reason: ForgetReason) -> &'static str {
        match reason {
            ForgetReason::Request => "on request",
            ForgetReason::Retention => "retention is over",
            ForgetReason::Restored => "erased before this copy was restored",
        }
    }

    fn cause(&self, cause: Cause) -> &'static str {
        match cause {
            Cause::Lost => "lost",
            Cause::Stolen => "stolen",
            Cause::Unknown => "unknown cause",
        }
    }

    fn acquired(&self, acquired: Acquired) -> &'static str {
        match acquired {
            Acquired::New => "bought new",
            Acquired::Reconditioned => "bought reconditioned",
            Acquired::Gift => "received as a gift",
            Acquired::Leased => "leased",
            Acquired::Lent => "lent",
        }
    }

    fn lot_status(&self, status: LotStatus) -> &'static str {
        match status {
            LotStatus::Open => "open",
            LotStatus::Shipped => "shipped",
            LotStatus::Cancelled => "cancelled",
        }
    }

    fn proof(&self, proof: Proof) -> &'static str {
        match proof {
            Proof::Reused => "reused",
            Proof::Recycled => "recycled",
            Proof::Recovered => "recovered otherwise",
            Proof::Disposed => "disposed of",
        }
    }

    fn verify(&self, verify: Verify) -> &'static str {
        match verify {
            Verify::Full => "full read-back",
            Verify::Sample => "read-back of a sample",
            Verify::Status => "the device’s own report",
            Verify::None => "not verified",
        }
    }

    fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Unknown => "unknown result",
        }
    }

    fn medium_kind(&self, kind: MediumKind) -> &'static str {
        match kind {
            MediumKind::Hdd => "hard disk",
            MediumKind::Ssd => "SSD",
            MediumKind::Nvme => "NVMe SSD",
            MediumKind::Emmc => "eMMC memory",
            MediumKind::Flash => "removable flash",
            MediumKind::Other => "other medium",
        }
    }

    fn encrypted(&self, encrypted: Encrypted) -> &'static str {
        match encrypted {
            Encrypted::Yes => "encrypted",
            Encrypted::No => "not encrypted",
            Encrypted::Unknown => "encryption unknown",
        }
    }

    fn health(&self, health: Health) -> &'static str {
        match health {
            Health::Passed => "in good health",
            Health::Failed => "failing",
            Health::Unknown => "health unknown",
        }
    }

    fn security(&self, security: Security) -> &'static str {
        match security {
            Security::None => "no special obligation",
            Security::Classified => "classified information",
            Security::Specific => "specific security obligations",
        }
    }

    fn evidence_state(&self, state: EvidenceState) -> &'static str {
        match state {
            EvidenceState::Present => "kept",
            EvidenceState::Erased => "erased",
            EvidenceState::Missing => "missing",
        }
    }

    fn inventory(&self, inventory: Inventory) -> &'static str {
        match inventory {
            Inventory::Open => "to be completed",
            Inventory::Closed => "closed",
        }
    }
}
