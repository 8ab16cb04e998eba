//! What the header of a column means: our own names, and the words of the inventories of others.
//!
//! Headers are compared as people read them: without case, accents, apostrophes and punctuation,
//! without the small words, with Cyrillic letters taken for the Latin ones they look like, and with
//! one form for `N°`, `No`, `Nº`, `Numéro` and `Number`.
//!
//! Sources: the exports of GLPI, Snipe-IT (its French translation has a Cyrillic `С` in `Catégorie`),
//! OCS Inventory, Homebox and Devicehub, and spreadsheets of French towns.

use std::{collections::HashMap, sync::LazyLock};

use crate::{intake::Field, model::text};

/// What a column gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A field, whole.
    Field(Field),
    /// A narrower word for the kind.
    KindDetail,
    /// The maker, then the model, in one cell.
    MakerAndModel,
    /// The maker's number of the model, beside its name.
    ModelNumber,
    /// A price with its tax.
    PriceWithTax,
    /// The length of the warranty, in years.
    WarrantyYears,
    /// The first name of the holder.
    FirstName,
    /// Their last name.
    LastName,
    /// Whether somebody filed it away.
    Archived,
    /// The number by which Homebox knows it: `1`, `000-001` and `000001` are the same.
    HomeboxId,
    /// Something worth a word in the note, after the name of the column.
    Labelled,
}

impl Part {
    /// Returns the thing of which columns are alternatives: the field, except for what helps it.
    pub(super) fn slot(self) -> Self {
        match self {
            Self::KindDetail
            | Self::MakerAndModel
            | Self::ModelNumber
            | Self::FirstName
            | Self::LastName
            | Self::Archived
            | Self::Labelled => self,
            whole => Self::Field(whole.field()),
        }
    }

    /// Returns the field that it fills, or helps to fill.
    pub(super) fn field(self) -> Field {
        match self {
            Self::Field(Field::PriceCents) | Self::PriceWithTax => Field::Price,
            Self::Field(Field::MassKilograms) => Field::Mass,
            Self::Field(field) => field,
            Self::KindDetail => Field::Kind,
            Self::MakerAndModel | Self::ModelNumber => Field::Model,
            Self::WarrantyYears => Field::Warranty,
            Self::FirstName | Self::LastName => Field::Holder,
            Self::Archived => Field::State,
            Self::HomeboxId => Field::Tag,
            Self::Labelled => Field::Note,
        }
    }
}

/// What becomes of a value when another column of the same field has one too, and goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// It says the same in other words: it is left.
    Left,
    /// It is one more name.
    Alias,
    /// It is worth a word in the note.
    Noted,
}

/// The language of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    /// One of our own names, or one that a person maps.
    Ours,
    French,
    English,
    /// It is the same word in both, or that of a program.
    Either,
}

/// What a header means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) part: Part,
    /// Which goes first where several columns give one field: the lowest.
    pub(super) rank: u8,
    pub(super) beside: Beside,
    pub(super) tongue: Tongue,
}

impl Meaning {
    /// The column gives this field before any other.
    pub(super) const fn first(field: Field) -> Self {
        Self { part: Part::Field(field), rank: 0, beside: Beside::Left, tongue: Tongue::Ours }
    }
}

/// Returns what a header means, if it means anything here.
pub(super) fn meaning(header: &str) -> Option<Meaning> {
    if let Some(field) = named(header) {
        return Some(Meaning::first(field));
    }
    let key = key(header);
    if let Some(meaning) = WORDS.get(key.as_str()) {
        return Some(*meaning);
    }
    let meaning = of_program(&key)?;
    Some(if meaning.tongue == Tongue::Ours { Meaning { tongue: Tongue::Either, ..meaning } } else { meaning })
}

/// Returns what a header means that a program writes with something around the word.
fn of_program(key: &str) -> Option<Meaning> {
    let known = |key: &str| WORDS.get(key).copied().or_else(|| named(key).map(Meaning::first));
    if let Some(rest) = key.strip_prefix("hb_") {
        return match rest {
            "asset_id" => Some(Meaning { part: Part::HomeboxId, ..Meaning::first(Field::Tag) }),
            "name" => known("designation"),
            _ => known(rest.strip_prefix("field_").unwrap_or(rest)),
        };
    }
    if let Some(rest) = key.strip_prefix("placeholder_") {
        return Some(Meaning { rank: 9, beside: Beside::Left, ..known(rest)? });
    }
    if let Some(rest) = PREFIXES.iter().find_map(|prefix| key.strip_prefix(prefix)) {
        return known(rest);
    }
    let drive = key.strip_prefix("datastorage_")?.strip_suffix("_serial_n")?;
    drive.bytes().all(|b| b.is_ascii_digit()).then_some(Meaning::first(Field::DriveSerials))
}

/// Returns the field of this name: a key of the asset in JSON, a flag, or what `--map` takes.
pub(super) fn named(name: &str) -> Option<Field> {
    let key = plain_key(name);
    Field::from_code(&key).or_else(|| {
        Some(match key.as_str() {
            "purchased" => Field::PurchaseDate,
            "first_use" => Field::FirstUseDate,
            "manufactured" => Field::ManufacturedOn,
            "price_ht" => Field::Price,
            "warranty_months" => Field::Warranty,
            "mass" => Field::Mass,
            "weee" => Field::Weee,
            _ => return None,
        })
    })
}

/// Tells whether a header is one of a list of something else: models, users, stocks of consumables,
/// licences, emission factors.
pub(super) fn is_of_something_else(header: &str) -> bool {
    const SIGNS: [&str; 12] = [
        "min_qty",
        "min_amt",
        "qte_min",
        "quantite_min",
        "quantite_minimale",
        "seats",
        "product_key",
        "cle_produit",
        "requestable",
        "fieldset",
        "gwp_total",
        "licensed_to_email",
    ];
    SIGNS.contains(&key(header).as_str())
}

/// What programs write before the name of a column.
const PREFIXES: [&str; 5] = [
    "informations_financieres_et_administratives_",
    "informations_financieres_administratives_",
    "financial_and_administrative_information_",
    "financial_administrative_information_",
    "device_",
];

/// Returns a word as it is compared: folded, whatever is neither letter nor digit being one `_`.
pub(super) fn plain_key(word: &str) -> String {
    let folded = text::fold(word);
    let mut key = String::with_capacity(folded.len());
    for part in folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        if !key.is_empty() {
            key.push('_');
        }
        key.push_str(part);
    }
    key
}

/// Returns a header as it is compared with others: as [`plain_key`], in Latin letters, without the
/// small words, and with one form for all the ways to write *number*.
pub(super) fn key(header: &str) -> String {
    let latin: String = header.chars().map(latin).collect();
    let plain = plain_key(&latin);
    let mut key = String::with_capacity(plain.len());
    for token in plain.split('_') {
        let token = match token {
            "de" | "d" | "du" | "des" | "la" | "le" | "l" | "les" | "of" | "the" | "un" | "une" => continue,
            "no" | "num" | "nr" | "numero" | "number" => "n",
            other => other,
        };
        if !key.is_empty() {
            key.push('_');
        }
        key.push_str(token);
    }
    key
}

/// Returns the Latin letter that a Cyrillic one looks like.
fn latin(c: char) -> char {
    const LOOK: [(char, char); 22] = [
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('Х', 'X'),
        ('І', 'I'),
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('у', 'y'),
        ('х', 'x'),
        ('і', 'i'),
        ('У', 'Y'),
        ('к', 'k'),
    ];
    if c.is_ascii() { c } else { LOOK.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to) }
}

static WORDS: LazyLock<HashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for &(part, rank, beside, french, english) in TABLE {
        for (tongue, keys) in [(Tongue::French, french), (Tongue::English, english)] {
            for key in keys.split_whitespace() {
                let other = if tongue == Tongue::French { english } else { french };
                let either = other.split_whitespace().any(|word| word == key);
                let tongue = if either { Tongue::Either } else { tongue };
                words.insert(key, Meaning { part, rank, beside, tongue });
            }
        }
    }
    words
});

type Row = (Part, u8, Beside, &'static str, &'static str);

/// What each header means: its part, its rank, what becomes of it beside a better one, then the
/// words in French and in English, in the form of [`key`]; a word on both sides is of either.
const TABLE: &[Row] = {
    use crate::intake::Field as F;
    use Beside::{Alias, Left, Noted};
    use Part::{
        Archived, Field, FirstName, KindDetail, Labelled, LastName, MakerAndModel, ModelNumber, PriceWithTax,
        WarrantyYears,
    };
    &[
        (
            Field(F::Tag),
            0,
            Alias,
            "n_inventaire inventaire code_inventaire id_inventaire n_parc id_actif etiquette etiquette_actif",
            "asset_tag n_inventary inventory_n inventory_tag inventory_id asset_id asset_n otherserial",
        ),
        (Field(F::Tag), 1, Left, "code identifiant id_materiel n_materiel", "code"),
        (Field(F::Tag), 2, Left, "code_barres code_barre reference_interne dhid", "barcode bar_code dhid"),
        (Field(F::Tag), 3, Left, "id phid", "id phid"),
        (
            Field(F::Aliases),
            0,
            Left,
            "id_interne ancien_n_inventaire ancien_n alias",
            "import_ref old_tag former_tag alias",
        ),
        (
            Field(F::Serial),
            0,
            Left,
            "n_serie serie n_serie_constructeur n_serie_fabricant s_n sn",
            "serial_n serialnumber s_n sn",
        ),
        (Field(F::Serial), 1, Left, "service_tag ssn", "service_tag ssn"),
        (
            Field(F::Kind),
            0,
            Left,
            "type_equipement type_materiel type_appareil type_actif type_ordinateur",
            "type_device device_type asset_type equipment_type computer_type",
        ),
        (Field(F::Kind), 1, Left, "type nature", "type"),
        (Field(F::Kind), 2, Left, "categorie famille", "category"),
        (
            KindDetail,
            0,
            Left,
            "sous_type sous_categorie chassis",
            "sub_type subtype subcategory sub_category chassis",
        ),
        (Field(F::Manufacturer), 0, Left, "marque fabricant constructeur", "brand maker make"),
        (
            MakerAndModel,
            2,
            Left,
            "marque_modele marque_et_modele fabricant_modele constructeur_modele",
            "brand_model brand_and_model make_model make_and_model",
        ),
        (Field(F::Model), 0, Left, "modele nom_modele", "model_name"),
        (Field(F::Model), 3, Noted, "designation reference libelle", ""),
        (ModelNumber, 0, Left, "modele_n n_modele reference_modele", "model_n model_number"),
        (Field(F::State), 0, Left, "statut", "status asset_status status_label"),
        (Field(F::State), 1, Noted, "etat situation", "condition"),
        (Archived, 0, Left, "archive", "archived"),
        (Field(F::Service), 0, Noted, "service_utilisateur service_affectataire departement", "department"),
        (Field(F::Service), 1, Noted, "direction pole affectation", "division business_unit"),
        (Field(F::Service), 2, Left, "entite", "entity"),
        (Field(F::Site), 0, Left, "", "checked_out_to_location"),
        (Field(F::Site), 1, Noted, "lieu localisation emplacement", "location"),
        (Field(F::Site), 2, Noted, "batiment chemin_organisationnel", "building"),
        (Field(F::Site), 3, Noted, "bureau salle etage", "room office floor"),
        (Field(F::Site), 6, Left, "emplacement_par_defaut", "default_location"),
        (
            Field(F::Holder),
            0,
            Left,
            "utilisateur affecte_a attribue_a agent detenteur affectataire beneficiaire extrait_vers nom_agent \
             nom_utilisateur",
            "user assigned_to checked_out_to full_name user_name",
        ),
        (Field(F::Holder), 1, Left, "usager", "contact contact_person"),
        (
            Field(F::Holder),
            3,
            Left,
            "identifiant_utilisateur login",
            "username checked_out_to_username alternate_username",
        ),
        (FirstName, 0, Left, "prenom", "first_name checked_out_to_first_name"),
        (LastName, 0, Left, "nom_famille", "last_name checked_out_to_last_name"),
        (Field(F::Supplier), 0, Left, "fournisseur", "purchase_from purchased_from"),
        (Field(F::Supplier), 1, Left, "vendeur revendeur", "vendor reseller"),
        (
            Field(F::Order),
            0,
            Noted,
            "n_commande commande bon_commande n_bon_commande",
            "order_n purchase_order po_n",
        ),
        (Field(F::Order), 2, Noted, "n_facture facture", "invoice_n invoice"),
        (
            Field(F::Acquired),
            0,
            Left,
            "mode_acquisition type_acquisition",
            "acquisition_type acquisition_method",
        ),
        (Field(F::Owner), 0, Left, "proprietaire bailleur loueur", "lessor"),
        (
            Field(F::PurchaseDate),
            0,
            Left,
            "date_achat date_acquisition achete_le",
            "date_purchase purchase_time acquisition_date date_acquired",
        ),
        (Field(F::PurchaseDate), 2, Left, "date_livraison date_facture", "delivery_date invoice_date"),
        (
            Field(F::FirstUseDate),
            0,
            Left,
            "mise_en_service date_mise_en_service date_premiere_utilisation premiere_utilisation",
            "in_service_date startup_date date_placed_in_service",
        ),
        (Field(F::ManufacturedOn), 0, Left, "date_fabrication fabrique_le", "manufacture_date build_date"),
        (
            Field(F::Price),
            0,
            Left,
            "prix_ht prix_achat_ht montant_ht prix_unitaire_ht valeur_ht",
            "price_excl_tax",
        ),
        (
            Field(F::Price),
            1,
            Left,
            "prix prix_achat montant cout cout_achat prix_unitaire valeur valeur_achat",
            "purchase_cost purchase_price cost unit_price",
        ),
        (PriceWithTax, 3, Left, "prix_ttc prix_achat_ttc montant_ttc valeur_ttc", "price_incl_tax"),
        (
            Field(F::Warranty),
            0,
            Left,
            "garantie duree_garantie garantie_mois duree_garantie_mois garantie_en_mois",
            "warranty_period warranty_length",
        ),
        (WarrantyYears, 0, Left, "garantie_ans garantie_annees duree_garantie_ans", "warranty_years"),
        (
            Field(F::WarrantyUntil),
            0,
            Left,
            "fin_garantie date_fin_garantie expiration_garantie date_expiration_garantie echeance_garantie \
             garantie_jusqu_au",
            "warranty_expires warranty_expiration warranty_expiry warranty_end warranty_end_date \
             warranty_expiration_date",
        ),
        (Field(F::Mass), 0, Left, "masse poids_g masse_g", "weight_g"),
        (Field(F::MassKilograms), 0, Left, "poids poids_kg masse_kg", "weight mass_kg"),
        (Field(F::Weee), 0, Left, "categorie_deee deee", "weee_cat"),
        (
            Field(F::Note),
            0,
            Noted,
            "commentaire commentaires commentaire_libre observation observations remarque remarques info infos notes",
            "notes comment comments asset_notes description remarks memo notes",
        ),
        (
            Labelled,
            0,
            Noted,
            "n_immobilisation machine nom_machine nom_ordinateur nom_poste nom_actif",
            "hostname computer_name asset_name item_name",
        ),
        (Labelled, 1, Noted, "nom", "name"),
        (
            Field(F::DriveSerials),
            0,
            Left,
            "n_serie_disque n_serie_disques n_serie_disque_dur n_serie_ssd",
            "drive_serial drive_serial_n disk_serial disk_serial_n hdd_serial ssd_serial storage_serial",
        ),
        (Field(F::DriveKind), 0, Left, "type_disque type_stockage", "drive_type disk_type storage_type"),
        (
            Field(F::DriveCapacity),
            0,
            Left,
            "capacite_disque taille_disque capacite_stockage",
            "drive_size disk_size storage_size",
        ),
        (
            Field(F::DepartedOn),
            0,
            Left,
            "date_sortie sorti_le sortie_le date_cession date_vente date_don date_enlevement",
            "disposal_date date_disposed sold_date sold_time sold_on departure_date",
        ),
        (Field(F::Channel), 0, Left, "mode_sortie mode_cession canal canal_sortie", "disposal_method"),
        (
            Field(F::DecommissionedOn),
            0,
            Left,
            "date_reforme reforme_le date_mise_en_reforme",
            "decommission_date retirement_date retired_on",
        ),
        (Field(F::Quantity), 0, Left, "quantite qte nombre", "qty"),
    ]
};
