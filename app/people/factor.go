package people

import (
	"crypto/subtle"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
	"akashi/values/ident"
)

// A password has at least so many letters. There is no rule of which: people make better
// ones without (NIST SP 800-63B, 5.1.1). Nor may it be so long that reckoning it is work.
const (
	shortest = 12
	longest  = 200
)

// MayChoose says what stands against a password that a person has chosen.
func MayChoose(password string, u record.User) error {
	var p fault.Problems
	n := utf8.RuneCountInString(password)
	p.Want(n >= shortest, "password.short", "/password", "least", shortest)
	p.Want(n <= longest, "password.long", "/password", "most", longest)
	known := slices.ContainsFunc([]string{u.ID, u.Name, u.Email}, func(s string) bool {
		return s != "" && strings.EqualFold(strings.TrimSpace(password), s)
	})
	p.Want(!known, "password.known", "/password")
	return p.Err()
}

// StepLasts is how long an authenticator app shows one code. The one before and the one
// after are taken too: the clock of a phone may be slow, or fast.
const StepLasts = 30 * time.Second

// Step finds the step of time whose code was given. A step up to the last one that was used
// is used up: whoever looked on cannot show its code again.
func Step(given string, now time.Time, last int, code func(time.Time) (string, error)) (step int, err error) {
	for _, at := range []time.Time{now, now.Add(-StepLasts), now.Add(StepLasts)} {
		want, err := code(at)
		if err != nil {
			return 0, err
		}
		step := int(at.Unix() / int64(StepLasts.Seconds()))
		if step > last && subtle.ConstantTimeCompare([]byte(given), []byte(want)) == 1 {
			return step, nil
		}
	}
	return 0, fault.New(fault.Forbidden, "access.code-wrong", "")
}

// Typed is a code as it is compared, however it was typed: without spaces and hyphens, in
// any width and case.
func Typed(code string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\t' {
			return -1
		}
		return r
	}, ident.Narrow(code)))
}

// recoveryCodes are how many codes a person is given for the day the phone is lost.
const recoveryCodes = 10

// Recovery makes new recovery codes, and what the office keeps of them. Each has 80 bits of
// chance, so that its hash tells nothing.
func Recovery(fresh func() string) (codes []string, kept string) {
	var hashes []string
	for range recoveryCodes {
		code := fresh()[:16]
		hashes = append(hashes, Hashed(code))
		codes = append(codes, strings.ToLower(code[:4]+"-"+code[4:8]+"-"+code[8:12]+"-"+code[12:]))
	}
	return codes, strings.Join(hashes, " ")
}

// Left are how many recovery codes have not been used.
func Left(u record.User) int { return len(strings.Fields(u.Recovery)) }

// Spend uses a recovery code up, where it is one.
func Spend(u *record.User, code string) bool {
	left := strings.Fields(u.Recovery)
	at := slices.Index(left, Hashed(Typed(code)))
	if at >= 0 {
		u.Recovery = strings.Join(slices.Delete(left, at, at+1), " ")
	}
	return at >= 0
}

// appBox is what the secret of a user's app is closed about.
func appBox(u record.User) []byte { return []byte("authenticator app of " + u.ID) }

// CloseApp closes the secret of an app to the office's key.
func CloseApp(d *desk.Desk, u record.User, secret string) (box string, err error) {
	return d.Seals.Seal([]byte(secret), appBox(u))
}

// ShowCode takes a code of the user's app, or one for recovery, which is then used up.
func ShowCode(d *desk.Desk, u *record.User, code string) error {
	code = Typed(code)
	if Spend(u, code) {
		return nil
	}
	step, err := StepOfApp(d, *u, u.App, u.AppStep, code)
	if err == nil {
		u.AppStep = step
	}
	return err
}

// StepOfApp is the step whose code was given, of the app whose secret is in the box.
func StepOfApp(d *desk.Desk, u record.User, box string, last int, code string) (int, error) {
	if box == "" {
		return 0, fault.New(fault.Forbidden, "access.code-wrong", "")
	}
	secret, err := d.Seals.Open(box, appBox(u))
	if err != nil {
		return 0, err
	}
	return Step(Typed(code), d.Now(), last, func(at time.Time) (string, error) { return d.Factor.Code(string(secret), at) })
}
