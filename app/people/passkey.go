package people

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// challengeLasts is how long a device has to answer.
const challengeLasts = 15 * time.Minute

// Challenge is what the answer of a device has to sign. It waits in the page, closed to the
// office's key, and nowhere else.
type Challenge struct {
	Value string    `json:"value"`
	For   string    `json:"for,omitempty"` // user who makes a key; "" when one is asked for
	At    time.Time `json:"at"`
}

// aboutChallenge is what it is closed about.
var aboutChallenge = []byte("challenge to a device")

// CloseChallenge closes a challenge of now.
func CloseChallenge(d *desk.Desk, value, user string) (box string, err error) {
	text, err := json.Marshal(Challenge{value, user, d.Now()})
	if err != nil {
		return "", err
	}
	return d.Seals.Seal(text, aboutChallenge)
}

// OpenChallenge gives back one that was made for a user, or for anybody, and is not too old.
func OpenChallenge(d *desk.Desk, box, user string) (c Challenge, err error) {
	text, err := d.Seals.Open(box, aboutChallenge)
	if err == nil {
		err = json.Unmarshal(text, &c)
	}
	if err == nil && (c.For != user || !d.Now().Before(c.At.Add(challengeLasts))) {
		err = fault.New(fault.Forbidden, "access.passkey-stale", "")
	}
	return c, err
}

// UseKey takes the answer of a device. Every answer is worth something once: a challenge from
// before the key was last used is used up.
func UseKey(w *desk.Work, at desk.Site, box, answer string) (k record.Passkey, err error) {
	c, err := OpenChallenge(w.Desk, box, "")
	if err != nil {
		return k, err
	}
	k, err = w.Desk.Factor.ShownPasskey(at, c.Value, answer, func(credential string) (record.Passkey, error) {
		k, known := desk.Find(w, w.Passkey, credential)
		if !known || !k.Ended.IsZero() {
			return k, fault.New(fault.Forbidden, "access.passkey-unknown", "")
		}
		return k, nil
	})
	if err == nil && !c.At.After(k.Used) {
		err = fault.New(fault.Forbidden, "access.passkey-stale", "")
	}
	if err == nil {
		k.Used = w.Now
		w.Save(&k)
	}
	return k, err
}

// Called is the name that somebody gives a device, as it can be shown.
func Called(name string) string {
	const most = 100
	runes := []rune(strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, name))
	return string(runes[:min(len(runes), most)])
}

// KeysOf are the keys of a user that stand.
func KeysOf(w *desk.Work, u record.User) []record.Passkey {
	return slices.DeleteFunc(desk.Read(w, w.Passkeys, u.ID), func(k record.Passkey) bool { return !k.Ended.IsZero() })
}

// HasSecond reports whether a user has a second factor, whichever.
func HasSecond(w *desk.Work, u record.User) bool { return u.App != "" || len(KeysOf(w, u)) > 0 }

// EndKey takes a key away.
func EndKey(w *desk.Work, k record.Passkey) {
	k.Ended = w.Now
	w.Save(&k)
}
