// Package blob keeps the files that the office receives, each under the SHA-256
// of its bytes, exactly as it came or encrypted. It judges nothing: whether a file
// may be kept is said by whoever hands it in. What encrypts is handed to it.
package blob
