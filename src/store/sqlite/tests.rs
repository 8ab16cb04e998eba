//! The contract on a file, held open or opened again before every write.

use std::{path::PathBuf, sync::Arc};

use tempfile::TempDir;

use crate::store::{
    Store,
    contract::{Backend, contract_suite},
    sqlite::{Access, create, open},
};

/// A database in a folder that disappears with it.
pub(in crate::store) struct File {
    folder: TempDir,
    reopens: bool,
}

impl File {
    pub(in crate::store) fn new() -> Self {
        let file = Self { folder: tempfile::tempdir().unwrap(), reopens: false };
        create(&file.path(), Access::Owner).unwrap();
        file
    }

    fn reopened() -> Self {
        Self { reopens: true, ..Self::new() }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("park.db")
    }
}

impl Backend for File {
    fn open(&self) -> Box<dyn Store> {
        Box::new(open(&self.path()).unwrap())
    }

    fn reopens(&self) -> bool {
        self.reopens
    }
}

/// For a test that looks at the file from outside as well.
impl Backend for Arc<File> {
    fn open(&self) -> Box<dyn Store> {
        self.as_ref().open()
    }
}

mod held {
    use super::*;
    contract_suite!(File::new());
}

mod reopened {
    use super::*;
    contract_suite!(File::reopened());
}
