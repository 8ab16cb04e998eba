//! Bands from where something was to what became of it, each as thick as it is many.

use super::{
    Class, Said, Series, WIDTH, hatch,
    words::{AXIS, COUNT, LABEL, Letters},
};
use crate::draw::{
    Anchor, Rect, Um,
    picture::{Band, Ink, Mark, Picture},
};

/// How tall all bands are together.
const TALL: Um = Um::mm(50);
/// How tall the thinnest band is: what is there is seen.
const THINNEST: Um = Um(200);
/// How wide the bar is at which bands begin or end.
const BAR: Um = Um(3200);
/// A bar that is shorter is plain.
const SHORT: Um = Um(1600);
/// Between two bars of one side, at least.
const GAP: Um = Um(2200);
/// Between a bar and its number, and between that and its name.
const BESIDE: Um = Um(1500);
/// The most room that names take on either side, and the least that bands do.
const NAMES: Um = Um(46_000);
const BANDS: Um = Um(30_000);
/// What is left free along a band that lies on others, and how thick it must be for that.
const HALO: Um = Um(130);
const THICK: Um = Um(700);

/// Counts by where something was and by what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// What stands over either side.
    pub heads: [String; 2],
    /// Where things were, and of how many what became.
    pub from: Vec<Class>,
    /// What became of them.
    pub to: Vec<Series>,
}

impl Flow {
    /// How many there are of each class, and of each series.
    fn totals(&self) -> [Vec<u128>; 2] {
        let of = |at: usize| move |class: &Class| class.values.get(at).copied().map_or(0, u128::from);
        let ended = |at: usize| self.from.iter().map(of(at)).sum();
        [self.from.iter().map(Class::total).collect(), (0..self.to.len()).map(ended).collect()]
    }

    /// How tall each band is: a row for each class.
    fn heights(&self) -> Vec<Vec<Um>> {
        let all = self.from.iter().map(Class::total).sum::<u128>().max(1);
        let height = |value: &u64| match u128::from(*value) * u128::from(TALL.0.unsigned_abs()) / all {
            _ if *value == 0 => Um(0),
            height => Um(i64::try_from(height).unwrap_or(TALL.0)).max(THINNEST),
        };
        let row = |class: &Class| class.values.iter().take(self.to.len()).map(height).collect();
        self.from.iter().map(row).collect()
    }
}

/// One side: what is written beside its bars, and where they stand.
struct Side {
    head: String,
    counts: Vec<String>,
    names: Vec<Vec<String>>,
    bars: Vec<Rect>,
}

impl Side {
    /// Places bars of these heights one below another, each with room for its name; returns where the last ends.
    fn place(&mut self, heights: impl Iterator<Item = Um>) -> Um {
        let mut down = Um(0);
        for (height, lines) in heights.zip(&self.names) {
            let lines = i64::try_from(lines.len()).unwrap_or(1);
            let room = height.max(LABEL.tight() * lines);
            self.bars.push(Rect { x: Um(0), y: down + Um((room - height).0 / 2), width: BAR, height });
            down = down + room + GAP;
        }
        (down - GAP).max(Um(0))
    }

    fn put(&mut self, x: Um, down: Um) {
        for bar in &mut self.bars {
            (bar.x, bar.y) = (x, bar.y + down);
        }
    }

    /// The room beside its bars.
    fn aside(&self) -> Um {
        let words = widest(LABEL, self.names.iter().flatten()) + widest(COUNT, &self.counts) + BESIDE * 2;
        words.max(AXIS.width(&self.head) - BAR)
    }

    /// Writes the numbers of what is at the left before its bars, of what is at the right behind them, then the names.
    fn write(&self, picture: &mut Picture, left: bool) {
        let counts = widest(COUNT, &self.counts);
        for ((bar, count), lines) in self.bars.iter().zip(&self.counts).zip(&self.names) {
            let middle = bar.y + Um(bar.height.0 / 2);
            let (ends, name, anchor) = if left {
                (bar.x - BESIDE, bar.x - BESIDE * 2 - counts, Anchor::End)
            } else {
                let ends = bar.x + BAR + BESIDE + counts;
                (ends, ends + BESIDE, Anchor::Start)
            };
            COUNT.write(picture, Ink::Words, (ends, middle + COUNT.drop()), Anchor::End, count);
            LABEL.around(picture, (name, middle), anchor, lines);
        }
    }
}

fn widest<'a>(letters: Letters, texts: impl IntoIterator<Item = &'a String>) -> Um {
    texts.into_iter().map(|text| letters.width(text)).max().unwrap_or_default()
}

/// Lays out bands: where things were at the left, what became of them at the right, both in their order from the top,
/// each with how many there are.
#[must_use]
pub fn flow(flow: &Flow, said: Said<'_>) -> Picture {
    let mut picture = Picture { width: WIDTH, ..Picture::default() };
    let (heights, mut sides) = (flow.heights(), sides(flow, said));
    let begin = AXIS.leading() + Um(1800);
    let of = |at: usize| heights.iter().filter_map(move |row| row.get(at)).fold(Um(0), |sum, of| sum + *of);
    let tall = [
        sides[0].place(heights.iter().map(|row| row.iter().fold(Um(0), |sum, of| sum + *of))),
        sides[1].place((0..flow.to.len()).map(of)),
    ];
    let most = tall[0].max(tall[1]);
    let across = [sides[0].aside(), WIDTH - sides[1].aside() - BAR];
    for ((side, x), tall) in sides.iter_mut().zip(across).zip(tall) {
        side.put(x, begin + Um((most - tall).0 / 2));
    }
    bands(&mut picture, flow, &heights, &sides);
    for bar in &sides[0].bars {
        picture.put(Ink::Pale, Mark::Area(*bar));
    }
    for (series, bar) in flow.to.iter().zip(&sides[1].bars) {
        // Of what is so short, strokes would leave nothing; its name stands beside it.
        if bar.height < SHORT {
            picture.put(Ink::Tone(series.tone), Mark::Area(*bar));
        } else {
            hatch::areas(&mut picture, series.tone, &[*bar]);
        }
    }
    sides[0].write(&mut picture, true);
    sides[1].write(&mut picture, false);
    AXIS.write(&mut picture, Ink::Pale, (across[0] + BAR, AXIS.size), Anchor::End, &sides[0].head);
    AXIS.write(&mut picture, Ink::Pale, (across[1], AXIS.size), Anchor::Start, &sides[1].head);
    picture.height = begin + most + Um(AXIS.size.0 * 3 / 10);
    picture
}

/// What stands at either side, in words.
fn sides(flow: &Flow, said: Said<'_>) -> [Side; 2] {
    let count = |total: &u128| u64::try_from(*total).map(said).unwrap_or_default();
    let counts = flow.totals().map(|totals| totals.iter().map(count).collect::<Vec<_>>());
    let beside = counts.iter().fold(Um(0), |sum, counts| sum + widest(COUNT, counts) + BESIDE * 2 + BAR);
    let room = Um((WIDTH - BANDS - beside).0 / 2).clamp(Um(0), NAMES);
    let wrapped = |name: &String| LABEL.wrapped(name, room);
    let [from, to] = [
        flow.from.iter().map(|class| wrapped(&class.name)).collect(),
        flow.to.iter().map(|series| wrapped(&series.name)).collect(),
    ];
    let side = |at: usize, names, counts| Side {
        head: AXIS.shortened(&flow.heads[at], NAMES),
        counts,
        names,
        bars: Vec::new(),
    };
    let [left, right] = counts;
    [side(0, from, left), side(1, to, right)]
}

/// Draws the bands, the thickest first: a thin one that crosses it is seen.
fn bands(picture: &mut Picture, flow: &Flow, heights: &[Vec<Um>], [left, right]: &[Side; 2]) {
    let mut ends: Vec<Um> = right.bars.iter().map(|bar| bar.y).collect();
    let mut drawn = Vec::new();
    for (bar, heights) in left.bars.iter().zip(heights) {
        let mut begin = bar.y;
        for (((height, end), to), series) in heights.iter().zip(&mut ends).zip(&right.bars).zip(&flow.to) {
            if *height > Um(0) {
                let band = Band { from: (bar.x + BAR, begin), to: (to.x, *end), height: *height };
                drawn.push((band, series.tone));
            }
            (begin, *end) = (begin + *height, *end + *height);
        }
    }
    drawn.sort_by_key(|(band, _)| std::cmp::Reverse(band.height));
    for (band, tone) in drawn {
        let halo = if band.height < THICK { Um(0) } else { HALO };
        let grown = |(x, y): (Um, Um)| (x, y - halo);
        let ground = Band { from: grown(band.from), to: grown(band.to), height: band.height + halo * 2 };
        picture.put(Ink::Paper, Mark::Band(ground));
        picture.put(Ink::Tint(tone), Mark::Band(band));
    }
}
