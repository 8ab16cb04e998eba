//! Ce qu’une modification a changé.

use super::events::Said;
use crate::{
    lang::{Codes, Field, Numbers, fr::Fr, way::shown},
    model::{edit::Attribute, fact::Edited, kind::Source},
    store::Place,
};

impl Said<'_> {
    pub(super) fn edited(&self, edited: &Edited) -> Vec<String> {
        let mut said = vec!["modifié".to_owned()];
        let mut say = |fact: Option<String>| said.extend(fact);
        let typed = |label: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!("{label} {}", shown(value)))
        };
        say(edited.tag.as_ref().map(|tag| format!("numéro d’inventaire {tag}")));
        for alias in &edited.aliases {
            say(Some(format!("dit aussi {}", shown(alias))));
        }
        say(edited.kind.map(|kind| format!("type {}", Fr.kind(kind))));
        say(typed("fabricant", &edited.manufacturer));
        say(typed("modèle", &edited.model));
        say(typed("n°\u{a0}de série", &edited.serial));
        say(edited.purchase_date.map(|day| format!("acheté le {}", Fr.day(day))));
        say(edited.price_ht_cents.map(|price| format!("prix hors taxes {}", Fr.euros(price))));
        say(edited.supplier.map(|id| format!("fournisseur {}", self.party(id))));
        say(typed("commande", &edited.order));
        say(edited
            .warranty_months
            .map(|months| format!("garantie de {}\u{a0}mois", Fr.count(months.into()))));
        say(edited.first_use_date.map(|day| format!("première utilisation le {}", Fr.day(day))));
        say(edited.manufactured_on.map(|day| format!("fabriqué le {}", Fr.day(day))));
        say(edited.mass_g.map(|mass| format!("masse {}{}", Fr.kilograms(mass), usual(edited.mass_source))));
        say(edited
            .weee
            .map(|weee| format!("catégorie de DEEE {}{}", weee.number(), usual(edited.weee_source))));
        say(edited
            .security
            .map(|security| format!("{} (décret n°\u{a0}2023-266, art.\u{a0}1)", Fr.security(security))));
        say(edited.acquired.map(|acquired| Fr.acquired(acquired).to_owned()));
        say(edited.owner.map(|id| format!("propriétaire {}", self.party(id))));
        say(edited.service.as_ref().map(|code| format!("service {}", self.place(Place::Service, code))));
        say(edited.site.as_ref().map(|code| format!("site {}", self.place(Place::Site, code))));
        for attribute in &edited.clear {
            say(Some(format!("sans {}", label(*attribute))));
        }
        said
    }
}

/// Dit d’une valeur que c’est celle de son type.
fn usual(source: Option<Source>) -> &'static str {
    if source == Some(Source::Default) { " (valeur usuelle de son type)" } else { "" }
}

/// Ce qui n’est plus connu.
fn label(attribute: Attribute) -> &'static str {
    use super::fields::label;
    match attribute {
        Attribute::Aliases => label(Field::Aliases),
        Attribute::Manufacturer => label(Field::Manufacturer),
        Attribute::Model => label(Field::Model),
        Attribute::Serial => label(Field::Serial),
        Attribute::PurchaseDate => "date d’achat",
        Attribute::Price => "prix",
        Attribute::Supplier => "fournisseur",
        Attribute::Order => "référence de commande",
        Attribute::Warranty => "garantie",
        Attribute::FirstUse => "date de première utilisation",
        Attribute::ManufacturedOn => "date de fabrication",
        Attribute::Mass => label(Field::Mass),
        Attribute::Owner => "propriétaire",
        Attribute::Service => label(Field::Service),
        Attribute::Site => label(Field::Site),
    }
}
