// Package bank reads the files in which a bank tells what came in: the notices of
// credit (01) and the account statements (03) of the Japanese banks' 200-byte
// records. A file that does not add up is refused whole, with every place named.
package bank
