//! L’aide.

mod flags;
mod verbs;

use super::Fr;
use crate::lang::help::{Flag, Heading, Help, ManualPart, Slot, Verb};

impl Help for Fr {
    fn about(&self, verb: Verb) -> &'static str {
        verbs::about(verb)
    }

    fn details(&self, verb: Verb) -> &'static str {
        verbs::details(verb)
    }

    fn flag(&self, flag: Flag) -> &'static str {
        flags::flag(flag)
    }

    fn slot(&self, slot: Slot) -> &'static str {
        match slot {
            Slot::Action => "ACTION",
            Slot::Age => "ÂGE",
            Slot::Alias => "ALIAS",
            Slot::Answer => "RÉPONSE",
            Slot::Article => "ARTICLE",
            Slot::Asset => "ÉQUIPEMENT",
            Slot::Bsd => "BORDEREAU",
            Slot::Capacity => "CAPACITÉ",
            Slot::Category => "CATÉGORIE",
            Slot::Cause => "CAUSE",
            Slot::Channel => "VOIE",
            Slot::Code => "CODE",
            Slot::Command => "COMMANDE",
            Slot::Cursor => "REPÈRE",
            Slot::Date => "DATE",
            Slot::Decision => "DÉCISION",
            Slot::Dir => "DOSSIER",
            Slot::Eur => "EUROS",
            Slot::Dpi => "PPP",
            Slot::FieldColumn => "CHAMP=COLONNE",
            Slot::File => "FICHIER",
            Slot::Format => "FORMAT",
            Slot::Grade => "GRADE",
            Slot::How => "MODE",
            Slot::Key => "CLÉ",
            Slot::Kind => "TYPE",
            Slot::Lang => "LANGUE",
            Slot::Level => "NIVEAU",
            Slot::Lot => "LOT",
            Slot::Mass => "MASSE",
            Slot::Medium => "SUPPORT",
            Slot::Mm => "MM",
            Slot::Months => "MOIS",
            Slot::Name => "NOM",
            Slot::Number => "NOMBRE",
            Slot::Operation => "OPÉRATION",
            Slot::Order => "ORDRE",
            Slot::Outcome => "DEVENIR",
            Slot::Party => "TIERS",
            Slot::Path => "CHEMIN",
            Slot::Period => "PÉRIODE",
            Slot::Prefix => "PRÉFIXE",
            Slot::Reason => "MOTIF",
            Slot::Ref => "RÉFÉRENCE",
            Slot::Report => "RAPPORT",
            Slot::Result => "RÉSULTAT",
            Slot::Head => "ÉVÉNEMENT:EMPREINTE",
            Slot::Seq => "ÉVÉNEMENT",
            Slot::Serial => "SÉRIE",
            Slot::Service => "SERVICE",
            Slot::Shell => "INTERPRÉTEUR",
            Slot::Sha256 => "SHA256",
            Slot::Siret => "SIRET",
            Slot::Site => "SITE",
            Slot::Size => "TAILLE",
            Slot::Sheet => "PLANCHE",
            Slot::State => "ÉTAT",
            Slot::Tag => "INVENTAIRE",
            Slot::Text => "TEXTE",
            Slot::Tool => "OUTIL",
            Slot::Url => "ADRESSE",
            Slot::Uuid => "UUID",
            Slot::Value => "VALEUR",
            Slot::What => "OBJET",
            Slot::When => "QUAND",
        }
    }

    fn heading(&self, heading: Heading) -> &'static str {
        match heading {
            Heading::Usage => "Usage\u{a0}:",
            Heading::Commands => "Commandes\u{a0}:",
            Heading::Arguments => "Arguments\u{a0}:",
            Heading::Options => "Options\u{a0}:",
            Heading::Common => "Options communes\u{a0}:",
        }
    }

    fn manual_part(&self, part: ManualPart) -> &'static str {
        match part {
            ManualPart::Name => ".SH NOM",
            ManualPart::Synopsis => ".SH SYNOPSIS",
            ManualPart::Description => ".SH DESCRIPTION",
            ManualPart::Options => ".SH OPTIONS",
            ManualPart::Commands => ".SH COMMANDES",
            ManualPart::Notes => ".SH NOTES",
            ManualPart::Version => ".SH VERSION",
            ManualPart::Values => "\\fIValeurs possibles\u{a0}:\\fR",
        }
    }

    fn choices(&self, codes: &[&str]) -> String {
        format!("[valeurs possibles\u{a0}: {}]", codes.join(", "))
    }
}
