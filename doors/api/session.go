package api

import (
	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

func sessionRoutes() []route {
	return []route{
		get("/sessions", "sessions", "List the sessions of the committee, by day", access.ViewSession, access.KindSession, tagSessions, sessionList{}, (*Door).sessions).
			asking(func() any { return new(schemeQuery) }),
		get("/sessions/{id}", "session", "Show a session with its agenda", access.ViewSession, access.KindSession, tagSessions, app.SessionView{}, (*Door).session).
			naming("id"),
	}
}

// schemeQuery narrows a list to one scheme.
type schemeQuery struct {
	Scheme string `json:"scheme,omitempty" doc:"key of a scheme; all of them when absent"`
}

type sessionList struct {
	Sessions []record.Session `json:"sessions"`
}

// sessions lists the sessions of every scheme whose sessions the actor may see.
func (d *Door) sessions(c *call) (reply, error) {
	q, _ := c.query.(*schemeQuery)
	keys := d.Shelf.Keys()
	if q.Scheme != "" {
		keys = []string{q.Scheme}
		if len(d.Shelf.Editions(q.Scheme)) == 0 {
			return reply{}, fault.New(fault.NotFound, "scheme-unknown", q.Scheme)
		}
	}
	all := sessionList{[]record.Session{}}
	for _, key := range keys {
		ruling := access.May(c.actor, access.ViewSession, access.Object{Kind: access.KindSession, Scheme: key})
		if !ruling.Allowed && q.Scheme != "" {
			return reply{}, ruling.Err()
		}
		if !ruling.Allowed {
			continue
		}
		some, err := d.Office.Sessions(c.r.Context(), key)
		if err != nil {
			return reply{}, err
		}
		all.Sessions = append(all.Sessions, some...)
	}
	return reply{body: all}, nil
}

func (d *Door) session(c *call) (reply, error) {
	view, err := d.Office.SessionView(c.r.Context(), c.actor, c.name)
	return reply{body: view, etag: tagOf(view.Version)}, err
}
