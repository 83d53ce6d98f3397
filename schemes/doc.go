// Package schemes holds the scheme files that ship with the product and the
// one reader for every scheme file. A file is decoded strictly: whatever is
// wrong with it is reported in one go, each problem with its line, its column
// and what to do, and a file with a problem yields no edition.
package schemes
