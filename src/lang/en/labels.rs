//! Labels.

use crate::{
    lang::{Codes as _, Labels, Told, capital, en::En, labels::Ended},
    model::scan::Card,
};

impl Labels for En {
    fn too_small(&self, title: &str, wanted: &str, fits: &str) -> Told {
        Told {
            message: format!(
                "{title}: a label of {wanted} mm is too small, the modules of its code would fall below 0.33 mm"
            ),
            hints: vec![format!("choose at least `--size {fits}`")],
        }
    }

    fn too_much(&self, bytes: usize) -> Told {
        Told {
            message: format!("{bytes} bytes fit in no QR code"),
            hints: vec!["shorten the address: `rebond policy set label.url https://…`".to_owned()],
        }
    }

    fn no_place(&self, sheet: &str, start: u32, places: usize) -> Told {
        Told::new(format!("a sheet of {sheet} has {places} labels; none is number {start}"))
            .hint(format!("choose `--start` from 1 to {places}, counted row by row"))
    }

    fn no_sheet_in_zpl(&self, sheet: &str) -> Told {
        Told::new(format!("zpl is for printers of single labels, and {sheet} is a sheet"))
            .hint("for a sheet, choose `--format pdf`")
            .hint("for a label printer, give the size of its labels: `--size 62x29`")
    }

    fn not_printed(&self, command: &str, cause: &str) -> Told {
        Told::new(format!("`{command}` did not print: {cause}"))
            .hint("see what it says by itself: write the labels with `-o FILE`, then give it that file")
    }

    fn ended(&self, end: Ended) -> String {
        match end {
            Ended::Status(status) => format!("exit status {status}"),
            Ended::Signal(Some(signal)) => format!("stopped by signal {signal}"),
            Ended::Signal(None) => "stopped".to_owned(),
        }
    }

    fn printed(&self, command: &str) -> String {
        format!("handed to `{command}`")
    }

    fn card(&self, card: &Card, place: &str) -> String {
        match card {
            Card::Show => "Show".to_owned(),
            Card::Collect => "Collect".to_owned(),
            Card::Deploy(_) => format!("Deploy to {place}"),
            Card::Triage(decision) => capital(self.decision(*decision)),
            Card::Site(_) => format!("Site: {place}"),
            Card::Undo => "Undo".to_owned(),
            Card::Done => "Done".to_owned(),
        }
    }

    fn card_does(&self, card: &Card) -> &'static str {
        match card {
            Card::Show => "shows what follows",
            Card::Collect => "what follows came back",
            Card::Deploy(_) => "what follows goes into use",
            Card::Triage(_) => "decided of what follows",
            Card::Site(_) => "where what follows is",
            Card::Undo => "takes the last scan back",
            Card::Done => "ends the session",
        }
    }

    fn actual_size(&self) -> &'static str {
        "print at actual size (100 %), without fitting to the page"
    }
}
