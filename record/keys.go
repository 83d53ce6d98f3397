package record

// Keys are the keys that somebody works with on the page of a criterion (キー操作): whether any,
// and which are other than usual.
type Keys struct {
	Off bool              `json:"off,omitempty"`
	Own map[string]string `json:"own,omitempty"` // by what they do
}
