//! Les mots des états et bilans.

use super::Fr;
use crate::{
    lang::{Reports, Section, way::run},
    model::{event::Seq, period::Period},
    report::{
        Article, Change, Column, Decommissioned, Measure, Mover, Name, Note, Remark, TableName,
        register::Lack, sanitization::Excepted, stock::Age,
    },
    rules::reen::OutOfScope,
};

mod against;
mod figures;
mod notes;

impl Reports for Fr {
    fn report_title(&self, name: Name) -> &'static str {
        match name {
            Name::Decree => "Taux de réemploi et de réutilisation des matériels informatiques réformés",
            Name::Reuse => "Bilan des sorties du parc\u{a0}: réemploi, recyclage, élimination",
            Name::Register => "Registre chronologique des déchets sortants",
            Name::Sanitization => "Supports de stockage sortis et leur effacement",
            Name::Stock => "Équipements présents\u{a0}: âge, garantie, valeur d’achat",
            Name::Impact => "Émissions évitées par les secondes vies",
            Name::Agec => "Part du réemploi dans les achats (loi AGEC, art. 58)",
            Name::Inventory => "Inventaire des équipements",
            Name::Workshop => "Atelier\u{a0}: encours, interventions, temps et coûts",
        }
    }

    fn report_seen_on(&self, day: &str) -> String {
        format!("situation arrêtée au {day}")
    }

    fn report_evening(&self, day: &str) -> String {
        format!("Ce qui est présent ou en attente l’est au soir du {day}.")
    }

    fn report_part(&self, service: Option<&str>, site: Option<&str>) -> String {
        let service = service.map(|service| format!("relève du service «\u{a0}{service}\u{a0}»"));
        let site = site.map(|site| format!("se trouve sur le site «\u{a0}{site}\u{a0}»"));
        let part: Vec<_> = service.into_iter().chain(site).collect();
        format!("Seul est compté ce qui {}.", part.join(" et "))
    }

    fn report_provisional(&self, name: Name) -> &'static str {
        match name {
            Name::Decree | Name::Reuse => {
                "Provisoire\u{a0}: la période n’a pas commencé. Le stock au 1er janvier est celui qui est \
                 connu à la date d’arrêté."
            }
            Name::Stock | Name::Inventory | Name::Workshop => {
                "Provisoire\u{a0}: la période n’a pas commencé. Ce qui est présent est ce qui est connu à la \
                 date d’arrêté."
            }
            Name::Register | Name::Sanitization | Name::Impact | Name::Agec => {
                "Provisoire\u{a0}: la période n’a pas commencé, et rien n’en est encore enregistré."
            }
        }
    }

    fn report_head(&self, seq: Seq, hash: &str) -> String {
        format!("Registre à l’événement n°\u{a0}{seq}, empreinte {hash}")
    }

    fn report_section(&self, section: Section) -> &'static str {
        match section {
            Section::LegalRate => "Taux réglementaire",
            Section::Beside => "En complément",
            Section::Excluded => "Sorties hors du champ du décret",
            Section::Outcomes => "Devenir des équipements sortis",
            Section::OnHand => "Équipements présents",
            Section::States => "Par état",
            Section::Ages => "Âge et garantie",
            Section::Avoided => "Émissions évitées",
            Section::Purchases => "Achats de l’année",
            Section::InProgress => "Encours",
            Section::WorkDone => "Interventions de la période",
            Section::Totals => "Totaux de la période",
            Section::Compared => "Comparaison avec un état antérieur",
            Section::Against => "Comparaison de périodes",
            Section::Moved => "Origine des écarts",
            Section::Explain => "Équipements comptés",
            Section::Sources => "Textes de référence",
            Section::Notes => "À savoir pour lire ces chiffres",
            Section::CommandLine => "Pour rééditer cet état",
        }
    }

    fn measure(&self, measure: Measure) -> &'static str {
        figures::measure(measure)
    }

    fn report_age(&self, age: Age) -> String {
        match age {
            Age::Years(0) => "Moins d’un an".to_owned(),
            Age::Years(1) => "1 an".to_owned(),
            Age::Years(years) => format!("{years}\u{a0}ans"),
            Age::TenOrMore => "10\u{a0}ans et plus".to_owned(),
            Age::Unknown => "Âge inconnu".to_owned(),
        }
    }

    fn report_decommissioned(&self, when: Option<Decommissioned>) -> &'static str {
        match when {
            Some(Decommissioned::Before) => "Réformés avant la période",
            Some(Decommissioned::During) => "Réformés pendant la période",
            Some(Decommissioned::Never) => "Non réformés",
            None => "Réforme inconnue",
        }
    }

    fn operational_rate(&self) -> &'static str {
        "Taux opérationnel, hors décret (A / sorties dans le champ)"
    }

    fn rate_of(&self, rate: &str, num: &str, den: &str) -> String {
        format!("{rate} ({num} sur {den})")
    }

    fn out_of_scope(&self, reason: OutOfScope) -> &'static str {
        figures::out_of_scope(reason)
    }

    fn report_table(&self, name: TableName) -> &'static str {
        figures::report_table(name)
    }

    fn report_column(&self, column: Column) -> &'static str {
        figures::report_column(self, column)
    }

    fn article(&self, article: Article) -> &'static str {
        notes::article(article)
    }

    fn report_lack(&self, lack: Lack) -> &'static str {
        match lack {
            Lack::Sender => "SIRET de l’organisation (règle organisation.siret)",
            Lack::WasteCode => "code déchet",
            Lack::Pop => "présence de polluants organiques persistants (--pop)",
            Lack::Mass => "masse",
            Lack::Weighing => "masse pesée (exigée pour R 1, D 5 et D 10)",
            Lack::Bsd => "bordereau de suivi, ou motif de son absence",
            Lack::Taker => "destinataire",
            Lack::TakerSiret => "SIRET du destinataire",
            Lack::Carrier => "transporteur",
            Lack::CarrierSiret => "SIRET du transporteur",
            Lack::Operation => "traitement prévu",
        }
    }

    fn register_incomplete(&self, incomplete: usize, lines: usize, period: &str) -> String {
        format!(
            "registre national\u{a0}: lignes incomplètes {incomplete} sur {lines}\u{a0}; ce qui manque\u{a0}: {}",
            run(format_args!("report register --period {period}"))
        )
    }

    fn report_exception(&self, why: Excepted) -> &'static str {
        match why {
            Excepted::DataClause => "clause de données, sans attestation",
            Excepted::Loss => "perte ou vol",
            Excepted::Voided => "effacement annulé depuis la sortie",
        }
    }

    fn report_sanitised(&self) -> &'static str {
        "Effacement de chaque support"
    }

    fn report_note(&self, note: Note) -> &'static str {
        notes::report_note(note)
    }

    fn tags_of(&self, label: &str, tags: &str) -> String {
        format!("{label}\u{a0}: {tags}")
    }

    fn yes_no(&self, yes: bool) -> &'static str {
        if yes { "oui" } else { "non" }
    }

    fn not_defined(&self) -> &'static str {
        "non défini"
    }

    fn not_applicable(&self) -> &'static str {
        "sans objet"
    }

    fn report_total(&self) -> &'static str {
        "Total"
    }

    fn report_no_site(&self) -> &'static str {
        "Aucun site"
    }

    fn report_no_service(&self) -> &'static str {
        "Aucun service"
    }

    fn report_pieces(&self) -> &'static str {
        "Nombre"
    }

    fn report_compared(&self, seq: Seq, day: &str) -> String {
        format!("Situation au {day}, telle que connue à l’événement n°\u{a0}{seq}, et présente\u{a0}:")
    }

    fn report_against(&self, period: Period, other: Period) -> String {
        against::heading(self, period, other)
    }

    fn report_remark(&self, remark: Remark) -> String {
        against::remark(self, remark)
    }

    fn report_beside(&self, other: Period) -> String {
        against::beside(self, other, self.report_section(Section::Against))
    }

    fn report_of_other(&self, period: Period) -> String {
        against::of_other(self, period)
    }

    fn report_unmoved(&self) -> &'static str {
        "Rien n’a bougé\u{a0}: chaque chiffre est ce qu’il était."
    }

    fn report_compared_columns(&self) -> [&'static str; 4] {
        ["Chiffre", "Auparavant", "À présent", "Écart"]
    }

    fn report_moved_columns(&self) -> [&'static str; 2] {
        ["Équipement", "Changement"]
    }

    fn report_change(&self, change: Change) -> &'static str {
        match change {
            Change::Entered => "désormais compté",
            Change::Left => "n’est plus compté",
            Change::Changed => "masse modifiée",
        }
    }

    fn report_mover(&self, mover: Mover) -> &'static str {
        match mover {
            Mover::Added => "entrée au registre",
            Mover::Edited => "fiche rectifiée",
            Mover::Deployed => "mise en service",
            Mover::Triaged => "tri",
            Mover::Readied => "reconditionnement",
            Mover::Decommissioned => "réforme",
            Mover::Reinstated => "réintégration",
            Mover::Lost => "perte ou vol",
            Mover::Found => "équipement retrouvé",
            Mover::Departed => "sortie",
            Mover::DepartedBefore => "sortie antérieure au registre",
            Mover::Returned => "retour",
            Mover::Voided => "annulation d’un événement",
            Mover::Corrected => "rectification d’un événement",
            Mover::LotUndertaken => "engagement de réemploi",
            Mover::LotShipped => "sortie du lot",
            Mover::LotProved => "justificatif",
            Mover::LotCancelled => "annulation du lot",
            Mover::Worked => "intervention",
            Mover::MediumAdded => "support recensé",
            Mover::MediaDeclared => "supports déclarés",
            Mover::MediumMoved => "support déplacé",
            Mover::Sanitised => "support effacé",
            Mover::Destroyed => "support détruit",
            Mover::Validated => "effacement validé",
            Mover::Configured => "règle modifiée",
            Mover::Attached => "pièce jointe",
        }
    }

    fn report_late(&self, what: &str) -> String {
        format!("{what} (saisie tardive)")
    }
}
