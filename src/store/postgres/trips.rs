//! How often a command waits for the server: what is a way there and back here is one to another town.

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use uuid::Uuid;

    use super::super::{Postgres, tests::Database};
    use crate::{
        model::{amount::Grams, day::Instant},
        ops::{Changes, Context, Edit, Ids, Order, Recording, Session, Task, edit, run},
        store::contract::world::World,
    };

    /// Identities of which none comes twice.
    struct Fresh(Cell<u128>);

    impl Ids for Fresh {
        fn next(&self) -> Uuid {
            self.0.set(self.0.get() + 1);
            Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + self.0.get())
        }
    }

    fn trips(store: &Postgres) -> u64 {
        store.wire.borrow().as_ref().unwrap().trips
    }

    fn context(ids: &Fresh) -> Context<'_> {
        let now = Instant::parse("2026-11-03T10:00:00Z").unwrap();
        Context { now, actor: "ana".to_owned(), cmd: None, ids }
    }

    #[test]
    fn one_recording_command_waits_five_times() {
        let Some(database) = Database::new() else { return };
        let store = database.store();
        let world = World::on(Box::new(database));
        world.laptop("A-1");
        // The server, the schema and its objects.
        assert_eq!(trips(&store), 1);
        let changes = Changes { mass: Some(Grams(1_500)), ..Changes::default() };
        let request = Edit { assets: vec!["A-1".to_owned()], changes };
        let (ids, recording) = (Fresh(Cell::new(0)), Recording::default());
        let done = run(&store, &context(&ids), &recording, |act| edit(act, &request, &recording)).unwrap();
        assert!(done.span.is_some());
        // The lock with the end of the log; the asset by its names; the event with all that bears on it; the
        // rows with the commit.
        assert_eq!(trips(&store), 5);
    }

    #[test]
    fn a_scan_of_an_open_session_waits_six_times() {
        let Some(database) = Database::new() else { return };
        let store = database.store();
        let world = World::on(Box::new(database));
        let tags: Vec<String> = (1..=6).map(|n| format!("A-{n}")).collect();
        for tag in &tags {
            world.laptop(tag);
        }
        let order = Order { task: Task::Deploy { service: "Urbanisme".to_owned() }, site: None };
        let mut session = Session::new(order, Recording::default());
        let ids = Fresh(Cell::new(1 << 32));
        let mut took = Vec::new();
        for tag in &tags {
            let before = trips(&store);
            session.take(&store, &context(&ids), tag).unwrap();
            took.push(trips(&store) - before);
        }
        assert_eq!(session.tally().recorded, 6);
        // The first makes the service, the third and the next let the server know what is asked again and
        // again. Then: a snapshot, the asset in it; and as any command.
        assert_eq!(took[5], 6, "{took:?}");
        assert_eq!(world.findings(), []);
    }
}
