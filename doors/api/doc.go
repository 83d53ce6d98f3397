// Package api is the door for programs: every use case of the office, the public
// register and the pure rules as JSON under /api/v1, with a description in
// OpenAPI 3.1 that is made from the same table. It decides nothing. It reads a
// request strictly, asks the office, and turns each kind of failure into one
// status and one problem document (RFC 9457).
package api
