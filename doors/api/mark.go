package api

import (
	"time"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/values/civil"
	"akashi/values/fault"
)

// entryQuery asks for a day.
type entryQuery struct {
	On civil.Date `json:"on,omitempty" doc:"day that the standing is worked out for; today when absent"`
}

func (d *Door) register(c *call) (found app.RegisterPage, err error) {
	q, _ := c.query.(*ask.RegisterQuery)
	if found, err = d.Office.Register(c.r.Context(), q.For()); err != nil {
		return found, err
	}
	same := found
	same.Entries = ask.Each(found.Entries, undated)
	c.etag, err = contentTag(same)
	return found, err
}

// undated leaves out the moment of the check: what was said before still holds.
func undated(entry app.MarkView) app.MarkView {
	entry.CheckedAt = time.Time{}
	return entry
}

// entry gives the verdict on one number.
func (d *Door) entry(c *call) (view app.MarkView, err error) {
	q, _ := c.query.(*entryQuery)
	if view, err = d.Office.Verify(c.r.Context(), c.name, q.On); err != nil {
		return view, err
	}
	if view.Mark == nil && view.CorrectedTo == "" {
		return view, fault.New(fault.NotFound, "mark-unknown", c.name)
	}
	c.etag, err = contentTag(undated(view))
	return view, err
}
