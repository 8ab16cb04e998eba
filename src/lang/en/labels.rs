//! Labels.

use crate::lang::{Labels, Told, en::En, labels::Ended};

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

    fn actual_size(&self) -> &'static str {
        "print at actual size (100 %), without fitting to the page"
    }
}
