//! `find`: assets by anything they are called by, as one types.

use super::{Failure, resolve};
use crate::{
    model::{asset::Asset, id::AssetId, scan, text},
    store::{Flow, Reader},
};

/// Hands over the assets that a text finds, and returns how many there are: first what it names as a
/// whole (tag, alias, serial, scanned code, serial of a drive), then those of which some word begins
/// with each of its words, what is here before what has left, the latest in the record first.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn search(reader: &dyn Reader, typed: &str, each: &mut dyn FnMut(Asset) -> Flow) -> Result<u64, Failure> {
    let named = named(reader, typed)?;
    // Of a scanned link, what it leads to is searched, not its address.
    let code = scan::tag_in(typed).map(|tag| tag.to_string());
    let words = text::words(code.as_deref().unwrap_or(typed));
    let total = reader.matches(&words)?.max(named.len() as u64);
    for id in &named {
        if let Some(asset) = reader.asset(*id)?
            && each(asset).is_break()
        {
            return Ok(total);
        }
    }
    reader.search(&words, &mut |asset| {
        if named.contains(&asset.id) { Flow::Continue(()) } else { each(asset) }
    })?;
    Ok(total)
}

/// What a text names as a whole.
fn named(reader: &dyn Reader, typed: &str) -> Result<Vec<AssetId>, Failure> {
    let mut ids = resolve::asset_ids(reader, typed)?;
    for id in resolve::medium_ids(reader, typed)? {
        let within = reader.medium(id)?.and_then(|medium| medium.asset);
        ids.extend(within.filter(|asset| !ids.contains(asset)));
    }
    Ok(ids)
}
