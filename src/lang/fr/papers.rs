//! Les mots des documents sur papier.

use super::Fr;
use crate::{
    lang::{BadTemplate, Codes, Fault, Lang, Numbers, Papers, Told, way},
    model::{
        kind::Source,
        leaving::Channel,
        sanitization::{Claim, Verify},
    },
    ops::{HeldBy, Unclean},
    rules::nist::NoClaim,
};

impl Papers for Fr {
    fn language(&self) -> Lang {
        Lang::Fr
    }

    fn page(&self) -> &'static str {
        "Page"
    }

    fn bad_template(&self, fault: &Fault) -> String {
        match fault {
            Fault::NotText => "ce n’est pas du texte en UTF-8".to_owned(),
            Fault::TooLarge => "le modèle est trop grand, ou ses boucles sont trop imbriquées".to_owned(),
            Fault::TooLong { most } => {
                format!(
                    "le modèle répète plus de {} lignes\u{a0}: une boucle de trop",
                    Fr.count(*most as u64)
                )
            }
            Fault::Unclosed(what) => format!("`{what}` n’est pas fermé"),
            Fault::Unopened(what) => format!("`{what}` ne ferme rien"),
            Fault::UnknownTag(what) => format!(
                "`{what}` n’est pas compris\u{202f}; sont compris `{{{{ nom }}}}`, `{{{{ nom or \"texte\" }}}}`, \
                 `{{% for x in liste %}}`, `{{% if nom %}}`, `{{% else %}}` et ce qui les ferme"
            ),
            Fault::NotAlone => "une instruction `{% … %}` se place seule sur sa ligne".to_owned(),
            Fault::UnknownName { name, nearest } if nearest.is_empty() => {
                format!("rien ne s’appelle `{name}` ici")
            }
            Fault::UnknownName { name, nearest } => {
                format!("rien ne s’appelle `{name}` ici\u{202f}; noms proches\u{a0}: {}", nearest.join(", "))
            }
            Fault::NotAList(name) => format!("`{name}` n’est pas une liste"),
            Fault::Markup(what) => format!(
                "`{what}` n’est pas compris ici\u{a0}: les modèles connaissent les titres (`#`, `##`, `###`), les \
                 paragraphes, les listes (`-`), les tableaux, `**le gras**` et les codes `![…](qr:…)`\u{202f}; un signe s’écrit tel \
                 quel après une barre oblique inverse"
            ),
            Fault::Cells { found, wanted } => {
                format!(
                    "la ligne du tableau n’a pas autant de cellules que son en-tête ({found} au lieu de {wanted})"
                )
            }
            Fault::NoRule => {
                "la deuxième ligne d’un tableau doit être son filet, tel que `|---|--:|`".to_owned()
            }
            Fault::Nothing => "il n’écrit rien\u{a0}: un document doit dire quelque chose".to_owned(),
        }
    }

    fn bad_template_of(&self, file: &str, bad: &BadTemplate) -> Told {
        Told::new(format!(
            "le modèle {file}, ligne {}, colonne {}\u{a0}: {}",
            bad.line,
            bad.column,
            self.bad_template(&bad.fault)
        ))
        .hint("corriger le modèle, ou revenir à ceux du programme\u{a0}: `rebond config unset templates`")
    }

    fn no_template(&self, path: &str, folder: bool) -> Told {
        let what =
            if folder { "un dossier" } else { "un tube, un périphérique ou un lien qui ne mène à rien" };
        Told::new(format!("{path} est {what}\u{a0}: un modèle est un fichier de texte")).hint(
            "y mettre le modèle, ou retirer ce qui occupe sa place\u{a0}: celui du programme sert alors",
        )
    }

    fn read_back(&self, destroyed: bool, verify: Verify) -> &'static str {
        match verify {
            _ if destroyed => "Le support a été détruit\u{a0}: il n’en reste rien à relire.",
            Verify::Full => {
                "Tout le support a été relu après l’opération\u{a0}: la relecture n’a rien trouvé d’autre que ce que \
                 l’opération devait y laisser."
            }
            Verify::Sample => {
                "Un échantillon du support a été relu après l’opération\u{a0}: la relecture n’y a rien trouvé d’autre que \
                 ce que l’opération devait y laisser. Le reste du support n’a pas été relu."
            }
            Verify::Status => {
                "L’appareil a lui-même rendu compte que l’opération était achevée. Le support n’a pas été relu."
            }
            Verify::None => "Le support n’a pas été relu après l’opération.",
        }
    }

    fn claim_limit(&self, claim: Claim) -> Option<&'static str> {
        (claim == Claim::ClearLimited).then_some(
            "Limite\u{a0}: sur de la mémoire flash, une réécriture n’atteint pas les cellules que l’appareil n’adresse \
             plus. Elles n’ont pas été traitées.",
        )
    }

    fn unclean(&self, why: Unclean) -> String {
        match why {
            Unclean::Never => "Aucun effacement de ce support n’est enregistré.".to_owned(),
            Unclean::Failed => "La dernière tentative d’effacement a échoué.".to_owned(),
            Unclean::ResultUnknown => {
                "Le résultat de la dernière tentative d’effacement n’est pas connu.".to_owned()
            }
            Unclean::NothingClaimed(why) => format!(
                "La dernière opération ne permet de revendiquer aucun niveau\u{a0}: {}.",
                no_claim(why)
            ),
            Unclean::NotEnough { claim, minimum } => format!(
                "Le niveau atteint ({}) est inférieur à celui que l’organisation exige ({}).",
                Fr.claim(claim),
                Fr.claim(minimum.claim())
            ),
            Unclean::NotValidated => {
                "Le résultat n’a pas été validé par une seconde personne, comme l’organisation l’exige."
                    .to_owned()
            }
            Unclean::UsedSince => {
                "Le support a été en service, ou hors de l’organisation, depuis son dernier effacement."
                    .to_owned()
            }
        }
    }

    fn held(&self, medium: Option<&str>, tag: Option<&str>, why: HeldBy) -> String {
        let why = match why {
            HeldBy::List => "liste des supports non déclarée complète".to_owned(),
            HeldBy::Data => "contient ou peut contenir des données".to_owned(),
            HeldBy::Claim { claim, minimum } => {
                format!("{}, en deçà du niveau exigé ({})", Fr.claim(claim), Fr.claim(minimum.claim()))
            }
            HeldBy::Validation => "traité, pas encore validé par une seconde personne".to_owned(),
        };
        match (medium, tag) {
            (Some(medium), Some(tag)) => format!("{medium} dans {tag}, {why}"),
            (Some(one), None) | (None, Some(one)) => format!("{one}, {why}"),
            (None, None) => why,
        }
    }

    fn mass_with_source(&self, mass: &str, source: Source) -> String {
        match source {
            Source::Weighed => format!("{mass} (pesée)"),
            Source::Given => mass.to_owned(),
            Source::Default => format!("{mass} (estimée)"),
        }
    }

    fn listed_medium(&self, name: &str, kind: &str, state: &str) -> String {
        format!("{name} ({kind})\u{a0}: {state}")
    }

    fn media_open(&self) -> &'static str {
        "liste non déclarée complète"
    }

    fn several(&self, things: &[String]) -> String {
        things.join("\u{202f}; ")
    }

    fn not_certified(&self, names: &str, more: u64) -> String {
        format!(
            "non effacé\u{a0}: {names}{}. Le document est un constat de non-effacement, pas un certificat",
            others(more)
        )
    }

    fn not_validated(&self, names: &str, more: u64) -> String {
        format!(
            "effacé, non validé\u{a0}: {names}{}. Le document le dit et n’est pas un certificat",
            others(more)
        )
    }

    fn stray_template(&self, path: &str, meant: Option<&str>, known: &[&str]) -> String {
        let names = match meant {
            Some(meant) => format!("nom proche\u{a0}: `{meant}`"),
            None => format!("les modèles sont ceux de {}", way::codes(known)),
        };
        format!(
            "le modèle {path} n’est celui d’aucun document, et rien n’est écrit d’après lui\u{202f}; {names}"
        )
    }

    fn not_a_gift(&self, lot: &str, channel: Option<Channel>) -> Told {
        let channel = channel.map_or("sans mode de sortie", |channel| Fr.channel(channel));
        Told::new(format!("{lot} n’est pas un don ({channel})\u{a0}: il n’a pas d’annexe de convention"))
            .hint(format!("pour le bordereau de remise\u{a0}: `rebond lot slip {lot}`"))
    }
}

/// Dit combien d’autres il y a.
fn others(more: u64) -> String {
    match more {
        0 => String::new(),
        1 => " et un autre".to_owned(),
        more => format!(" et {} autres", Fr.count(more)),
    }
}

/// Dit, sur papier, pourquoi rien ne peut être revendiqué.
fn no_claim(why: NoClaim) -> &'static str {
    match why {
        NoClaim::VerdictNotPass => "la vérification n’a pas conclu à la réussite",
        NoClaim::TechniqueNotCredited => "aucune norme ne reconnaît ce procédé",
        NoClaim::ToolTooOld => "la version de l’outil ne connaît pas ce procédé, ou n’est pas connue",
        NoClaim::UnknownMedium => {
            "le type du support est inconnu, et seul un effacement cryptographique serait alors admis"
        }
        NoClaim::WrongInterface => "un support de ce type ne comprend pas ces commandes",
        NoClaim::NoCreditForMedium => "NIST SP 800-88 ne reconnaît pas ce procédé sur un support de ce type",
        NoClaim::WrongDevice => {
            "un retour aux réglages d’usine ne compte que sur un téléphone, une tablette ou un équipement réseau \
             (NIST SP 800-88)"
        }
        NoClaim::NotVerified => "la vérification que demande ce procédé n’a pas été faite",
        NoClaim::NotEncrypted => {
            "une clé a été détruite, et rien n’atteste que le support chiffre toujours ce qu’il contient"
        }
    }
}
