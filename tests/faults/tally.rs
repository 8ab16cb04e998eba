//! How much was tried, how often it struck, what was lost: a line for each test.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tier {
    /// With every `cargo test`: seconds.
    Short,
    /// Before a release, with `REBOND_FAULTS=long`: minutes.
    Long,
}

impl Tier {
    /// Chooses a number by the tier.
    pub(crate) fn of<T>(self, short: T, long: T) -> T {
        match self {
            Self::Short => short,
            Self::Long => long,
        }
    }
}

/// Returns the tier that is asked for. A word that names none stops the test: a long run that was
/// meant and did not happen would look like one that found nothing.
pub(crate) fn tier() -> Tier {
    match std::env::var("REBOND_FAULTS").as_deref() {
        Err(_) | Ok("" | "short") => Tier::Short,
        Ok("long") => Tier::Long,
        Ok(other) => panic!("REBOND_FAULTS={other}: `short` or `long`"),
    }
}

/// A source of chance that gives the same again from its seed (splitmix64).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// From `SEED=` where it is given, else from the clock.
    fn seeded() -> (u64, Self) {
        static STARTED: AtomicU64 = AtomicU64::new(0);
        let seed = std::env::var("SEED").ok().map_or_else(
            || {
                let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
                let count = STARTED.fetch_add(1, Ordering::Relaxed);
                u64::try_from(nanos & 0xFFFF_FFFF).unwrap() ^ count << 32
            },
            |seed| seed.parse().expect("SEED is a number"),
        );
        (seed, Self(seed))
    }

    /// From a number, for a part of a run that is to be independent of the others.
    pub(crate) fn from(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns the next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// Returns a number below another.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// Tells whether it happens this time, so many times in a hundred.
    pub(crate) fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// Chooses one.
    pub(crate) fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        let at = usize::try_from(self.below(all.len() as u64)).unwrap();
        &all[at]
    }
}

/// What a fault test counts.
pub(crate) struct Tally {
    name: &'static str,
    /// The seed, to run it again.
    pub(crate) seed: u64,
    /// Where its chance comes from.
    pub(crate) chance: Chance,
    began: Instant,
    runs: u64,
    fired: u64,
    losses: Vec<String>,
}

/// How many losses are told one by one.
const TOLD: usize = 10;

impl Tally {
    /// Begins to count. The name is that of the row in the table of the long run.
    pub(crate) fn new(name: &'static str) -> Self {
        let (seed, chance) = Chance::seeded();
        println!("{name}: SEED={seed}");
        Self { name, seed, chance, began: Instant::now(), runs: 0, fired: 0, losses: Vec::new() }
    }

    /// One more run, in which faults struck so many times.
    pub(crate) fn run(&mut self, fired: u64) {
        self.runs += 1;
        self.fired += fired;
    }

    /// Something was lost, wrong, or not said.
    pub(crate) fn loss(&mut self, what: impl Into<String>) {
        self.losses.push(what.into());
    }

    /// What was lost in a run.
    pub(crate) fn losses(&mut self, what: impl IntoIterator<Item = String>) {
        self.losses.extend(what);
    }

    /// How many times faults struck so far.
    pub(crate) fn fired(&self) -> u64 {
        self.fired
    }

    /// How much was lost so far.
    pub(crate) fn lost(&self) -> usize {
        self.losses.len()
    }

    /// Ends: something struck, and nothing was lost.
    #[track_caller]
    pub(crate) fn finish(self) {
        self.write(self.name);
        assert!(self.fired >= 1, "{}: no fault fired, so nothing was shown", self.name);
        assert!(
            self.losses.is_empty(),
            "{}: {} lost (SEED={}):\n{}",
            self.name,
            self.losses.len(),
            self.seed,
            self.losses[..self.losses.len().min(TOLD)].join("\n")
        );
    }

    /// Ends a partner, in which a safeguard was taken out: the loss must be seen, or the test that
    /// sees none is worth nothing.
    #[track_caller]
    pub(crate) fn finish_red(self) {
        self.write(&format!("{} (partner: must lose)", self.name));
        assert!(self.fired >= 1, "{}: no fault fired, so nothing was shown", self.name);
        assert!(
            !self.losses.is_empty(),
            "{}: the safeguard is out, and no loss was seen (SEED={})",
            self.name,
            self.seed
        );
    }

    fn write(&self, name: &str) {
        let tier = tier().of("short", "long");
        let seconds = self.began.elapsed().as_secs_f64();
        let line = format!(
            "{name}\t{} runs\t{} fired\t{} lost\tSEED={}\t{seconds:.1} s\n",
            self.runs,
            self.fired,
            self.losses.len(),
            self.seed
        );
        print!("{line}");
        let folder = target().join("faults");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{tier}.tsv"));
        let mut file = OpenOptions::new().create(true).append(true).open(path).unwrap();
        // One write: lines of tests that end together do not mix.
        file.write_all(line.as_bytes()).unwrap();
    }
}

/// The folder of what is built.
pub(super) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned()
}
