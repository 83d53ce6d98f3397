package api

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
)

// prefix is where the door hangs.
const prefix = "/api/v1"

// Routes lists every address of the door. Each can be repeated, acts with their
// Idempotency-Key.
func Routes() []ask.Route {
	return ask.Each(table(), func(r route) ask.Route {
		return ask.Route{Method: r.method, Path: prefix + r.path, Policy: r.policy, Object: r.object, Idempotent: true}
	})
}

// route is one row of the table that the door and its description are made from.
type route struct {
	method, path string
	policy       access.Action
	object       string // kind of object
	id           string // of the operation
	tag          string
	summary      string

	name   string      // of the part of the path that names the object
	query  func() any  // a struct for what follows the question mark
	body   func() any  // a struct for the body
	limit  int64       // bytes of the body
	action desk.Action // of a route that acts
	answer any         // a value of the type that is answered
	status int         // of success
	serve  func(*Door, *call) (reply, error)
}

// canWait reports whether the route's act may have to wait for a second person.
func (r route) canWait() bool { return r.acts() && r.action.CanWait }

func (r route) acts() bool { return r.action.Name != "" }

// isPublic reports whether the policy lets anybody in.
func (r route) isPublic() bool { return may(access.Actor{}, r.policy) }

// isKept reports whether anybody may keep the answer who asks again each time
// whether it still holds.
func (r route) isKept() bool { return r.method == http.MethodGet && r.isPublic() }

// check refuses a route that nobody ruled on.
func (r route) check() error {
	switch {
	case !slices.Contains(access.Actions(), r.policy):
		return fmt.Errorf("route %s %s: no policy %q", r.method, r.path, r.policy)
	case r.object == "" || r.id == "" || r.tag == "" || r.summary == "" || r.serve == nil || r.status == 0:
		return fmt.Errorf("route %s %s: not filled in", r.method, r.path)
	}
	return nil
}

// checkAll refuses a table with a bad route, or with two that are the same.
func checkAll(routes []route) error {
	var all []error
	seen := map[string]bool{}
	for _, r := range routes {
		all = append(all, r.check())
		for _, name := range []string{r.method + " " + r.path, r.id} {
			if seen[name] {
				all = append(all, fmt.Errorf("route %s: given twice", name))
			}
			seen[name] = true
		}
	}
	return errors.Join(all...)
}

// table returns every route: what is looked at, what is asked of the rules, and
// each action of the office.
func table() []route {
	return slices.Concat(caseRoutes(), sessionRoutes(), pendingRoutes(), registerRoutes(), schemeRoutes(), ruleRoutes(), aboutRoutes(), actionRoutes())
}

// get is a route that only looks.
func get[V any](path, id, summary string, policy access.Action, object, tag string, view func(*Door, *call) (V, error)) route {
	var answer V
	return route{method: http.MethodGet, path: path, id: id, summary: summary, policy: policy, object: object, tag: tag, answer: answer,
		status: http.StatusOK, serve: func(d *Door, c *call) (reply, error) {
			shown, err := view(d, c)
			return reply{body: shown, etag: c.etag}, err
		}}
}

// looked is a route to what anybody may know.
func looked[V any](path, id, summary, tag string, view func(*Door, *call) (V, error)) route {
	return get(path, id, summary, access.ViewRegister, access.KindOffice, tag, view)
}

// naming says which part of the path names the object.
func (r route) naming(name string) route {
	r.name = name
	return r
}

// asking says what may follow the question mark.
func (r route) asking(query func() any) route {
	r.query = query
	return r
}

func aboutRoutes() []route {
	openapi := looked("/openapi.json", "openapi", "This description", tagAbout, (*Door).description)
	openapi.answer = map[string]any{}
	return []route{
		openapi,
		looked("/problems", "problems", "List the kinds of problems", tagAbout, (*Door).problems),
		looked("/problems/{kind}", "problem", "Explain one kind of problem", tagAbout, (*Door).problem).naming("kind"),
	}
}
