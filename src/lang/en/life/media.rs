//! What a tool read of a medium, in events.

use crate::{
    lang::{Codes as _, Numbers as _, en::En, way::shown},
    model::fact::MediumRead,
};

/// What a medium said of itself: what is new of it, then how it is.
pub(super) fn medium_read(read: &MediumRead) -> Vec<String> {
    let tool = read.tool.as_ref().map(|tool| format!(" by {}", shown(tool)));
    let mut said = vec![format!("read{}", tool.unwrap_or_default())];
    said.extend(read.kind.map(|kind| En.medium_kind(kind).to_owned()));
    said.extend(read.model.as_ref().map(|model| shown(model).into_owned()));
    said.extend(read.capacity_bytes.map(|capacity| En.capacity(capacity)));
    said.extend(read.power_on_hours.map(|hours| En.power_on(hours)));
    said.extend(read.health.map(|health| En.health(health).to_owned()));
    said
}
