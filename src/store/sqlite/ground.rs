//! The tables of a session, as the fold writes them.

use std::cell::RefCell;

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::{Session, rows::Sql, search, sink::Insert};
use crate::{
    model::{
        event::Seq,
        id::{AssetId, MediumId, Subject},
        text,
    },
    store::{
        Flow, Reader, Result, Vault,
        column::Value,
        ground::{Ground, Sink, Table},
        search::Names,
    },
};

impl Ground for Session<'_> {
    fn reader(&self) -> &dyn Reader {
        self
    }

    fn words(&self) -> &RefCell<Names> {
        &self.names
    }

    fn borne_after(&self, after: Option<Uuid>, each: &mut dyn FnMut(Uuid, Seq) -> Flow) -> Result<()> {
        let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        let sql = "SELECT subject, seq FROM touch WHERE subject > ?1 AND bears = 1 ORDER BY subject, seq";
        self.stream(sql, [after], |row| Ok(each(Uuid::from_bytes(row.get(0)?), row.get(1)?)))
    }

    fn borne_by(&self, ids: &[Uuid]) -> Result<Vec<Vec<Seq>>> {
        let sql = "SELECT seq FROM touch WHERE subject = ?1 AND bears = 1 ORDER BY seq";
        ids.iter().map(|id| self.all(sql, [id.as_bytes()], |row| row.get(0))).collect()
    }

    fn lines_of(&self, seqs: &[Seq], each: &mut dyn FnMut(Seq, &str) -> Result<()>) -> Result<()> {
        let sql = "SELECT line FROM event WHERE seq = ?1";
        let mut query = self.conn().prepare_cached(sql).map_err(|e| self.error(e))?;
        for seq in seqs {
            let handed = query.query_row([seq], |row| Ok(each(*seq, row.get_ref(0)?.as_str()?))).optional();
            handed.map_err(|e| self.error(e))?.transpose()?;
        }
        Ok(())
    }

    fn put(&self, table: Table, values: &[Value<'_>]) -> Result<()> {
        self.put_row(table, values)
    }

    fn keep_row(&self, row: &Vault) -> Result<()> {
        let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
            let kept = self.conn().prepare_cached(sql).and_then(|mut query| query.execute(params));
            kept.map(|_| ()).map_err(|e| self.error(e))
        };
        match row {
            Vault::Actor { id, name } => {
                run("INSERT OR REPLACE INTO vault_actor (id, name) VALUES (?1, ?2)", params![Sql(id), name])
            }
            Vault::Party { id, name, siret } => {
                run(
                    "INSERT OR REPLACE INTO vault_party (id, name, folded, siret) VALUES (?1, ?2, ?3, ?4)",
                    params![Sql(id), name, text::fold(name), siret],
                )?;
                search::party_named(self, *id)
            }
            Vault::Text { id, text } => {
                run("INSERT OR REPLACE INTO vault_text (id, text) VALUES (?1, ?2)", params![Sql(id), text])
            }
            Vault::Label { place, code, label } => {
                run(
                    "INSERT OR REPLACE INTO vault_label (place, code, label, folded) VALUES (?1, ?2, ?3, ?4)",
                    params![place.code(), code, label, text::fold(label)],
                )?;
                search::place_named(self, *place, code)
            }
        }
    }

    fn remove(&self, subjects: &[Subject]) -> Result<()> {
        let remove = || {
            for subject in subjects {
                for sql in removals(*subject) {
                    self.conn().prepare_cached(sql)?.execute([subject.uuid().as_bytes()])?;
                }
            }
            Ok(())
        };
        remove().map_err(|e| self.error(e))
    }

    fn insert(&self, new: bool) -> Box<dyn Sink + '_> {
        Box::new(Insert::new(self, new))
    }

    fn unsearch(&self, asset: AssetId) -> Result<()> {
        search::remove(self, asset)
    }

    fn set_policy(&self, key: &str, value: &str) -> Result<()> {
        self.run_sql("INSERT OR REPLACE INTO policy (key, value) VALUES (?1, ?2)", params![key, value])
    }

    fn forget_policies(&self) -> Result<()> {
        self.run_sql("DELETE FROM policy", params![])
    }

    fn reserve_tag(&self, tag: &str, seq: Seq) -> Result<()> {
        self.run_sql("INSERT OR IGNORE INTO reserved_tag (tag, seq) VALUES (?1, ?2)", params![tag, seq])
    }

    fn free_tags(&self, seq: Option<Seq>) -> Result<()> {
        match seq {
            Some(seq) => self.run_sql("DELETE FROM reserved_tag WHERE seq = ?1", params![seq]),
            None => self.run_sql("DELETE FROM reserved_tag", params![]),
        }
    }

    fn clear(&self, media: &[(MediumId, bool)]) -> Result<()> {
        let sql = "UPDATE medium SET cleared = ?2 WHERE id = ?1";
        media.iter().try_for_each(|(id, cleared)| self.run_sql(sql, params![Sql(id), cleared]))
    }

    fn settle(&self) -> Result<()> {
        Ok(())
    }
}

impl Session<'_> {
    fn run_sql(&self, sql: &str, params: &[&dyn rusqlite::ToSql]) -> Result<()> {
        let run = || self.conn().prepare_cached(sql)?.execute(params);
        run().map(drop).map_err(|e| self.error(e))
    }
}

/// The statements that remove the rows of a subject.
fn removals(subject: Subject) -> &'static [&'static str] {
    match subject {
        Subject::Asset(_) => &[
            "DELETE FROM asset WHERE id = ?1",
            "DELETE FROM alias WHERE asset = ?1",
            "DELETE FROM stay WHERE asset = ?1",
            "DELETE FROM work WHERE asset = ?1",
            "DELETE FROM decommissioning WHERE asset = ?1",
            "DELETE FROM departure WHERE asset = ?1",
        ],
        Subject::Medium(_) => &[
            "DELETE FROM medium WHERE id = ?1",
            "DELETE FROM attribution WHERE medium = ?1",
            "DELETE FROM sanitisation WHERE medium = ?1",
            "DELETE FROM reading WHERE medium = ?1",
        ],
        Subject::Lot(_) => &["DELETE FROM lot WHERE id = ?1", "DELETE FROM lot_line WHERE lot = ?1"],
        Subject::Party(_) => &["DELETE FROM party WHERE id = ?1"],
    }
}
