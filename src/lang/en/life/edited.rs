//! What an edit changed.

use super::events::Said;
use crate::{
    lang::{Codes, Field, Numbers, en::En, way::shown},
    model::{edit::Attribute, fact::Edited, kind::Source},
    store::Place,
};

impl Said<'_> {
    pub(super) fn edited(&self, edited: &Edited) -> Vec<String> {
        let mut said = vec!["edited".to_owned()];
        let mut say = |fact: Option<String>| said.extend(fact);
        let typed = |label: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!("{label} {}", shown(value)))
        };
        say(edited.tag.as_ref().map(|tag| format!("tag {tag}")));
        for alias in &edited.aliases {
            say(Some(format!("also called {}", shown(alias))));
        }
        say(edited.kind.map(|kind| format!("kind {}", En.kind(kind))));
        say(typed("manufacturer", &edited.manufacturer));
        say(typed("model", &edited.model));
        say(typed("serial", &edited.serial));
        say(edited.purchase_date.map(|day| format!("bought on {}", En.day(day))));
        say(edited.price_ht_cents.map(|price| format!("price before tax {}", En.euros(price))));
        say(edited.supplier.map(|id| format!("supplier {}", self.party(id))));
        say(typed("order", &edited.order));
        say(edited.warranty_months.map(|months| match months {
            1 => "warranty of 1 month".to_owned(),
            months => format!("warranty of {} months", En.count(months.into())),
        }));
        say(edited.first_use_date.map(|day| format!("first used on {}", En.day(day))));
        say(edited.manufactured_on.map(|day| format!("made on {}", En.day(day))));
        say(edited.mass_g.map(|mass| format!("mass {}{}", En.kilograms(mass), usual(edited.mass_source))));
        say(edited.weee.map(|weee| format!("WEEE category {}{}", weee.number(), usual(edited.weee_source))));
        say(edited
            .security
            .map(|security| format!("{} (décret n° 2023-266, art. 1)", En.security(security))));
        say(edited.acquired.map(|acquired| En.acquired(acquired).to_owned()));
        say(edited.owner.map(|id| format!("owner {}", self.party(id))));
        say(edited.service.as_ref().map(|code| format!("service {}", self.place(Place::Service, code))));
        say(edited.site.as_ref().map(|code| format!("site {}", self.place(Place::Site, code))));
        for attribute in &edited.clear {
            say(Some(format!("without {}", label(*attribute))));
        }
        said
    }
}

/// Says of a value that it is the usual one of the kind.
fn usual(source: Option<Source>) -> &'static str {
    if source == Some(Source::Default) { " (usual for its kind)" } else { "" }
}

/// What is not known any more.
fn label(attribute: Attribute) -> &'static str {
    use super::fields::label;
    match attribute {
        Attribute::Aliases => label(Field::Aliases),
        Attribute::Manufacturer => label(Field::Manufacturer),
        Attribute::Model => label(Field::Model),
        Attribute::Serial => label(Field::Serial),
        Attribute::PurchaseDate => "day of purchase",
        Attribute::Price => "price",
        Attribute::Supplier => "supplier",
        Attribute::Order => "order",
        Attribute::Warranty => "warranty",
        Attribute::FirstUse => "day of first use",
        Attribute::ManufacturedOn => "day of manufacture",
        Attribute::Mass => label(Field::Mass),
        Attribute::Owner => "owner",
        Attribute::Service => label(Field::Service),
        Attribute::Site => label(Field::Site),
    }
}
