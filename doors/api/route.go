package api

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"akashi/app/desk"
	"akashi/rules/access"
)

// prefix is where the door hangs.
const prefix = "/api/v1"

// Route is one address of the door, as `akashi routes` lists it.
type Route struct {
	Method     string        `json:"method"`
	Path       string        `json:"path"`
	Policy     access.Action `json:"policy"`     // what the one policy is asked
	Object     string        `json:"object"`     // kind of object that it rules on
	Idempotent bool          `json:"idempotent"` // can be repeated; acts with their Idempotency-Key
}

// Routes lists every address of the door.
func Routes() []Route {
	var all []Route
	for _, r := range table() {
		all = append(all, Route{r.method, prefix + r.path, r.policy, r.object, true})
	}
	return all
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
func get(path, id, summary string, policy access.Action, object, tag string, answer any, serve func(*Door, *call) (reply, error)) route {
	return route{method: http.MethodGet, path: path, id: id, summary: summary, policy: policy, object: object,
		tag: tag, answer: answer, status: http.StatusOK, serve: serve}
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
	return []route{
		looked("/openapi.json", "openapi", "This description", tagAbout, map[string]any{}, (*Door).description),
		looked("/problems", "problems", "List the kinds of problems", tagAbout, problemList{}, (*Door).problems),
		looked("/problems/{kind}", "problem", "Explain one kind of problem", tagAbout, kind{}, (*Door).problem).naming("kind"),
	}
}
