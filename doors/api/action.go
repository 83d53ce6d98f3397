package api

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/fault"
)

// The sizes of bodies: a file comes in base64, which makes it a third longer.
const (
	bodyLimit       = 1 << 20
	attachmentLimit = 32 << 20
	reportLimit     = 128 << 20 // a scan of a large network
	importLimit     = 16 << 20
	sheetLimit      = 11 << 20 // a workbook
)

// limits are the actions that take more than the common limit.
func limits() map[access.Action]int64 {
	return map[access.Action]int64{access.Attach: attachmentLimit, access.RecordReport: reportLimit, access.ImportRegister: importLimit, access.ImportPayment: reportLimit, access.Answer: sheetLimit, access.MoveIn: sheetLimit, access.PublishRule: attachmentLimit}
}

// actionRoute is where an action hangs: what begins an object at its collection,
// what is done to one below it.
func actionRoute(a desk.Action) route {
	thing := app.ThingOf(a.On)
	r := route{method: http.MethodPost, path: "/" + thing.Words.Plural, policy: a.Name, object: string(a.On), id: string(a.Name),
		summary: a.Summary, action: a, answer: thing.View, status: http.StatusOK, body: a.Input, limit: bodyLimit, serve: (*Door).act}
	if a.Answer != nil {
		r.answer = a.Answer
	}
	switch {
	case a.Begins:
		r.status = http.StatusCreated
	case thing.Words.Param == "":
		r.path += "/" + app.Word(a)
	default:
		r.id = string(a.On) + "-" + string(a.Name)
		r.path += "/{" + thing.Words.Param + "}/" + string(a.Name)
	}
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
	out, err := d.Office.Do(c.r.Context(), desk.Request{Actor: c.actor, Key: key, Version: version}, c.route.action, c.name, c.body)
	if err != nil {
		return reply{}, err
	}
	made := reply{body: out.Body, etag: tagOf(out.Version), location: c.route.locate(out)}
	if out.Waits {
		made.status = http.StatusAccepted
	}
	return made, nil
}

func tagOf(version int) string {
	if version < 1 {
		return ""
	}
	return `"v` + strconv.Itoa(version) + `"`
}

// locate is the address of what a request has begun, where it can be looked at.
func (r route) locate(out desk.Outcome) string {
	thing := app.ThingOf(out.Kind)
	looked := slices.ContainsFunc(table(), func(at route) bool {
		return at.method == http.MethodGet && at.path == r.path+"/{"+thing.Words.Param+"}"
	})
	if r.status != http.StatusCreated || !looked {
		return ""
	}
	return prefix + r.path + "/" + url.PathEscape(out.Object)
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
	return 0, fault.Wrong("header.if-match", "If-Match")
}

// longestKey is how long an idempotency key may be, in characters.
const longestKey = 200

// idempotencyKey reads the key under which a repetition of the request is known.
func idempotencyKey(h http.Header) (string, error) {
	key := h.Get("Idempotency-Key")
	if len(key) <= longestKey && !strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return key, nil
	}
	return "", fault.Wrong("header.idempotency-key", "Idempotency-Key", "max", longestKey)
}
