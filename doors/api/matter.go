package api

import (
	"akashi/app"
	"akashi/doors/ask"
)

// matters lists what was brought to the office beside the cases.
func (d *Door) matters(c *call) (app.MatterList, error) {
	q, _ := c.query.(*ask.MatterQuery)
	return d.Office.Matters(c.r.Context(), c.actor, q.For())
}

func (d *Door) matter(c *call) (app.MatterView, error) {
	view, err := d.Office.MatterView(c.r.Context(), c.actor, c.name)
	c.etag = tagOf(view.Version)
	return view, err
}
