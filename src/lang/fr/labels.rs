//! Les étiquettes.

use crate::{
    lang::{Labels, Told, fr::Fr},
    model::tag::Tag,
};

impl Labels for Fr {
    fn too_small(&self, tag: &Tag, wanted: &str, fits: &str) -> Told {
        Told {
            message: format!(
                "{tag}\u{a0}: une étiquette de {wanted} mm est trop petite, les modules du code passeraient sous \
                 0,33 mm"
            ),
            hints: vec![format!("choisir au moins `--size {fits}`")],
        }
    }

    fn too_much(&self, bytes: usize) -> Told {
        Told {
            message: format!("{bytes} octets ne tiennent dans aucun QR code"),
            hints: vec!["raccourcir l’adresse\u{a0}: `rebond policy set label.url https://…`".to_owned()],
        }
    }
}
