//! Ce qu'un outil a lu d'un support, dans les événements.

use crate::{
    lang::{Codes as _, Numbers as _, fr::Fr, way::shown},
    model::fact::MediumRead,
};

/// Ce qu'un support dit de lui-même : ce que l'on en apprend, puis comment il va.
pub(super) fn medium_read(read: &MediumRead) -> Vec<String> {
    let tool = read.tool.as_ref().map(|tool| format!(" par {}", shown(tool)));
    let mut said = vec![format!("lu{}", tool.unwrap_or_default())];
    said.extend(read.kind.map(|kind| Fr.medium_kind(kind).to_owned()));
    said.extend(read.model.as_ref().map(|model| shown(model).into_owned()));
    said.extend(read.capacity_bytes.map(|capacity| Fr.capacity(capacity)));
    said.extend(read.power_on_hours.map(|hours| Fr.power_on(hours)));
    said.extend(read.health.map(|health| Fr.health(health).to_owned()));
    said
}
