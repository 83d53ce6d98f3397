package api

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
	"akashi/values/form"
	"akashi/words"
)

// call is one request, read and let in.
type call struct {
	route route
	r     *http.Request
	actor access.Actor
	name  string // of the object in the path
	query any    // filled struct of route.query
	raw   []byte // the body as it came
	body  any    // filled struct of route.body
	etag  string // of what is shown, where it is not made of all of it
	leave func() // is called when all has been answered; nil: nothing to leave
}

// reply is what a route answers.
type reply struct {
	body     any // JSON as it is when a json.RawMessage
	etag     string
	location string
	status   int // of success, where it is not the route's
}

// admit finds out who asks and whether the role may do this to any object at all.
// Whether to this one, the office says.
func (d *Door) admit(r route, request *http.Request) (access.Actor, error) {
	token, err := bearer(request.Header)
	if err != nil {
		return access.Actor{}, err
	}
	if token == "" {
		if r.isPublic() {
			return access.Actor{}, nil
		}
		return access.Actor{}, unauthenticated(`Bearer realm="akashi"`)
	}
	actor, err := d.Office.Actor(request.Context(), token)
	if errors.Is(err, fault.Forbidden) {
		d.Limits.WrongToken(d.asker(request))
		return actor, unauthenticated(`Bearer realm="akashi", error="invalid_token"`)
	}
	if err == nil {
		ask.TraceOf(request.Context()).Actor = string(actor.Role)
	}
	if err == nil && !may(actor, r.policy) {
		err = fault.New(fault.Forbidden, "access.role", string(r.policy))
	}
	return actor, err
}

func unauthenticated(challenge string) error {
	return &trouble{kind: kindUnauthenticated, code: "access.token", header: http.Header{"Www-Authenticate": {challenge}}}
}

// bearer reads the token of a request, "" when it has none.
func bearer(h http.Header) (string, error) {
	switch given := h.Values("Authorization"); len(given) {
	case 0:
		return "", nil
	case 1:
		if scheme, token, ok := strings.Cut(given[0], " "); ok && strings.EqualFold(scheme, "Bearer") && token != "" {
			return token, nil
		}
	}
	return "", unauthenticated(`Bearer realm="akashi", error="invalid_request"`)
}

// may reports whether the policy knows the role of the actor for the action.
func may(actor access.Actor, action access.Action) bool {
	return slices.Contains(access.Who(action), cmp.Or(actor.Role, record.RolePublic))
}

// size is that of the body, or the most that it may have.
func (c *call) size() int64 {
	if c.r.ContentLength < 0 {
		return c.route.limit
	}
	return c.r.ContentLength
}

// isLarge reports whether the body is larger than most may be.
func (c *call) isLarge() bool { return bodyLimit < c.size() && c.size() <= c.route.limit }

// read takes in the path, the query and the body, and reports everything wrong
// with the query at once.
func (c *call) read(w http.ResponseWriter) (err error) {
	if name := c.route.name(); name != "" {
		c.name = c.r.PathValue(name)
		if !form.Printable(c.name) {
			return fault.New(fault.NotFound, "name.malformed", "")
		}
	}
	if c.route.query != nil {
		c.query = c.route.query()
	}
	if err := form.Query(c.r.URL.RawQuery, c.query); err != nil {
		return err
	}
	if c.route.body != nil {
		c.raw, err = readBody(w, c.r, c.route.limit)
	}
	return err
}

// decode reports everything wrong with the body at once.
func (c *call) decode() error {
	if c.route.body == nil {
		return nil
	}
	c.body = c.route.body()
	return form.Decode(c.raw, "body.", c.body)
}

// give sends the reply, or says that the asker has it already.
func (a reply) give(w http.ResponseWriter, r *http.Request, to route) error {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Vary", "Authorization, Accept-Language")
	if to.isKept() {
		w.Header().Set("Cache-Control", "no-cache")
		if a.etag == "" {
			var err error
			if a.etag, err = contentTag(a.body); err != nil {
				return err
			}
		}
	}
	if a.etag != "" {
		w.Header().Set("ETag", a.etag)
	}
	if to.isKept() && matches(r.Header.Get("If-None-Match"), a.etag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if a.location != "" {
		w.Header().Set("Location", a.location)
	}
	if file, ok := a.body.(app.FileView); ok {
		for name, value := range ask.FileHead(file) {
			w.Header().Set(name, value)
		}
		_, _ = w.Write(file.Content) // the asker may have gone
		return nil
	}
	return write(w, cmp.Or(a.status, to.status), "application/json", a.body, words.In(language(r.Header)))
}

// contentTag is an entity tag made of what is answered.
func contentTag(body any) (string, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return "", fmt.Errorf("write answer: %w", err)
	}
	sum := sha256.Sum256(data)
	return `"` + hex.EncodeToString(sum[:12]) + `"`, nil
}

// matches compares an entity tag with those of If-None-Match (RFC 9110, 13.1.2).
func matches(asked, tag string) bool {
	for one := range strings.SplitSeq(asked, ",") {
		one = strings.TrimPrefix(strings.TrimSpace(one), "W/")
		if one != "" && (one == tag || one == "*") {
			return true
		}
	}
	return false
}

// write sends JSON. Nothing is sent unless all of it could be written down.
func write(w http.ResponseWriter, status int, media string, body any, say *words.Book) error {
	raw, ok := body.(json.RawMessage)
	if !ok {
		var text bytes.Buffer
		plain := json.NewEncoder(&text)
		plain.SetEscapeHTML(false)
		if err := plain.Encode(body); err != nil {
			return fmt.Errorf("write answer: %w", err)
		}
		raw = text.Bytes()
	}
	w.Header().Set("Content-Type", media)
	w.WriteHeader(status)
	// The asker may have gone; there is nobody left to tell.
	_, _ = w.Write(say.WithRowErrors(raw))
	return nil
}
