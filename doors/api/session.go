package api

import (
	"akashi/app"
	"akashi/doors/ask"
	"akashi/rules/access"
)

func sessionRoutes() []route {
	return []route{
		get("/sessions", "sessions", "List the sessions of the committee, by day", access.ViewSession, access.KindSession, tagSessions, ask.SessionList{}, (*Door).sessions).
			asking(func() any { return new(ask.SchemeQuery) }),
		get("/sessions/{id}", "session", "Show a session with its agenda", access.ViewSession, access.KindSession, tagSessions, app.SessionView{}, (*Door).session).
			naming("id"),
	}
}

// sessions lists the sessions of every scheme whose sessions the actor may see.
func (d *Door) sessions(c *call) (reply, error) {
	q, _ := c.query.(*ask.SchemeQuery)
	list, err := q.Sessions(c.r.Context(), d.Office, d.Shelf, c.actor)
	return reply{body: list}, err
}

func (d *Door) session(c *call) (reply, error) {
	view, err := d.Office.SessionView(c.r.Context(), c.actor, c.name)
	return reply{body: view, etag: tagOf(view.Version)}, err
}
