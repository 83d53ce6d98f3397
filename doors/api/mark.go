package api

import (
	"time"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

func registerRoutes() []route {
	return []route{
		get("/registry", "registry", "Search the public register", access.ViewRegister, access.KindRegister, tagRegistry, app.RegisterPage{}, (*Door).register).
			asking(func() any { return new(ask.RegisterQuery) }),
		get("/registry/{number}", "registry-entry", "Say what a mark is worth on a day", access.ViewRegister, access.KindMark, tagRegistry, app.MarkView{}, (*Door).entry).
			naming("number").asking(func() any { return new(entryQuery) }),
	}
}

// entryQuery asks for a day.
type entryQuery struct {
	On civil.Date `json:"on,omitempty" doc:"day that the standing is worked out for; today when absent"`
}

func (d *Door) register(c *call) (reply, error) {
	q, _ := c.query.(*ask.RegisterQuery)
	found, err := d.Office.Register(c.r.Context(), q.For())
	if err != nil {
		return reply{}, err
	}
	undated := found
	undated.Entries = nil
	for _, e := range found.Entries {
		e.CheckedAt = time.Time{}
		undated.Entries = append(undated.Entries, e)
	}
	tag, err := contentTag(undated)
	return reply{body: found, etag: tag}, err
}

// entry gives the verdict on one number. Its entity tag leaves the moment of the
// check out: what was said before still holds.
func (d *Door) entry(c *call) (reply, error) {
	q, _ := c.query.(*entryQuery)
	view, err := d.Office.Verify(c.r.Context(), c.name, q.On)
	if err != nil {
		return reply{}, err
	}
	if view.Mark == nil {
		return reply{}, fault.New(fault.NotFound, "mark-unknown", c.name)
	}
	undated := view
	undated.CheckedAt = time.Time{}
	tag, err := contentTag(undated)
	return reply{body: view, etag: tag}, err
}
