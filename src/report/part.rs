//! The part of an organisation that a report is of.

use std::collections::BTreeSet;

use super::{Cell, Result};
use crate::{
    model::id::AssetId,
    store::{AssetFilter, Flow, Place, Reader},
};

/// A service, a site, both at once, or all of the organisation. Codes, as the record has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Only what is of this service.
    pub service: Option<String>,
    /// Only what is on this site.
    pub site: Option<String>,
}

impl Part {
    /// Tells whether it is all of the organisation.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.service.is_none() && self.site.is_none()
    }

    /// Tells whether what is of a service is in it.
    pub(super) fn has_service(&self, service: Option<&str>) -> bool {
        self.service.as_deref().is_none_or(|wanted| service == Some(wanted))
    }

    /// The assets of it.
    pub(super) fn filter(&self) -> AssetFilter {
        AssetFilter { service: self.service.clone(), site: self.site.clone(), ..AssetFilter::default() }
    }

    /// Returns which assets are of it; nothing where all are.
    pub(super) fn assets(&self, reader: &dyn Reader) -> Result<Option<BTreeSet<AssetId>>> {
        if self.is_whole() {
            return Ok(None);
        }
        let mut assets = BTreeSet::new();
        reader.assets(&self.filter(), &mut |asset| {
            assets.insert(asset.id);
            Flow::Continue(())
        })?;
        Ok(Some(assets))
    }

    /// Returns what it is called: a cell for the service, and one for the site.
    pub(super) fn named(&self, reader: &dyn Reader) -> Result<Vec<Cell>> {
        let label = |place, code: &Option<String>| -> Result<Option<String>> {
            let Some(code) = code else { return Ok(None) };
            Ok(Some(reader.label(place, code)?.unwrap_or_else(|| code.clone())))
        };
        let service = label(Place::Service, &self.service)?.map(|label| Cell::Service(Some(label)));
        let site = label(Place::Site, &self.site)?.map(|label| Cell::Site(Some(label)));
        Ok(service.into_iter().chain(site).collect())
    }
}
