//! Documents on paper: what they say, in which form, and that a page is one.

mod certificate;
mod printed;
mod slip;
mod template;

use crate::world::World;

/// A town with media in every situation, and a gift.
fn town(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "party add 'Les Amis du Clic' --kind association --siret 732829320
         add --kind laptop --tag PC-1 --manufacturer Dell --model 'Latitude 5400' --serial DELL1 --on 2024-01-08
         media add PC-1 --kind ssd --serial GOOD --model 'Samsung 860' --capacity 256GB --on 2024-01-08
         deploy PC-1 --to 'État civil' --site Mairie --on 2024-01-09
         collect PC-1 --on 2026-02-01
         sanitize GOOD --action overwrite --tool 'nwipe 0.42' --verify full --result pass --on 2026-02-02
         decommission PC-1 --act 2026-DEL-4 --on 2026-02-03
         add --kind desktop --tag PC-2 --on 2024-01-08
         media add PC-2 --kind hdd --serial BAD --on 2024-01-08
         media add PC-2 --kind hdd --serial GONE --on 2024-01-08
         media add PC-2 --kind hdd --serial USED --on 2024-01-08
         deploy PC-2 --to Voirie --on 2024-01-09
         collect PC-2 --on 2026-02-01
         sanitize BAD --action overwrite --tool 'nwipe 0.42' --verify full --result fail --on 2026-02-02
         sanitize GONE --action shred --tool 'HSM HDS 230' --result pass --on 2026-02-02
         media add stock --kind ssd --serial NEVER --on 2024-01-08
         media add stock --kind hdd --serial '**x**|<b>' --on 2024-01-08
         sanitize '**x**|<b>' --action overwrite --verify sample --result pass --on 2026-02-02
         lot new --channel body_gift --to 'Les Amis du Clic' --legal-basis 'L3212-2 3°' --act 2026-DEL-5 --unit-value 120 --value-method 'cote de reprise' --on 2026-02-03
         lot add LOT-2026-0001 PC-1 --on 2026-02-03
         lot new --channel waste --waste-code '16 02 14' --on 2026-02-03",
    );
    world
}

/// A page with its hash named and its unbreakable spaces plain.
fn page(text: &str) -> String {
    let hash = text.lines().find(|line| line.len() == 64 && !line.contains(' ')).unwrap_or("no hash");
    text.replace(hash, "HASH").replace(['\u{a0}', '\u{202f}'], " ")
}
