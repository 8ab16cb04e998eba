//! Lots: what is in them, what leaves, what is proved, what is undone.

mod facts;
mod placed;
mod proved;
mod undone;

use serde_json::Value;

use crate::world::World;

/// Three decommissioned monitors in a lot for sale.
fn town() -> World {
    let world = World::new().with_record();
    world.enter(
        "party add Brocante --kind other
         party add Recyclage --kind recycler
         add --kind monitor --tag M1 --on 2026-01-05
         add --kind monitor --tag M2 --on 2026-01-05
         add --kind monitor --tag M3 --on 2026-01-05
         decommission M1 M2 M3 --act 'DEL 7' --on 2026-01-06
         lot new --channel sale --to Brocante --on 2026-01-06
         lot add LOT-2026-0001 M1 M2 M3 --on 2026-01-06",
    );
    world
}

fn lot(world: &World, number: &str) -> Value {
    world.run(&format!("--json lot show {number}")).json()
}

/// One value of each line of a lot.
fn column(world: &World, number: &str, key: &str) -> Value {
    lot(world, number)["lines"].as_array().unwrap().iter().map(|line| line[key].clone()).collect()
}
