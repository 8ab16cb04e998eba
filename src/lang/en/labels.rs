//! Labels.

use crate::{
    lang::{Labels, Told, en::En},
    model::tag::Tag,
};

impl Labels for En {
    fn too_small(&self, tag: &Tag, wanted: &str, fits: &str) -> Told {
        Told {
            message: format!(
                "{tag}: a label of {wanted} mm is too small, the modules of its code would fall below 0.33 mm"
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
}
