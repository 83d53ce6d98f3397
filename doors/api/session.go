package api

import (
	"akashi/app"
	"akashi/doors/ask"
)

// sessions lists the sessions of every scheme whose sessions the actor may see.
func (d *Door) sessions(c *call) (ask.SessionList, error) {
	q, _ := c.query.(*ask.SchemeQuery)
	return q.Sessions(c.r.Context(), d.Office, d.Shelf, c.actor)
}

func (d *Door) session(c *call) (app.SessionView, error) {
	view, err := d.Office.SessionView(c.r.Context(), c.actor, c.name)
	c.etag = tagOf(view.Version)
	return view, err
}
