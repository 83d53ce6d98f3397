package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"akashi/app/review"
	"akashi/record"
)

// awayField is the check-out under which a device sends what was written without a
// connection.
const awayField = "_checkout"

// away is what the device shows while there is no connection: nothing of any case. The
// device opens what it carries in its place.
func (d *Door) away(v *visit) error {
	v.scripted()
	return v.show(http.StatusOK, awayPage(v.page()))
}

// worker is the module that answers while there is no connection. It names the files of this
// release: the next one is another worker, which keeps its own.
func (d *Door) worker(v *visit) error {
	v.scripted()
	h := v.w.Header()
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("Service-Worker-Allowed", "/")
	name := d.files.names["worker.js"]
	for _, file := range []string{"away.js", "site.js", "app.css", "tokens.css", "icon.svg"} {
		name += " " + d.files.names[file]
	}
	_, err := v.w.Write(append([]byte("// "+name+"\n"), d.files.content[d.files.names["worker.js"]]...))
	return err
}

// manifest lets the home of an assessor be installed as an app.
func (d *Door) manifest(v *visit) error {
	h := v.w.Header()
	h.Set("Content-Type", "application/manifest+json")
	h.Set("Cache-Control", "no-cache")
	p := v.page()
	var text bytes.Buffer
	to := json.NewEncoder(&text)
	to.SetEscapeHTML(false)
	err := to.Encode(map[string]any{"name": p.T("away.app"), "short_name": p.T("brand"), "lang": p.Lang(), "start_url": p.To("/f"), "scope": "/", "display": "standalone",
		"background_color": "#ffffff", "theme_color": "#0017c1", "icons": []map[string]string{{"src": p.Asset("icon.svg"), "type": "image/svg+xml", "sizes": "any"}}})
	if err == nil {
		_, err = v.w.Write(text.Bytes())
	}
	return err
}

// photosAway is how much of photos a device keeps of one case until they are sent, in MiB.
const photosAway = 200

// awayWords are the sentences that the device says by itself.
func (p page) awayWords() string {
	said := map[string]string{"most": strconv.Itoa(review.MostOfPhoto >> 20), "all": strconv.Itoa(photosAway)}
	for _, key := range []string{"mine", "theirs", "nothing", "take-mine", "take-theirs", "drop", "waiting", "offline", "signed-out", "conflict", "report", "ready", "over", "wrong", "none", "locked",
		"photo", "photo-gone", "held", "kind", "large", "full", "no-room", "without", "give", "refused"} {
		said[key] = p.T("away.say."+key, "n", "{n}", "of", "{of}", "until", "{until}", "name", "{name}", "size", "{size}", "most", said["most"], "all", said["all"])
	}
	for _, word := range []record.Verdict{record.Met, record.Unmet, record.NA, record.CannotJudge} {
		said["v."+string(word)] = p.Name("answer", word)
	}
	text, _ := json.Marshal(said) // sentences always can be
	return string(text)
}

// fromAway refuses what a device sends whose check-out has ended.
func (v *visit) fromAway(no, checkOut string) error {
	if checkOut == "" {
		return nil
	}
	return v.door.Office.Carried(v.r.Context(), v.actor, no, checkOut)
}

// installable reports whether a page belongs to what an assessor carries along.
func (p page) installable() bool {
	return p.here == "/f" || strings.HasPrefix(p.here, "/f/")
}
