//! Edits: what is known of an asset is completed or put right, whatever its life has become.
//!
//! An edit has no day of its own: what it sets is read as if it had always been known. Only service
//! and site belong to a stretch of days, and an edit of theirs to that stretch alone.

use crate::model::{codes::codes, fact::Edited, life::Life, text};

codes! {
    /// What may be known of an asset, or not, by the key under which the log holds it.
    pub enum Attribute {
        /// Its other names.
        Aliases = "aliases",
        /// Who made it.
        Manufacturer = "manufacturer",
        /// The model.
        Model = "model",
        /// The maker's serial.
        Serial = "serial",
        /// The day of purchase.
        PurchaseDate = "purchase_date",
        /// The price paid.
        Price = "price_ht_cents",
        /// Who sold it.
        Supplier = "supplier",
        /// The order it came with.
        Order = "order",
        /// The warranty.
        Warranty = "warranty_months",
        /// The first day in service.
        FirstUse = "first_use_date",
        /// The day it was made.
        ManufacturedOn = "manufactured_on",
        /// Its mass.
        Mass = "mass_g",
        /// To whom it belongs.
        Owner = "owner",
        /// The service.
        Service = "service",
        /// The site.
        Site = "site",
    }
}

impl Life {
    /// Reads the asset with what an edit says of it.
    pub(super) fn edit(&mut self, edited: &Edited) {
        for attribute in &edited.clear {
            self.clear(*attribute);
        }
        self.relabel(edited);
        let asset = &mut self.asset;
        set(&mut asset.manufacturer, edited.manufacturer.as_ref());
        set(&mut asset.model, edited.model.as_ref());
        set(&mut asset.serial, edited.serial.as_ref());
        set(&mut asset.purchase_date, edited.purchase_date.as_ref());
        set(&mut asset.price, edited.price_ht_cents.as_ref());
        set(&mut asset.supplier, edited.supplier.as_ref());
        set(&mut asset.order, edited.order.as_ref());
        set(&mut asset.warranty_months, edited.warranty_months.as_ref());
        set(&mut asset.first_use_date, edited.first_use_date.as_ref());
        set(&mut asset.manufactured_on, edited.manufactured_on.as_ref());
        set(&mut asset.mass, edited.mass_g.as_ref());
        set(&mut asset.mass_source, edited.mass_source.as_ref());
        set(&mut asset.owner, edited.owner.as_ref());
        asset.acquired = edited.acquired.unwrap_or(asset.acquired);
        asset.security = edited.security.unwrap_or(asset.security);
        asset.weee = edited.weee.unwrap_or(asset.weee);
        asset.weee_source = edited.weee_source.unwrap_or(asset.weee_source);
        if let Some(kind) = edited.kind {
            self.become_kind(kind);
        }
        self.place(edited);
    }

    fn clear(&mut self, attribute: Attribute) {
        let asset = &mut self.asset;
        match attribute {
            Attribute::Aliases => asset.aliases.clear(),
            Attribute::Manufacturer => asset.manufacturer = None,
            Attribute::Model => asset.model = None,
            Attribute::Serial => asset.serial = None,
            Attribute::PurchaseDate => asset.purchase_date = None,
            Attribute::Price => asset.price = None,
            Attribute::Supplier => asset.supplier = None,
            Attribute::Order => asset.order = None,
            Attribute::Warranty => asset.warranty_months = None,
            Attribute::FirstUse => asset.first_use_date = None,
            Attribute::ManufacturedOn => asset.manufactured_on = None,
            Attribute::Mass => (asset.mass, asset.mass_source) = (None, None),
            Attribute::Owner => asset.owner = None,
            // Of a stretch of days: see `place`.
            Attribute::Service | Attribute::Site => {}
        }
    }

    /// Gives it other names; the tag before is one of them, the tag it has now is none.
    fn relabel(&mut self, edited: &Edited) {
        let mut names = edited.aliases.clone();
        if let Some(tag) = &edited.tag {
            names.push(std::mem::replace(&mut self.asset.tag, tag.clone()).to_string());
        }
        for name in names {
            let folded = text::fold(&name);
            if !self.asset.aliases.iter().any(|known| text::fold(known) == folded) {
                self.asset.aliases.push(name);
            }
        }
        let tag = text::fold(self.asset.tag.as_str());
        self.asset.aliases.retain(|alias| text::fold(alias) != tag);
    }

    /// Reads the present stretch of days with its service and site, if the edit is about this one.
    fn place(&mut self, edited: &Edited) {
        let Some(stay) = self.stays.last_mut().filter(|stay| edited.stay == Some(stay.seq)) else { return };
        let place = |known: &mut Option<String>, attribute, given: &Option<String>| {
            if given.is_some() || edited.clear.contains(&attribute) {
                known.clone_from(given);
            }
        };
        place(&mut self.asset.service, Attribute::Service, &edited.service);
        place(&mut self.asset.site, Attribute::Site, &edited.site);
        stay.service.clone_from(&self.asset.service);
        stay.site.clone_from(&self.asset.site);
    }
}

fn set<T: Clone>(known: &mut Option<T>, given: Option<&T>) {
    if let Some(given) = given {
        *known = Some(given.clone());
    }
}
