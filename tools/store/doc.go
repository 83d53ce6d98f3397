// Package store keeps the office's records in SQLite or PostgreSQL, with one query
// code for both. A use case runs in one transaction, which holds its records,
// their journal leaves and the journal's Merkle tree, its letters and the counters
// it drew numbers from; either all of it is kept or nothing.
//
// Each noun of package record has a table of the same name (a case lives in
// case_file, a user in user_account) whose columns are listed once, beside its
// queries, in the file of that noun. SQL finds rows; rules stay in Go.
package store
