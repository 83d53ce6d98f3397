package civil

// Range is the days from From to To, both included. A zero From or To leaves
// that side open, as with an edition that is in force until further notice.
type Range struct {
	From Date `json:"from" yaml:"from"`
	To   Date `json:"to" yaml:"to"`
}

// Contains reports whether d is one of the days. No date never is.
func (r Range) Contains(d Date) bool {
	return !d.IsZero() && !d.Before(r.From) && (r.To.IsZero() || !d.After(r.To))
}
