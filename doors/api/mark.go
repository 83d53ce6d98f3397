package api

import (
	"time"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

func registerRoutes() []route {
	return []route{
		get("/registry", "registry", "Search the public register", access.ViewRegister, access.KindRegister, tagRegistry, app.RegisterPage{}, (*Door).register).
			asking(func() any { return new(registerQuery) }),
		get("/registry/{number}", "registry-entry", "Say what a mark is worth on a day", access.ViewRegister, access.KindMark, tagRegistry, app.MarkView{}, (*Door).entry).
			naming("number").asking(func() any { return new(entryQuery) }),
	}
}

// registerQuery narrows the register.
type registerQuery struct {
	Q      string            `json:"q,omitempty" doc:"in number, service, holder and readings, whatever the width, the case and the kana"`
	Scheme string            `json:"scheme,omitempty" doc:"key of a scheme"`
	Status record.MarkStatus `json:"status,omitempty" enum:"active,suspended,withdrawn,ended,listed" doc:"what was last entered; whether an active mark has expired is worked out from its days"`
	Page
}

// entryQuery asks for a day.
type entryQuery struct {
	On civil.Date `json:"on,omitempty" doc:"day that the standing is worked out for; today when absent"`
}

func (d *Door) register(c *call) (reply, error) {
	q, _ := c.query.(*registerQuery)
	found, err := d.Office.Register(c.r.Context(), app.MarkQuery{Scheme: q.Scheme, Text: q.Q, Status: q.Status, After: q.After, Limit: q.Limit})
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
