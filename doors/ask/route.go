package ask

import "akashi/rules/access"

// Route is one address of a door over HTTP, as `akashi routes` lists it.
type Route struct {
	Method     string        `json:"method"`
	Path       string        `json:"path"`
	Policy     access.Action `json:"policy"`     // what the one policy is asked
	Object     string        `json:"object"`     // kind of object that it rules on
	Idempotent bool          `json:"idempotent"` // can be repeated
}
