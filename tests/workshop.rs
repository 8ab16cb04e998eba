//! `report workshop`: what waits at each stage and since when, what is sent out, what was done and what it took.

use serde_json::{Value, json};

use crate::world::World;

/// A workshop at the end of November 2026, with what it did since 2025.
fn town(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "party add 'Atelier Sud' --kind supplier --on 2025-01-01
         party add Jeanne --kind staff --on 2025-01-01
         add --kind monitor --tag G2 --on 2025-01-05
         triage G2 --decision recondition --on 2025-02-01
         work G2 --type test --minutes 60 --on 2025-03-01
         ready G2 --functional F5 --on 2025-04-01
         deploy G2 --to Mairie --on 2025-05-01
         add --kind monitor --tag C1 --on 2026-01-05
         add --kind monitor --tag C2 --on 2026-01-05
         add --kind monitor --tag W1 --on 2026-01-05
         add --kind monitor --tag W2 --on 2026-01-05
         add --kind monitor --tag W3 --on 2026-01-05
         add --kind projector --tag R1 --on 2026-01-05
         add --kind projector --tag S1 --on 2026-01-05
         add --kind monitor --tag S2 --on 2026-01-05
         add --kind monitor --tag G1 --on 2026-01-05
         add --kind monitor --tag D1 --on 2026-01-05
         deploy C1 C2 W1 W2 W3 R1 G1 D1 --to Mairie --on 2026-01-06
         collect G1 --on 2026-02-01
         triage G1 --decision recondition --on 2026-02-02
         work G1 --type install --part Support --minutes 30 --on 2026-02-03
         work G1 --type repair --sent-to 'Atelier Sud' --on 2026-02-04
         work G1 --back --cost 40 --on 2026-02-14
         ready G1 --functional F5 --on 2026-02-15
         deploy G1 --to Mairie --on 2026-02-20
         collect R1 --on 2026-03-01
         triage S1 --decision recycle --on 2026-03-02
         triage R1 --decision recondition --on 2026-03-05
         work R1 --type replace --part Lampe --from S1 --minutes 50 --cost 12,50 --on 2026-03-10
         ready R1 --functional F5 --on 2026-03-21
         work S1 --type harvest --part Alimentation --minutes 5 --on 2026-04-01
         collect W1 --on 2026-06-01
         triage W1 --decision recondition --on 2026-06-11
         work W1 --type clean --minutes 15 --on 2026-06-12
         work W1 --type repair --sent-to 'Atelier Sud' --on 2026-08-01
         collect W2 --on 2026-09-01
         triage W2 --decision recondition --on 2026-09-02
         work W2 --type test --minutes 10 --on 2026-10-19
         triage W2 --decision recondition --on 2026-10-20
         collect C2 --on 2026-10-01
         work D1 --type repair --sent-to 'Atelier Sud' --on 2026-11-01
         triage W3 --decision recondition --on 2026-11-13
         work W3 --type repair --sent-to Jeanne --on 2026-11-14
         collect C1 --on 2026-11-20
         triage S2 --decision recycle --on 2026-11-22",
    );
    world
}

fn report(world: &World, rest: &str) -> Value {
    world.run(&format!("report workshop --format json {rest}")).json()
}

fn rows<'r>(report: &'r Value, name: &str) -> &'r [Value] {
    let tables = report["tables"].as_array().unwrap();
    tables.iter().find(|table| table["name"] == name).expect(name)["rows"].as_array().unwrap()
}

/// A page up to a heading.
fn before(page: &str, heading: &str) -> String {
    let (before, _) = page.split_once(heading).expect(heading);
    before.trim_end().to_owned()
}

#[test]
fn what_waits_and_what_was_done_stand_on_a_page() {
    let world = town(World::new());
    let page = world.run("report workshop").success();
    insta::assert_snapshot!(before(&page, "\nTo print this report again"), @r"
    Ville de Valmont – Workshop: what waits, what was done, time and cost
    =====================================================================
    Year 2026, as of 2026-11-23.
    Record at event 56, hash c117683baaaa.
    c117683baaaa07ebf39101900a3de99445b6102f04de0cb903dbd319f2427187

    In progress
    -----------
      Waiting                                    8
      Waiting for more than 30 days              5
      Waiting for more than 90 days              3
      Waits the longest, by median   reconditioned
      Sent out                                   3

    By state
    --------
                                                        Over  Over
                                      Median   Longest    30    90
      State              Equipment      wait      wait  days  days
      -----------------  ---------  --------  --------  ----  ----
      Returned from use          2    3 days   53 days     1     0
      In the workshop            3   82 days  165 days     2     1
      Reconditioned              1  247 days  247 days     1     1
      Set aside                  2     1 day  266 days     1     1

    Done in the period
    ------------------
      Pieces of work                                     9
      Time                                      1 h 50 min
      Cost                                          €52.50
      Parts fitted                                       2
      Of which taken from other equipment                1
      Parts taken out, to be used elsewhere              1
      Reconditioned                                      2
      Median time from return to reconditioned     14 days

    By kind of work
    ---------------
      Kind of work    Pieces        Time    Cost
      --------------  ------  ----------  ------
      Repair               4       0 min  €40.00
      Part replaced        1      50 min  €12.50
      Cleaning             1      15 min   €0.00
      Test                 1      10 min   €0.00
      Installation         1      30 min   €0.00
      Part taken out       1       5 min   €0.00
      --------------  ------  ----------  ------
      Total                9  1 h 50 min  €52.50

    Waiting the longest (twenty at most)
    ------------------------------------
      Tag  Kind       State              Since
      ---  ---------  -----------------  ----------
      S1   Projector  Set aside          2026-03-02
      R1   Projector  Reconditioned      2026-03-21
      W1   Monitor    In the workshop    2026-06-11
      W2   Monitor    In the workshop    2026-09-02
      C2   Monitor    Returned from use  2026-10-01
      W3   Monitor    In the workshop    2026-11-13
      C1   Monitor    Returned from use  2026-11-20
      S2   Monitor    Set aside          2026-11-22

    Sent out
    --------
      Tag  Kind     With         Since
      ---  -------  -----------  ----------
      W1   Monitor  Atelier Sud  2026-08-01
      D1   Monitor  Atelier Sud  2026-11-01
      W3   Monitor  –            2026-11-14

    How to read these figures
    -------------------------
    - The period is not over: the figures are what is known on the as-of day.
    - What waits is what is in one of these states on the last evening of the
      period, or on the as-of day if that is earlier, since it came into it; to
      decide the same again begins no new wait.
    - Time and cost are those entered; what was not entered counts as zero. Work
      sent out counts on the day it was sent, and what its return adds to time and
      cost on the day of the return.
    - The time to reconditioned counts from the last return from use; what did not
      come back from use is not in the median.
    - The hash names one exact state of the record; it does not say whether what was
      typed is true.
    ");
}

#[test]
fn the_same_in_french() {
    let world = town(World::french());
    let page = world.run("report workshop").success();
    insta::assert_snapshot!(before(&page, "\nPour rééditer cet état"), @r"
    Ville de Valmont – Atelier : encours, interventions, temps et coûts
    ===================================================================
    Année 2026, situation arrêtée au 23/11/2026.
    Registre à l’événement n° 56, empreinte c117683baaaa.
    c117683baaaa07ebf39101900a3de99445b6102f04de0cb903dbd319f2427187

    Encours
    -------
      Équipements en attente                                    8
      En attente depuis plus de 30 jours                        5
      En attente depuis plus de 90 jours                        3
      État où l’attente médiane est la plus longue  reconditionné
      Équipements confiés à un tiers                            3

    Par état
    --------
                                    Attente    Attente   Plus de   Plus de
      État           Équipements    médiane   maximale  30 jours  90 jours
      -------------  -----------  ---------  ---------  --------  --------
      Retourné                 2    3 jours   53 jours         1         0
      En atelier               3   82 jours  165 jours         2         1
      Reconditionné            1  247 jours  247 jours         1         1
      Mis de côté              2     1 jour  266 jours         1         1

    Interventions de la période
    ---------------------------
      Interventions                                         9
      Temps passé                                  1 h 50 min
      Coût                                            52,50 €
      Pièces posées                                         2
      dont prélevées sur d’autres équipements               1
      Pièces prélevées pour un autre usage                  1
      Équipements reconditionnés                            2
      Délai médian du retour au reconditionnement    14 jours

    Par nature d’intervention
    -------------------------
                                    Temps
      Nature           Nombre       passé     Coût
      ---------------  ------  ----------  -------
      Réparation            4       0 min  40,00 €
      Pièce remplacée       1      50 min  12,50 €
      Nettoyage             1      15 min   0,00 €
      Test                  1      10 min   0,00 €
      Installation          1      30 min   0,00 €
      Pièce prélevée        1       5 min   0,00 €
      ---------------  ------  ----------  -------
      Total                 9  1 h 50 min  52,50 €

    Attentes les plus longues (vingt au plus)
    -----------------------------------------
      Étiquette  Type             État           Depuis le
      ---------  ---------------  -------------  ----------
      S1         Vidéoprojecteur  Mis de côté    02/03/2026
      R1         Vidéoprojecteur  Reconditionné  21/03/2026
      W1         Écran            En atelier     11/06/2026
      W2         Écran            En atelier     02/09/2026
      C2         Écran            Retourné       01/10/2026
      W3         Écran            En atelier     13/11/2026
      C1         Écran            Retourné       20/11/2026
      S2         Écran            Mis de côté    22/11/2026

    Équipements confiés à un tiers
    ------------------------------
      Étiquette  Type   Tiers        Depuis le
      ---------  -----  -----------  ----------
      W1         Écran  Atelier Sud  01/08/2026
      D1         Écran  Atelier Sud  01/11/2026
      W3         Écran  –            14/11/2026

    À savoir pour lire ces chiffres
    -------------------------------
    - La période n’est pas achevée : les chiffres sont ceux qui sont connus à la
      date d’arrêté.
    - Sont en attente les équipements qui se trouvent dans l’un de ces états le
      dernier soir de la période, ou à la date d’arrêté si elle est antérieure,
      depuis leur entrée dans cet état ; décider de nouveau la même chose ne remet
      pas l’attente à zéro.
    - Le temps et le coût sont ceux qui ont été saisis ; ce qui n’a pas été saisi
      compte pour zéro. Une intervention confiée à un tiers compte le jour de
      l’envoi, et ce que le retour ajoute au temps et au coût, le jour du retour.
    - Le délai de reconditionnement se compte depuis le dernier retour d’usage ; ce
      qui n’est pas revenu d’usage n’entre pas dans la médiane.
    - L’empreinte désigne un état précis du registre ; elle ne dit pas si ce qui a
      été saisi est exact.
    ");
}

#[test]
fn every_figure_opens_to_its_tags_and_every_table_adds_up() {
    let world = town(World::new());
    let report = report(&world, "--explain");
    let figures = &report["figures"];
    let explain = report["explain"].as_object().unwrap();
    for (figure, tags) in explain {
        let value = match figure.split_once('.') {
            Some((group, key)) => &figures[group][key],
            None => &figures[figure],
        };
        assert_eq!(value.as_u64().unwrap(), tags.as_array().unwrap().len() as u64, "{figure}");
    }
    for (figure, tags) in [
        ("in_progress", json!(["C1", "C2", "R1", "S1", "S2", "W1", "W2", "W3"])),
        ("states.in_workshop", json!(["W1", "W2", "W3"])),
        ("waiting_over_30", json!(["C2", "R1", "S1", "W1", "W2"])),
        ("waiting_over_90", json!(["R1", "S1", "W1"])),
        ("sent_out", json!(["D1", "W1", "W3"])),
        ("works", json!(["D1", "G1", "G1", "R1", "S1", "W1", "W1", "W2", "W3"])),
        ("fitted", json!(["G1", "R1"])),
        ("fitted_reused", json!(["R1"])),
        ("harvested", json!(["S1"])),
        ("readied", json!(["G1", "R1"])),
    ] {
        assert_eq!(explain[figure], tags, "{figure}");
    }
    let sum = |table: &str, at: usize| {
        rows(&report, table).iter().map(|row| row[at].as_u64().unwrap()).sum::<u64>()
    };
    for (table, at, figure) in [
        ("by_state", 1, "in_progress"),
        ("by_state", 4, "waiting_over_30"),
        ("by_state", 5, "waiting_over_90"),
        ("by_work", 1, "works"),
        ("by_work", 2, "work_minutes"),
        ("by_work", 3, "work_cents"),
    ] {
        assert_eq!(sum(table, at), figures[figure].as_u64().unwrap(), "{table} {figure}");
    }
    assert_eq!([&figures["work_minutes"], &figures["work_cents"]], [110, 5_250]);
    assert_eq!(figures["bottleneck"], "ready");
    assert_eq!(rows(&report, "by_state")[1], json!(["in_workshop", 3, 82, 165, 2, 1]));
    // What was decided again waits since it was decided first.
    assert_eq!(rows(&report, "waiting_longest")[3], json!(["W2", "monitor", "in_workshop", "2026-09-02"]));
    // A person is not named.
    assert_eq!(
        rows(&report, "sent_out"),
        [
            json!(["W1", "monitor", "Atelier Sud", "2026-08-01"]),
            json!(["D1", "monitor", "Atelier Sud", "2026-11-01"]),
            json!(["W3", "monitor", null, "2026-11-14"]),
        ]
    );
}

#[test]
fn a_past_period_shows_its_last_evening_and_its_own_works() {
    let world = town(World::new());
    let then = report(&world, "--period 2025");
    let figures = &then["figures"];
    assert_eq!([&figures["in_progress"], &figures["works"], &figures["readied"]], [0, 1, 1]);
    // It never was in use before: there is no return to count from.
    assert_eq!([&figures["ready_median_days"], &figures["bottleneck"]], [&Value::Null, &Value::Null]);
    assert_eq!(rows(&then, "by_work"), [json!(["test", 1, 60, 0])]);
    // The same from a day in the middle of a period as from its own evening.
    let early = report(&world, "--period 2026 --as-of 2026-02-10 --explain");
    let late = report(&world, "--period 2026-01-01..2026-02-10 --explain");
    assert_eq!([&early["figures"], &early["tables"]], [&late["figures"], &late["tables"]]);
    assert_eq!(early["explain"]["in_progress"], json!(["G1"]));
    assert_eq!(early["explain"]["sent_out"], json!(["G1"]));
    assert_eq!(report(&world, "--period 2026-Q1")["figures"]["ready_median_days"], 14);
}

#[test]
fn what_moved_a_figure_of_works_is_a_work() {
    let world = town(World::new());
    let head = world.head();
    world.enter(
        "triage C1 --decision recondition --on 2026-11-21
         work C1 --type clean --minutes 20 --on 2026-11-21",
    );
    let report = report(&world, &format!("--compare-head {head}"));
    let moved = report["compared_head"]["moved"].as_array().unwrap();
    let works: Vec<_> = moved.iter().filter(|moved| moved["figure"] == "works").collect();
    assert_eq!(works.len(), 1);
    let events: Vec<_> = works[0]["events"].as_array().unwrap().iter().map(|event| &event["type"]).collect();
    assert_eq!((&works[0]["name"], events), (&json!("C1"), vec![&json!("worked")]));
}

#[test]
fn an_empty_record_has_nothing_and_no_median() {
    let world = World::new().with_record();
    let report = report(&world, "--explain");
    let figures = &report["figures"];
    assert_eq!([&figures["in_progress"], &figures["works"], &figures["work_minutes"]], [0, 0, 0]);
    assert_eq!([&figures["ready_median_days"], &figures["bottleneck"]], [&Value::Null, &Value::Null]);
    for name in ["by_work", "waiting_longest", "sent_out"] {
        assert!(rows(&report, name).is_empty(), "{name}");
    }
    world.run("report workshop").success();
    assert!(world.run("report workshop --format csv").success().contains("by_state,ready,median_days,\n"));
}
