package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"akashi/rules/access"
	"akashi/words"
)

// Policy says by which rule a route is opened: the name of an action that the
// policy of package access rules on, or Public.
type Policy string

// Public is the policy of a page that shows nothing but itself, and of the way
// in and out.
const Public Policy = "public"

func (p Policy) known() bool {
	return p == Public || slices.Contains(access.Actions(), access.Action(p))
}

// admitsEverybody reports whether a visitor whom nobody knows may try the route.
// What a known one may do there, the office says.
func (p Policy) admitsEverybody(object string) bool {
	return p == Public || access.May(access.Actor{}, access.Action(p), access.Object{Kind: object}).Allowed
}

// Route is one address of the door, as `akashi routes` lists it.
type Route struct {
	Method     string `json:"method"`
	Path       string `json:"path"`
	Policy     Policy `json:"policy"`
	Object     string `json:"object"` // kind of object that the policy rules on
	Idempotent bool   `json:"idempotent"`
}

// Routes lists every address of the door, the English ones too.
func Routes() []Route {
	var all []Route
	for _, r := range table() {
		all = append(all, r.Route)
	}
	return all
}

// route is a Route with what answers it; nothing does when it is answered
// before all others (see Door.ServeHTTP).
type route struct {
	Route
	serve func(*Door, *visit) error
}

// pattern is the route's address in the words of http.ServeMux.
func (r route) pattern() string {
	if strings.HasSuffix(r.Path, "/") {
		return r.Path + "{$}"
	}
	return r.Path
}

func (r route) check() error {
	if !r.Policy.known() {
		return fmt.Errorf("route %s %s: no policy %q", r.Method, r.Path, r.Policy)
	}
	if r.Object == "" {
		return fmt.Errorf("route %s %s: no kind of object", r.Method, r.Path)
	}
	return nil
}

// kindPage is the object of a page that is about no record.
const kindPage = "page"

// table returns every route. Those of people exist in both languages.
func table() []route {
	view := Policy(access.ViewRegister)
	routes := []route{
		{Route{http.MethodGet, "/v/{number}.json", view, access.KindMark, true}, nil},
		{Route{http.MethodGet, "/v/{number}.svg", view, access.KindMark, true}, nil},
		{Route{http.MethodGet, "/static/{file}", Public, kindPage, true}, (*Door).file},
		{Route{http.MethodGet, "/robots.txt", Public, kindPage, true}, (*Door).robots},
		{Route{http.MethodGet, "/healthz", Public, kindPage, true}, (*Door).health},
	}
	for _, lang := range words.Languages() {
		at := func(method, path string, p Policy, object string, serve func(*Door, *visit) error) {
			routes = append(routes, route{Route{method, prefix(lang) + path, p, object, method == http.MethodGet}, serve})
		}
		at(http.MethodGet, "/", Public, kindPage, (*Door).home)
		at(http.MethodGet, "/find", view, access.KindRegister, (*Door).find)
		at(http.MethodGet, "/s/{scheme}", Public, kindPage, (*Door).scheme)
		at(http.MethodGet, "/registry", view, access.KindRegister, (*Door).register)
		at(http.MethodGet, "/registry/{number}", view, access.KindMark, (*Door).entry)
		at(http.MethodGet, "/v/{number}", view, access.KindMark, (*Door).verdict)
		at(http.MethodGet, "/help", Public, kindPage, (*Door).help)
		at(http.MethodGet, "/accessibility", Public, kindPage, (*Door).accessibility)
		at(http.MethodGet, "/login", Public, access.KindUser, (*Door).login)
		at(http.MethodPost, "/login", Public, access.KindUser, (*Door).signIn)
		at(http.MethodGet, "/logout", Public, access.KindUser, (*Door).logout)
		at(http.MethodPost, "/logout", Public, access.KindUser, (*Door).signOut)
		at(http.MethodGet, "/o", Policy(access.ListCases), access.KindCase, (*Door).board)
		at(http.MethodGet, "/o/cases/{no}", Policy(access.ViewCase), access.KindCase, (*Door).caseFile)
	}
	return routes
}
