// Package seal keeps the office's key (事務局の鍵) and closes what only it opens. Boxes
// are HPKE (RFC 9180) with the standard library's ciphers, and files are in the format of
// age, each under a key of its own that lies in such a box. Whoever holds the data has none
// of it: the key is a file of its own, or lies in a device that exchanges keys.
package seal
