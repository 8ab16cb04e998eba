//! Les libellés des codes.

use super::Fr;
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

impl Codes for Fr {
    fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Laptop => "ordinateur portable",
            Kind::Desktop => "ordinateur de bureau",
            Kind::MiniPc => "mini-PC",
            Kind::AllInOne => "ordinateur tout-en-un",
            Kind::Workstation => "station de travail",
            Kind::ThinClient => "client léger",
            Kind::Server => "serveur",
            Kind::Nas => "serveur de stockage (NAS)",
            Kind::Tablet => "tablette",
            Kind::Smartphone => "smartphone",
            Kind::Phone => "téléphone",
            Kind::Monitor => "écran",
            Kind::Printer => "imprimante",
            Kind::Multifunction => "imprimante multifonction",
            Kind::Projector => "vidéoprojecteur",
            Kind::Network => "équipement réseau",
            Kind::Dock => "station d’accueil",
            Kind::Peripheral => "périphérique",
            Kind::Other => "autre équipement",
        }
    }

    fn state(&self, state: State) -> &'static str {
        match state {
            State::InStock => "en stock",
            State::Deployed => "en service",
            State::Collected => "retourné",
            State::InWorkshop => "en atelier",
            State::Ready => "reconditionné",
            State::SetAside => "mis de côté",
            State::Missing => "perdu ou volé",
            State::Departed => "sorti du parc",
        }
    }

    fn channel(&self, channel: Channel) -> &'static str {
        match channel {
            Channel::PublicBody => "cession à une personne publique",
            Channel::Sale => "vente",
            Channel::StaffGift => "don à un agent",
            Channel::BodyGift => "don à une association ou à un organisme",
            Channel::EcoOrganism => "reprise par un éco-organisme",
            Channel::SupplierTakeback => "reprise par le fournisseur",
            Channel::Waste => "enlèvement en tant que déchet",
            Channel::Loss => "perte ou vol",
            Channel::LessorReturn => "restitution au bailleur",
        }
    }

    fn party_kind(&self, kind: PartyKind) -> &'static str {
        match kind {
            PartyKind::Person => "particulier",
            PartyKind::Staff => "agent",
            PartyKind::Association => "association ou fondation",
            PartyKind::PublicBody => "personne publique",
            PartyKind::Recycler => "opérateur de traitement des déchets",
            PartyKind::Supplier => "fournisseur",
            PartyKind::EcoOrganism => "éco-organisme",
            PartyKind::Lessor => "bailleur",
            PartyKind::Other => "autre organisme",
        }
    }

    fn outcome(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Reuse => "réemploi",
            Outcome::PreparationForReuse => "préparation en vue de la réutilisation",
            Outcome::SoldWithoutProof => "vente ou reprise, réemploi non établi",
            Outcome::Recycling => "recyclage",
            Outcome::OtherRecovery => "autre valorisation",
            Outcome::Disposal => "élimination",
            Outcome::Pending => "en attente de traitement final",
            Outcome::Loss => "perte ou vol",
            Outcome::ReturnedToOwner => "restitution au propriétaire",
        }
    }

    fn medium_status(&self, status: MediumStatus) -> &'static str {
        match status {
            MediumStatus::Unknown => "contenu inconnu",
            MediumStatus::HoldsData => "contient des données",
            MediumStatus::Sanitised => "effacé",
            MediumStatus::Destroyed => "détruit",
        }
    }

    fn claim(&self, claim: Claim) -> &'static str {
        match claim {
            Claim::None => "aucun niveau NIST",
            Claim::ClearLimited => "NIST Clear, avec réserve",
            Claim::Clear => "NIST Clear",
            Claim::Purge => "NIST Purge",
            Claim::Destroy => "NIST Destroy",
        }
    }

    fn technique(&self, technique: Technique) -> &'static str {
        match technique {
            Technique::Overwrite => "réécriture par logiciel",
            Technique::AtaSecureErase => "ATA Secure Erase",
            Technique::AtaSecureEraseEnhanced => "ATA Secure Erase, mode renforcé",
            Technique::AtaSanitizeOverwrite => "ATA Sanitize, réécriture",
            Technique::AtaSanitizeBlock => "ATA Sanitize, effacement par blocs",
            Technique::AtaSanitizeCrypto => "ATA Sanitize, effacement cryptographique",
            Technique::NvmeFormatUser => "NVMe Format, effacement des données",
            Technique::NvmeFormatCrypto => "NVMe Format, effacement cryptographique",
            Technique::NvmeSanitizeBlock => "NVMe Sanitize, effacement par blocs",
            Technique::NvmeSanitizeCrypto => "NVMe Sanitize, effacement cryptographique",
            Technique::TcgRevert => "TCG Opal, Revert",
            Technique::FactoryReset => "retour aux réglages d’usine",
            Technique::Degauss => "démagnétisation",
            Technique::Drill => "perçage",
            Technique::Shred => "broyage",
            Technique::Disintegrate => "désintégration",
            Technique::Incinerate => "incinération",
        }
    }

    fn functional(&self, grade: Functional) -> &'static str {
        match grade {
            Functional::F0 => "non testé",
            Functional::F3 => "fonctions essentielles en état",
            Functional::F4 => "matériel en état, sans logiciel",
            Functional::F5 => "toutes fonctions testées",
            Functional::F6 => "toutes fonctions testées, pièces et logiciels d’origine",
            Functional::Hs => "hors service",
        }
    }

    fn cosmetic(&self, grade: Cosmetic) -> &'static str {
        match grade {
            Cosmetic::C0 => "aspect non évalué",
            Cosmetic::C1 => "endommagé",
            Cosmetic::C2 => "usagé, état médiocre",
            Cosmetic::C3 => "usagé, état passable",
            Cosmetic::C4 => "usagé, bon état",
            Cosmetic::C5 => "usagé, très bon état",
            Cosmetic::C6 => "usagé, excellent état",
            Cosmetic::C7 => "occasion certifiée",
            Cosmetic::C8 => "non utilisé",
            Cosmetic::C9 => "neuf, emballage ouvert",
        }
    }

    fn decision(&self, decision: Decision) -> &'static str {
        match decision {
            Decision::Recondition => "à reconditionner",
            Decision::Recycle => "à recycler",
            Decision::Keep => "à garder en stock",
        }
    }

    fn work_kind(&self, kind: WorkKind) -> &'static str {
        match kind {
            WorkKind::Repair => "réparation",
            WorkKind::Replace => "pièce remplacée",
            WorkKind::Clean => "nettoyage",
            WorkKind::Test => "test",
            WorkKind::Install => "installation",
            WorkKind::Harvest => "pièce prélevée",
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::Obsolete => "obsolète",
            Reason::Broken => "en panne",
            Reason::Replaced => "remplacé",
            Reason::Surplus => "en surnombre",
            Reason::Other => "autre motif",
        }
    }

    fn void_reason(&self, reason: VoidReason) -> &'static str {
        match reason {
            VoidReason::Mistyped => "erreur de saisie",
            VoidReason::WrongAsset => "erreur d’équipement",
            VoidReason::WrongDate => "erreur de date",
            VoidReason::WrongLot => "erreur de lot",
            VoidReason::Duplicate => "doublon",
            VoidReason::Refused => "refus du destinataire",
            VoidReason::Other => "autre motif",
        }
    }

    fn forget_reason(&self, reason: ForgetReason) -> &'static str {
        match reason {
            ForgetReason::Request => "sur demande",
            ForgetReason::Retention => "durée de conservation échue",
            ForgetReason::Restored => "déjà effacé avant la restauration de cette copie",
        }
    }

    fn cause(&self, cause: Cause) -> &'static str {
        match cause {
            Cause::Lost => "perdu",
            Cause::Stolen => "volé",
            Cause::Unknown => "cause inconnue",
        }
    }

    fn acquired(&self, acquired: Acquired) -> &'static str {
        match acquired {
            Acquired::New => "acheté neuf",
            Acquired::Reconditioned => "acheté reconditionné",
            Acquired::Gift => "reçu en don",
            Acquired::Leased => "loué",
            Acquired::Lent => "prêté",
        }
    }

    fn lot_status(&self, status: LotStatus) -> &'static str {
        match status {
            LotStatus::Open => "ouvert",
            LotStatus::Shipped => "expédié",
            LotStatus::Cancelled => "annulé",
        }
    }

    fn proof(&self, proof: Proof) -> &'static str {
        match proof {
            Proof::Reused => "réemployé ou réutilisé",
            Proof::Recycled => "recyclé",
            Proof::Recovered => "valorisé autrement",
            Proof::Disposed => "éliminé",
        }
    }

    fn verify(&self, verify: Verify) -> &'static str {
        match verify {
            Verify::Full => "relecture complète",
            Verify::Sample => "relecture par échantillon",
            Verify::Status => "compte rendu de l’appareil",
            Verify::None => "sans vérification",
        }
    }

    fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Pass => "réussite",
            Verdict::Fail => "échec",
            Verdict::Unknown => "résultat inconnu",
        }
    }

    fn medium_kind(&self, kind: MediumKind) -> &'static str {
        match kind {
            MediumKind::Hdd => "disque dur",
            MediumKind::Ssd => "SSD",
            MediumKind::Nvme => "SSD NVMe",
            MediumKind::Emmc => "mémoire eMMC",
            MediumKind::Flash => "mémoire flash amovible",
            MediumKind::Other => "autre support",
        }
    }

    fn encrypted(&self, encrypted: Encrypted) -> &'static str {
        match encrypted {
            Encrypted::Yes => "chiffré",
            Encrypted::No => "non chiffré",
            Encrypted::Unknown => "chiffrement inconnu",
        }
    }

    fn health(&self, health: Health) -> &'static str {
        match health {
            Health::Passed => "en bon état",
            Health::Failed => "défaillant",
            Health::Unknown => "état inconnu",
        }
    }

    fn security(&self, security: Security) -> &'static str {
        match security {
            Security::None => "aucune obligation particulière",
            Security::Classified => "informations classifiées",
            Security::Specific => "obligations de sécurité spécifiques",
        }
    }

    fn evidence_state(&self, state: EvidenceState) -> &'static str {
        match state {
            EvidenceState::Present => "conservée",
            EvidenceState::Erased => "supprimée",
            EvidenceState::Missing => "manquante",
        }
    }

    fn inventory(&self, inventory: Inventory) -> &'static str {
        match inventory {
            Inventory::Open => "à compléter",
            Inventory::Closed => "clos",
        }
    }
}
