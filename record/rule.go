package record

import (
	"time"

	"akashi/values/civil"
)

// PublishedRule is one version of a regulation of the scheme (規程) as the office publishes
// it: a file, or where it stands, or both. Versions stay beside each other.
type PublishedRule struct {
	ID       string     `json:"id"`
	Scheme   string     `json:"scheme"`
	Document string     `json:"document"` // of the scheme file
	Version  string     `json:"version"`
	From     civil.Date `json:"from"` // first day in force
	Link     string     `json:"link,omitempty"`
	Name     string     `json:"name,omitempty"` // of the file
	Type     string     `json:"type,omitempty"`
	Size     int64      `json:"size,omitempty"`
	SHA256   string     `json:"sha256,omitempty"`
	By       string     `json:"by"`
	At       time.Time  `json:"at"`
}
