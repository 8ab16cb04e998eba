//! The law and the standards as code: each rule with its article, each table with its version.
