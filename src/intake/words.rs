//! The words of cells: kinds, states, ways out, makers, in the French and English of other tools.

use crate::{
    intake::header::plain_key,
    model::{
        kind::{Acquired, Kind},
        leaving::{Cause, Channel},
        lifecycle::State,
        sanitization::MediumKind,
        text,
    },
};

/// What the word for a kind says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// A kind.
    Hardware(Kind),
    /// A computer, or a peripheral, of which the model may say more.
    Loosely(Kind),
    /// A program, a licence, a consumable, a virtual machine: no piece of hardware.
    Not,
}

/// Returns what the word for a kind says: our code, or what inventories write; none if it is not known.
pub(super) fn thing(cell: &str) -> Option<Thing> {
    if let Some(kind) = Kind::from_code(cell) {
        return Some(Thing::Hardware(kind));
    }
    let key = plain_key(cell);
    let known = |key: &str| Kind::from_code(key).map(Thing::Hardware).or_else(|| thing_of(key));
    known(&key).or_else(|| known(&singular(&key)))
}

/// Returns the kind that a cell names, as exactly as the word itself says it.
#[cfg(test)]
fn kind(cell: &str) -> Option<Kind> {
    match thing(cell)? {
        Thing::Hardware(kind) | Thing::Loosely(kind) => Some(kind),
        Thing::Not => None,
    }
}

/// Takes the plural off each word: `ordinateurs_portables`, `postes_fixes`.
fn singular(key: &str) -> String {
    let words: Vec<_> = key.split('_').map(|word| word.strip_suffix(['s', 'x']).unwrap_or(word)).collect();
    words.join("_")
}

fn thing_of(key: &str) -> Option<Thing> {
    use Kind as K;
    let kind = match key {
        "ordinateur" | "computer" | "pc" | "poste" | "poste_travail" | "poste_de_travail" => {
            return Some(Thing::Loosely(K::Desktop));
        }
        "peripherique" | "accessoire" | "accessory" => return Some(Thing::Loosely(K::Peripheral)),
        "logiciel" | "licence" | "license" | "software" | "application" | "abonnement" | "subscription"
        | "consommable" | "consumable" | "cartouche" | "cartridge" | "toner" | "machine_virtuelle" | "vm"
        | "virtual_machine" => return Some(Thing::Not),
        "portable"
        | "ordinateur_portable"
        | "pc_portable"
        | "notebook"
        | "netbook"
        | "ultrabook"
        | "ultraportable"
        | "laptop_computer"
        | "convertible"
        | "chromebook"
        | "macbook" => K::Laptop,
        "unite_centrale"
        | "uc"
        | "pc_fixe"
        | "ordinateur_fixe"
        | "ordinateur_de_bureau"
        | "poste_fixe"
        | "fixe"
        | "tour"
        | "tower"
        | "mini_tower"
        | "microtower"
        | "minitower"
        | "low_profile_desktop"
        | "sff"
        | "pc_bureau"
        | "pc_de_bureau"
        | "desktop_computer" => K::Desktop,
        "mini_ordinateur" | "minipc" | "tiny" | "nuc" | "micro_pc" => K::MiniPc,
        "tout_en_un" | "imac" | "aio" => K::AllInOne,
        "station_de_travail" | "station_travail" => K::Workstation,
        "client_leger" | "terminal_leger" | "thinclient" => K::ThinClient,
        "serveur" | "rack_server" | "rack_mount_chassis" | "blade" => K::Server,
        "stockage_reseau" | "serveur_nas" | "baie_de_stockage" => K::Nas,
        "tablette" | "ipad" => K::Tablet,
        "telephone_mobile" | "mobile" | "mobile_phone" | "telephone_portable" | "cell_phone" | "iphone"
        | "ordiphone" => K::Smartphone,
        "telephone" | "telephone_fixe" | "telephone_ip" | "ip_phone" | "desk_phone" | "voip_phone"
        | "voip" | "telephone_voip" => K::Phone,
        "ecran" | "moniteur" | "screen" | "display" | "computer_monitor" | "ecran_pc" | "tv"
        | "televiseur" | "ecran_interactif" => K::Monitor,
        "imprimante"
        | "imprimante_reseau"
        | "imprimante_laser"
        | "network_printer"
        | "laser_printer"
        | "traceur"
        | "plotter"
        | "imprimante_etiquette"
        | "label_printer" => K::Printer,
        "copieur"
        | "mfp"
        | "multifonction"
        | "imprimante_multifonction"
        | "photocopieur"
        | "copier"
        | "multifunction_printer" => K::Multifunction,
        "videoprojecteur" | "vpi" | "video_projector" | "beamer" | "tbi" => K::Projector,
        "commutateur" | "switch" | "routeur" | "router" | "borne" | "borne_wifi" | "point_d_acces"
        | "access_point" | "pare_feu" | "firewall" | "networking" | "reseau" | "equipement_reseau"
        | "network_equipment" | "networkequipment" | "box" => K::Network,
        "station_d_accueil" | "docking_station" | "station_accueil" | "docking" => K::Dock,
        "clavier" | "keyboard" | "souris" | "mouse" | "webcam" | "casque" | "headset" | "scanner"
        | "scanneur" | "douchette" | "onduleur" | "ups" | "lecteur_de_carte" | "haut_parleur" => {
            K::Peripheral
        }
        "autre" | "divers" => K::Other,
        _ => return None,
    };
    Some(Thing::Hardware(kind))
}

/// Returns the kind that the name of a model gives away, if it does.
///
/// Source: the makers' own families of products.
pub(super) fn kind_of_model(model: &str) -> Option<Kind> {
    const SIGNS: [(&[&str], Kind); 9] = [
        (&["station d'accueil", "docking", "dock"], Kind::Dock),
        (&["imac", "all-in-one", "tout-en-un", "aio"], Kind::AllInOne),
        (
            &[
                "thinkpad",
                "latitude",
                "elitebook",
                "probook",
                "zbook",
                "macbook",
                "ideapad",
                "travelmate",
                "lifebook",
                "portege",
                "tecra",
                "xps 13",
                "xps 15",
                "vostro 3",
                "chromebook",
                "zenbook",
                "vivobook",
                "notebook",
                "surface laptop",
                "expertbook",
            ],
            Kind::Laptop,
        ),
        (&["ipad", "galaxy tab", "surface pro", "surface go"], Kind::Tablet),
        (&["iphone", "galaxy s", "galaxy a", "fairphone", "pixel"], Kind::Smartphone),
        (&["poweredge", "proliant", "thinksystem", "primergy"], Kind::Server),
        (&["clavier", "souris", "webcam"], Kind::Peripheral),
        (&["tiny", "nuc", "mac mini"], Kind::MiniPc),
        (&["optiplex", "elitedesk", "prodesk", "thinkcentre", "esprimo", "veriton"], Kind::Desktop),
    ];
    let folded = text::fold(model);
    let has = |sign: &str| {
        folded.match_indices(sign).any(|(at, _)| {
            // A whole word: `dock`, not `docket`.
            let before = folded[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let after = folded[at + sign.len()..].chars().next().is_none_or(|c| !c.is_alphabetic());
            before && after
        })
    };
    SIGNS.iter().find(|(signs, _)| signs.iter().any(|sign| has(sign))).map(|(_, kind)| *kind)
}

/// What the word for a state says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Where it stands.
    At(State),
    /// Missing, and why.
    Missing(Cause),
    /// Gone, and how, if the word says so.
    Gone(Option<Channel>),
    /// Decommissioned: still here, unless something else says that it left.
    Decommissioned,
    /// Filed away: still here, unless something else says that it left.
    Archived,
    /// Its condition, not where it stands.
    Condition,
}

/// Returns what a word for a state says: our code, or what inventories write; none if it is not known.
pub(super) fn status(cell: &str) -> Option<Status> {
    use State as S;

    let key = plain_key(cell);
    if let Some(state) = State::from_code(&key) {
        return Some(if state == State::Departed { Status::Gone(None) } else { Status::At(state) });
    }
    if let Some(channel) = channel_of(&key) {
        return Some(Status::Gone(Some(channel)));
    }
    Some(Status::At(match key.as_str() {
        "en_service" | "en_production" | "en_fonction" | "en_utilisation" | "en_usage" | "utilise"
        | "actif" | "active" | "affecte" | "attribue" | "deploye" | "in_use" | "in_service"
        | "in_production" | "assigned" | "used" | "checked_out" | "production" | "en_pret" => S::Deployed,
        "en_stock" | "stock" | "disponible" | "available" | "ready_to_deploy" | "deployable"
        | "pret_a_deployer" | "reserve" | "en_reserve" | "spare" | "non_affecte" | "libre" | "a_deployer"
        | "deployable_asset" => S::InStock,
        "en_reparation"
        | "reparation"
        | "en_maintenance"
        | "maintenance"
        | "sav"
        | "en_sav"
        | "en_atelier"
        | "atelier"
        | "en_preparation"
        | "preparation"
        | "en_attente"
        | "pending"
        | "in_preparation"
        | "in_repair"
        | "repair"
        | "out_for_repair"
        | "out_for_diagnostics"
        | "en_panne"
        | "a_reparer"
        | "en_cours_de_preparation" => S::InWorkshop,
        "retourne" | "returned" | "a_trier" | "recupere" | "restitue_par_l_agent" => S::Collected,
        "reconditionne" | "refurbished" | "reconditioned" => S::Ready,
        "mis_de_cote" | "hs" | "hors_service" | "casse" | "broken" | "undeployable" | "a_recycler"
        | "non_deployable" | "defectueux" | "out_of_service" | "out_of_order" | "damaged"
        | "hors_d_usage" | "a_jeter" | "to_recycle" => S::SetAside,
        "perdu" | "perdue" | "egare" | "lost" => return Some(Status::Missing(Cause::Lost)),
        "vole" | "volee" | "stolen" => return Some(Status::Missing(Cause::Stolen)),
        "perdu_ou_vole" | "perdu_vole" | "lost_stolen" | "lost_or_stolen" | "disparu" | "introuvable"
        | "manquant" | "not_found" => return Some(Status::Missing(Cause::Unknown)),
        "sorti"
        | "sorti_du_parc"
        | "sortie"
        | "sorti_de_l_inventaire"
        | "sorti_d_inventaire"
        | "parti"
        | "cede"
        | "cession"
        | "donne"
        | "don"
        | "gone"
        | "donated"
        | "given_away" => {
            return Some(Status::Gone(None));
        }
        "reforme" | "reformee" | "reforme_hs" | "a_reformer" | "decommissioned" | "retired"
        | "fin_de_vie" | "end_of_life" => return Some(Status::Decommissioned),
        "archive" | "archived" | "archivee" => return Some(Status::Archived),
        "bon" | "bon_etat" | "tres_bon" | "tres_bon_etat" | "moyen" | "etat_moyen" | "mauvais"
        | "mauvais_etat" | "neuf" | "comme_neuf" | "usage" | "correct" | "occasion" | "good" | "fair"
        | "poor" | "new" | "ok" | "fonctionnel" | "etat_neuf" | "etat_correct" | "working" => {
            return Some(Status::Condition);
        }
        other if other.starts_with("pending_") || other.starts_with("en_attente_") => S::InWorkshop,
        _ => return None,
    }))
}

/// Returns the way out that a cell names: our code, or the words for it.
pub(super) fn channel(cell: &str) -> Option<Channel> {
    channel_of(&plain_key(cell))
}

fn channel_of(key: &str) -> Option<Channel> {
    Channel::from_code(key).or_else(|| {
        Some(match key {
            "vendu" | "vendue" | "vente" | "sold" => Channel::Sale,
            "donne_a_un_agent" | "don_a_un_agent" | "don_agent" | "given_to_staff" => Channel::StaffGift,
            "donne_a_une_association"
            | "don_a_une_association"
            | "don_association"
            | "donated_to_charity" => Channel::BodyGift,
            "cede_a_une_collectivite" | "transfert" | "transfere" | "transferred" => Channel::PublicBody,
            "eco_organisme" => Channel::EcoOrganism,
            "reprise_fournisseur" | "repris_par_le_fournisseur" => Channel::SupplierTakeback,
            "recycle" | "recyclage" | "deee" | "dechet" | "detruit" | "dechetterie" | "decheterie"
            | "mis_en_decheterie" | "scrapped" | "disposed" | "recycled" | "destroyed" | "mis_a_la_benne"
            | "jete" => Channel::Waste,
            "perte" | "vol" => Channel::Loss,
            "rendu_au_loueur" | "restitue_au_loueur" | "restitue" | "fin_de_leasing"
            | "returned_to_lessor" => Channel::LessorReturn,
            _ => return None,
        })
    })
}

/// Returns how an asset came, as a cell says it.
pub(super) fn acquired(cell: &str) -> Option<Acquired> {
    let key = plain_key(cell);
    Acquired::from_code(&key).or_else(|| {
        Some(match key.as_str() {
            "neuf" | "achat" | "achat_neuf" | "achete" | "purchase" | "purchased" | "bought" => Acquired::New,
            "occasion" | "reconditionne" | "refurbished" | "second_hand" => Acquired::Reconditioned,
            "don" | "donation" => Acquired::Gift,
            "location" | "loue" | "leasing" | "lease" | "credit_bail" | "loa" | "lld" | "rented" => {
                Acquired::Leased
            }
            "pret" | "prete" | "loan" | "mise_a_disposition" => Acquired::Lent,
            _ => return None,
        })
    })
}

/// Returns the kind of drive that a cell names.
pub(super) fn drive_kind(cell: &str) -> Option<MediumKind> {
    let key = plain_key(cell);
    MediumKind::from_code(&key).or_else(|| {
        Some(match key.as_str() {
            "disque_dur" | "hard_drive" | "harddrive" | "mecanique" | "disque_mecanique" | "hard_disk" => {
                MediumKind::Hdd
            }
            "solid_state_drive" | "solidstatedrive" | "ssd_sata" | "sata_ssd" | "disque_ssd" => {
                MediumKind::Ssd
            }
            "ssd_nvme" | "m_2_nvme" | "nvme_ssd" => MediumKind::Nvme,
            "autre" => MediumKind::Other,
            _ => return None,
        })
    })
}

/// Tells whether a cell is filled to say that there is nothing to say, or by an error of the spreadsheet.
pub(super) fn is_nothing(cell: &str) -> bool {
    matches!(
        cell,
        "-" | "--"
            | "/"
            | "?"
            | "."
            | "#N/A"
            | "#N/D"
            | "#REF!"
            | "#REF"
            | "#VALUE!"
            | "#VALEUR!"
            | "#NAME?"
            | "#NOM?"
    ) || (cell.len() <= 16
        && cell.starts_with(['n', 'N', 's', 'S'])
        && matches!(
            plain_key(cell).as_str(),
            "n_a" | "na" | "nc" | "neant" | "null" | "none" | "sans_objet" | "s_o" | "non_renseigne"
        ))
}

/// The names of makers that are several words.
const LONG_MAKERS: [&str; 10] = [
    "hewlett packard enterprise",
    "hewlett packard",
    "sun microsystems",
    "konica minolta",
    "western digital",
    "packard bell",
    "dell inc.",
    "tp link",
    "fujitsu siemens",
    "apple inc.",
];

/// Splits a cell that holds maker and model: the maker is its first word, or one of the few longer names.
pub(super) fn maker_and_model(cell: &str) -> (&str, Option<&str>) {
    let cell = cell.trim();
    let long = LONG_MAKERS.iter().find_map(|maker| {
        let (head, rest) = cell.split_at_checked(maker.len())?;
        let same = head.replace('-', " ").eq_ignore_ascii_case(maker);
        (same && (rest.is_empty() || rest.starts_with(' '))).then_some((head, rest))
    });
    let (maker, model) = long.or_else(|| cell.split_once([' ', '\u{a0}'])).unwrap_or((cell, ""));
    (maker, Some(model.trim()).filter(|model| !model.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known_by_its_code() {
        for code in Kind::ALL {
            assert_eq!(thing(code.code()), Some(Thing::Hardware(*code)));
        }
    }

    #[test]
    fn a_kind_is_known_by_the_words_of_french_and_english_inventories() {
        for (word, wanted) in [
            ("Ordinateur portable", Kind::Laptop),
            ("PC PORTABLE", Kind::Laptop),
            ("Portables", Kind::Laptop),
            ("Laptops", Kind::Laptop),
            ("Unité centrale", Kind::Desktop),
            ("Tour", Kind::Desktop),
            ("Postes fixes", Kind::Desktop),
            ("PC ", Kind::Desktop),
            ("Écran", Kind::Monitor),
            ("E\u{301}crans", Kind::Monitor),
            ("Tout-en-un", Kind::AllInOne),
            ("Mini PC", Kind::MiniPc),
            ("Téléphone mobile", Kind::Smartphone),
            ("Mobile Phones", Kind::Smartphone),
            ("Téléphone IP", Kind::Phone),
            ("Vidéoprojecteur", Kind::Projector),
            ("VPI", Kind::Projector),
            ("Station d’accueil", Kind::Dock),
            ("Switch", Kind::Network),
            ("Borne", Kind::Network),
            ("Copieur", Kind::Multifunction),
            ("Imprimante réseau", Kind::Printer),
            ("Keyboard", Kind::Peripheral),
        ] {
            assert_eq!(kind(word), Some(wanted), "{word}");
        }
        assert_eq!(thing("Logiciel"), Some(Thing::Not));
        assert_eq!(thing("Licences"), Some(Thing::Not));
        assert_eq!(thing("Ornamental Railings"), None);
    }

    #[test]
    fn the_name_of_a_model_may_say_what_it_is() {
        for (model, wanted) in [
            ("Thinkpad E595", Some(Kind::Laptop)),
            ("Station d’accueil Lenovo ThinkPad USB-C Dock Gen 2", Some(Kind::Dock)),
            ("OptiPlex 7070", Some(Kind::Desktop)),
            ("OptiPlex 7070 AIO", Some(Kind::AllInOne)),
            ("iPhone 12", Some(Kind::Smartphone)),
            ("Docketeer", None),
            ("Veriton M480G", Some(Kind::Desktop)),
            ("8028S", None),
        ] {
            assert_eq!(kind_of_model(model), wanted, "{model}");
        }
    }

    #[test]
    fn a_status_is_known_by_the_words_of_snipe_it_and_glpi() {
        use State as S;
        for (word, wanted) in [
            ("in_stock", Status::At(S::InStock)),
            ("In stock", Status::At(S::InStock)),
            ("En stock", Status::At(S::InStock)),
            ("Ready to Deploy", Status::At(S::InStock)),
            ("Deployed", Status::At(S::Deployed)),
            ("En service", Status::At(S::Deployed)),
            ("Actif", Status::At(S::Deployed)),
            ("Pending Diagnostics", Status::At(S::InWorkshop)),
            ("Out for Repair", Status::At(S::InWorkshop)),
            ("En réparation", Status::At(S::InWorkshop)),
            ("Undeployable", Status::At(S::SetAside)),
            ("HS", Status::At(S::SetAside)),
            ("Perdu", Status::Missing(Cause::Lost)),
            ("Volé", Status::Missing(Cause::Stolen)),
            ("Réformé", Status::Decommissioned),
            ("Réformé/HS", Status::Decommissioned),
            ("Archived", Status::Archived),
            ("departed", Status::Gone(None)),
            ("Sorti du parc", Status::Gone(None)),
            ("Vendu", Status::Gone(Some(Channel::Sale))),
            ("Recyclé", Status::Gone(Some(Channel::Waste))),
            ("Bon état", Status::Condition),
        ] {
            assert_eq!(status(word), Some(wanted), "{word}");
        }
        assert_eq!(status("cloud"), None);
    }

    #[test]
    fn maker_and_model_in_one_cell_are_told_apart() {
        for (cell, maker, model) in [
            ("Dell Latitude 5520", "Dell", Some("Latitude 5520")),
            ("Hewlett-Packard EliteDesk 800", "Hewlett-Packard", Some("EliteDesk 800")),
            ("Konica Minolta bizhub C258", "Konica Minolta", Some("bizhub C258")),
            (" HP ", "HP", None),
            ("Écran", "Écran", None),
        ] {
            assert_eq!(maker_and_model(cell), (maker, model), "{cell}");
        }
    }

    #[test]
    fn a_cell_may_say_that_there_is_nothing() {
        for cell in ["-", "N/A", "n/a", "Néant", "NC", "#N/A", "#REF!"] {
            assert!(is_nothing(cell), "{cell}");
        }
        for cell in ["Nantes", "S1", "NAS", "12"] {
            assert!(!is_nothing(cell), "{cell}");
        }
    }
}
