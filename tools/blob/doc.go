// Package blob keeps the files that the office receives, each under the SHA-256
// of its bytes and exactly as it came. It judges nothing: whether a file may be
// kept is said by inspect, before.
package blob
