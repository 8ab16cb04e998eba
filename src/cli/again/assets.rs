//! How an asset or a medium came in, and the corrections of its events, as the commands that record
//! them again.

use super::{Line, lots::euros};
use crate::{
    cli::args::value::Clearable,
    model::{
        event::Event,
        fact::{Added, Corrected, Edited, MediumAdded, Worked},
        kind::{Acquired, Security, Source},
        lifecycle::State,
        sanitization::Encrypted,
    },
    store::Place,
};

impl Line<'_> {
    pub(super) fn added(&mut self, added: &Added) {
        let given = |source| source == Source::Given;
        self.word("add");
        self.flag("--kind", Some(added.kind.to_string()));
        self.flag("--tag", Some(added.tag.to_string()));
        for alias in &added.aliases {
            self.flag("--alias", Some(alias.clone()));
        }
        self.flag("--manufacturer", added.manufacturer.clone());
        self.flag("--model", added.model.clone());
        self.flag("--serial", added.serial.clone());
        self.flag("--purchased", added.purchase_date.map(|day| day.to_string()));
        self.flag("--price-ht", added.price_ht_cents.map(euros));
        self.party("--supplier", added.supplier);
        self.flag("--order", added.order.clone());
        self.flag("--warranty", added.warranty_months.map(|months| months.to_string()));
        self.flag("--first-use", added.first_use_date.map(|day| day.to_string()));
        self.flag("--manufactured", added.manufactured_on.map(|day| day.to_string()));
        let mass = added.mass_g.filter(|_| added.mass_source.is_some_and(given));
        self.flag("--mass", mass.map(|mass| mass.0.to_string()));
        self.flag("--weee", given(added.weee_source).then(|| added.weee.number().to_string()));
        self.flag("--security", (added.security != Security::None).then(|| added.security.to_string()));
        self.flag("--acquired", (added.acquired != Acquired::New).then(|| added.acquired.to_string()));
        self.party("--owner", added.owner);
        self.place("--service", Place::Service, added.service.as_deref());
        self.place("--site", Place::Site, added.site.as_deref());
        self.party("--holder", added.holder);
        let used = added.service.is_some() || added.holder.is_some();
        let supposed = if used { State::Deployed } else { State::InStock };
        self.flag("--state", (added.state != supposed).then(|| added.state.to_string()));
    }

    pub(super) fn edited(&mut self, event: &Event, edited: &Edited) -> Option<()> {
        let given = |source| source == Source::Given;
        self.word("edit");
        self.asset(event)?;
        self.flag("--tag", edited.tag.as_ref().map(ToString::to_string));
        for alias in &edited.aliases {
            self.flag("--alias", Some(alias.clone()));
        }
        self.flag("--kind", edited.kind.map(|kind| kind.to_string()));
        self.flag("--manufacturer", edited.manufacturer.clone());
        self.flag("--model", edited.model.clone());
        self.flag("--serial", edited.serial.clone());
        self.flag("--purchased", edited.purchase_date.map(|day| day.to_string()));
        self.flag("--price-ht", edited.price_ht_cents.map(euros));
        self.party("--supplier", edited.supplier);
        self.flag("--order", edited.order.clone());
        self.flag("--warranty", edited.warranty_months.map(|months| months.to_string()));
        self.flag("--first-use", edited.first_use_date.map(|day| day.to_string()));
        self.flag("--manufactured", edited.manufactured_on.map(|day| day.to_string()));
        let mass = edited.mass_g.filter(|_| edited.mass_source.is_some_and(given));
        self.flag("--mass", mass.map(|mass| mass.0.to_string()));
        let weee = edited.weee.filter(|_| edited.weee_source.is_some_and(given));
        self.flag("--weee", weee.map(|weee| weee.number().to_string()));
        self.flag("--security", edited.security.map(|security| security.to_string()));
        self.flag("--acquired", edited.acquired.map(|acquired| acquired.to_string()));
        self.party("--owner", edited.owner);
        self.place("--service", Place::Service, edited.service.as_deref());
        self.place("--site", Place::Site, edited.site.as_deref());
        let usual = |source: Option<Source>| source == Some(Source::Default) && edited.kind.is_none();
        let clear = edited.clear.iter().map(|attribute| Clearable::of(*attribute));
        let mass = usual(edited.mass_source).then_some(Clearable::Mass);
        let weee = usual(edited.weee_source).then_some(Clearable::Weee);
        for clear in clear.chain(mass).chain(weee) {
            self.flag("--clear", Some(clear.to_string()));
        }
        Some(())
    }

    pub(super) fn worked(&mut self, event: &Event, worked: &Worked) -> Option<()> {
        self.word("work");
        self.asset(event)?;
        self.flag("--type", Some(worked.kind.to_string()));
        self.text("--part", worked.part);
        if let Some(from) = worked.from {
            self.word("--from");
            self.tag(from)?;
        }
        self.flag("--minutes", worked.minutes.map(|minutes| minutes.to_string()));
        self.flag("--cost", worked.cost_cents.map(euros));
        self.party("--sent-to", worked.sent_to);
        self.flag("--data-clause", worked.data_clause.clone());
        self.switch("--back", worked.back);
        self.flag("--new-serial", worked.new_serial.clone());
        Some(())
    }

    pub(super) fn medium_added(&mut self, event: &Event, added: &MediumAdded) -> Option<()> {
        self.word("media add");
        match event.asset {
            Some(id) => self.tag(id)?,
            None => self.word("stock"),
        }
        self.flag("--kind", Some(added.kind.to_string()));
        self.flag("--serial", added.serial.clone());
        self.flag("--model", added.model.clone());
        self.flag("--capacity", added.capacity_bytes.map(|bytes| bytes.to_string()));
        let told = added.encrypted != Encrypted::Unknown;
        self.flag("--encrypted", told.then(|| added.encrypted.to_string()));
        Some(())
    }

    /// A correction; its `--on` is the right day of the event it corrects.
    pub(super) fn corrected(&mut self, corrected: &Corrected) {
        let set = &corrected.set;
        self.word("correct");
        self.value(&corrected.seq.to_string());
        self.place("--to", Place::Service, set.service.as_deref());
        self.place("--site", Place::Site, set.site.as_deref());
        self.party("--holder", set.holder);
        self.flag("--act", set.act.clone());
        self.flag("--functional", set.functional.map(|grade| grade.to_string()));
        self.flag("--cosmetic", set.cosmetic.map(|grade| grade.to_string()));
        self.flag("--on", set.on.map(|day| day.to_string()));
    }
}
