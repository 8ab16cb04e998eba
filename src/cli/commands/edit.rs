//! `edit`.

use crate::{
    cli::{
        args::{asset::Edit, value::Clearable},
        failure::{Exit, Trouble},
        run::{Run, words_or_stdin},
    },
    lang::usage::{Hint, Misuse},
    ops::{self, Changes},
};

pub(super) fn edit(run: &mut Run<'_>, args: Edit) -> Result<Exit, Trouble> {
    refuse_both(run, &args)?;
    let changes = Changes {
        tag: args.tag,
        aliases: args.aliases,
        kind: args.kind,
        manufacturer: args.manufacturer,
        model: args.model,
        serial: args.serial,
        purchase_date: args.purchased,
        price: args.price_ht,
        supplier: args.supplier,
        order: args.order,
        warranty_months: args.warranty.map(|months| u16::try_from(months).unwrap_or(u16::MAX)),
        first_use_date: args.first_use,
        manufactured_on: args.manufactured,
        mass: args.mass,
        weee: args.weee,
        security: args.security,
        acquired: args.acquired,
        owner: args.owner,
        service: args.service,
        site: args.site,
        holder: args.holder,
        state: args.state,
        clear: args.clear.iter().filter_map(|clear| clear.attribute()).collect(),
        weee_of_kind: args.clear.contains(&Clearable::Weee),
    };
    let request = ops::Edit { assets: words_or_stdin(args.assets)?, changes };
    run.record(&args.recording, |act, recording| ops::edit(act, &request, recording))
}

/// Refuses a value that is given and taken away. Other names may be: those given replace all others.
fn refuse_both(run: &Run<'_>, args: &Edit) -> Result<(), Trouble> {
    let given = |clear: &Clearable| match clear {
        Clearable::Alias => false,
        Clearable::Manufacturer => args.manufacturer.is_some(),
        Clearable::Model => args.model.is_some(),
        Clearable::Serial => args.serial.is_some(),
        Clearable::Purchased => args.purchased.is_some(),
        Clearable::PriceHt => args.price_ht.is_some(),
        Clearable::Supplier => args.supplier.is_some(),
        Clearable::Order => args.order.is_some(),
        Clearable::Warranty => args.warranty.is_some(),
        Clearable::FirstUse => args.first_use.is_some(),
        Clearable::Manufactured => args.manufactured.is_some(),
        Clearable::Mass => args.mass.is_some(),
        Clearable::Weee => args.weee.is_some(),
        Clearable::Owner => args.owner.is_some(),
        Clearable::Service => args.service.is_some(),
        Clearable::Site => args.site.is_some(),
    };
    let Some(both) = args.clear.iter().find(|clear| given(clear)) else { return Ok(()) };
    let others = [format!("--clear {both}")];
    let message = run.words.misuse(&Misuse::Conflict { name: &format!("--{both}"), others: &others });
    Err(Trouble::Usage { message, hints: vec![run.words.hint(&Hint::More("rebond edit --help"))] })
}
