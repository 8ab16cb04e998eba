//! Reports: streams folded into figures and tables in codes. This is the JSON and the CSV; words
//! and shapes come later.
