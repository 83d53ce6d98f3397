package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"akashi/access"
	"akashi/app"
	"akashi/fault"
)

// The sizes of bodies: a file comes in base64, which makes it a third longer.
const (
	bodyLimit       = 1 << 20
	attachmentLimit = 32 << 20
	reportLimit     = 128 << 20 // a scan of a large network
	importLimit     = 16 << 20
)

// place is where the actions on a kind of object hang, and what they answer.
type place struct {
	path, name, object, tag string
	answer                  any
}

func placeOf(on app.Kind) place {
	switch on {
	case app.OnCase:
		return place{"/cases/{no}/", "no", access.KindCase, tagCases, app.CaseView{}}
	case app.OnSession:
		return place{"/sessions/{id}/", "id", access.KindSession, tagSessions, app.SessionView{}}
	case app.OnMark:
		return place{"/marks/{number}/", "number", access.KindMark, tagMarks, app.MarkView{}}
	}
	return place{"/office/", "", access.KindOffice, tagOffice, nil}
}

// beginnings are the office actions that begin a collection's new member, or fill
// it. An office action that is not named here is reached under /office.
func beginnings() map[access.Action]route {
	return map[access.Action]route{
		access.Open:           {path: "/cases", object: access.KindCase, tag: tagCases, answer: app.CaseView{}, status: http.StatusCreated},
		access.PlanSession:    {path: "/sessions", object: access.KindSession, tag: tagSessions, answer: app.SessionView{}, status: http.StatusCreated},
		access.AddUser:        {path: "/users", object: access.KindUser, tag: tagOffice, answer: app.Credentials{}, status: http.StatusCreated},
		access.ImportRegister: {path: "/registry/import", object: access.KindRegister, tag: tagRegistry, answer: app.ImportReport{}, status: http.StatusOK},
	}
}

// limits are the actions that take more than the common limit.
func limits() map[access.Action]int64 {
	return map[access.Action]int64{access.Attach: attachmentLimit, access.RecordReport: reportLimit, access.ImportRegister: importLimit}
}

// actionRoutes gives every use case an address.
func actionRoutes() []route {
	var all []route
	for _, a := range app.Actions() {
		all = append(all, actionRoute(a))
	}
	return all
}

func actionRoute(a app.Action) route {
	at := placeOf(a.On)
	r := route{path: at.path + string(a.Name), object: at.object, tag: at.tag, answer: at.answer, status: http.StatusOK,
		id: string(a.On) + "-" + string(a.Name), name: at.name}
	if begins, ok := beginnings()[a.Name]; ok && a.On == app.OnOffice {
		r, r.id = begins, string(a.Name)
	}
	r.method, r.policy, r.summary, r.action = http.MethodPost, a.Name, a.Summary, a
	r.body, r.limit, r.serve = a.Input, bodyLimit, (*Door).act
	if more, ok := limits()[a.Name]; ok {
		r.limit = more
	}
	return r
}

// act performs the action of the route.
func (d *Door) act(c *call) (reply, error) {
	version, err := ifMatch(c.r.Header)
	if err != nil {
		return reply{}, err
	}
	key, err := idempotencyKey(c.r.Header)
	if err != nil {
		return reply{}, err
	}
	answer, err := d.Office.Do(c.r.Context(), app.Request{Actor: c.actor, Key: key, Version: version}, c.route.action, c.name, c.body)
	if err != nil {
		return reply{}, err
	}
	return reply{body: answer, etag: versionTag(answer), location: c.route.locate(answer)}, nil
}

// versionTag is the version of the object in an answer as an entity tag, or "".
func versionTag(answer json.RawMessage) string {
	var of struct {
		Version int `json:"version"`
		Mark    struct {
			Version int `json:"version"`
		} `json:"mark"`
	}
	if err := json.Unmarshal(answer, &of); err != nil {
		return ""
	}
	return tagOf(max(of.Version, of.Mark.Version))
}

func tagOf(version int) string {
	if version < 1 {
		return ""
	}
	return `"v` + strconv.Itoa(version) + `"`
}

// locate is the address of what a request has begun.
func (r route) locate(answer json.RawMessage) string {
	var begun struct{ No, ID string }
	if r.status != http.StatusCreated || json.Unmarshal(answer, &begun) != nil || begun.No+begun.ID == "" {
		return ""
	}
	return prefix + r.path + "/" + url.PathEscape(begun.No+begun.ID)
}

// ifMatch reads the version that the asker saw; 0 where none is named.
func ifMatch(h http.Header) (int, error) {
	value := h.Get("If-Match")
	if value == "" || value == "*" {
		return 0, nil
	}
	version, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(value, `"v`), `"`))
	if err == nil && value == tagOf(version) {
		return version, nil
	}
	return 0, badHeader("If-Match", "header.if-match", `send one version as the header ETag gave it, such as "v3" with its quotation marks`)
}

// longestKey is how long an idempotency key may be, in characters.
const longestKey = 200

// idempotencyKey reads the key under which a repetition of the request is known.
func idempotencyKey(h http.Header) (string, error) {
	key := h.Get("Idempotency-Key")
	visible := func(r rune) bool { return r > ' ' && r <= '~' }
	if len(key) <= longestKey && strings.IndexFunc(key, func(r rune) bool { return !visible(r) }) < 0 {
		return key, nil
	}
	return "", badHeader("Idempotency-Key", "header.idempotency-key", "send 1 to 200 visible ASCII characters")
}

func badHeader(name, code, message string) error {
	return fault.Problems{{Code: code, Where: name, Message: message}}
}
