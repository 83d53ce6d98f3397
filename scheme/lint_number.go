package scheme

import (
	"strings"

	"akashi/values/fault"
	"akashi/values/ident"
)

func numberPattern(l *linter) {
	if l.Number.Pattern == "" {
		return
	}
	if _, err := ident.Compile(l.Number.Pattern); err != nil {
		l.add("/number/pattern", "given", l.Number.Pattern, "why", fault.ProblemsIn(err)[0].Data["why"])
	}
}

// numberFields tries a number out: every field of the pattern must be filled by
// something that the edition has.
func numberFields(l *linter) {
	if _, err := ident.Compile(l.Number.Pattern); err != nil {
		return
	}
	if l.Number.CountsGrants != strings.Contains(l.Number.Pattern, "{count:") {
		l.add("/number/counts_grants", "count", l.Number.CountsGrants)
	}
	if !strings.Contains(l.Number.Pattern, "{seq:") && !strings.Contains(l.Number.Pattern, "{operator:") {
		l.add("/number/pattern")
	}
	if !strings.Contains(l.Number.Pattern, "{body:") {
		if l.Number.Body.Value != "" {
			l.add("/number/body_code", "body", l.Number.Body.Value)
		}
		return
	}
	for path, code := range l.bodyCodes() {
		if !fits(l.Number.Pattern, code) {
			l.add(path, "given", code)
		}
	}
}

// bodyCodes lists what can fill the body field, with its path.
func (l *linter) bodyCodes() map[string]string {
	if l.Number.Body.Value != "" || len(l.Organisation.IntakeBodies) == 0 {
		return map[string]string{"/number/body_code": l.Number.Body.Value}
	}
	codes := map[string]string{}
	for i, b := range l.Organisation.IntakeBodies {
		codes[at("/organisation/intake_bodies", i)+"/code"] = b.Code
	}
	return codes
}

// fits tries the code in the pattern with that field alone.
func fits(pattern, code string) bool {
	_, spec, _ := strings.Cut(pattern, "{body:")
	spec, _, _ = strings.Cut(spec, "}")
	body, err := ident.Compile("{body:" + spec + "}")
	if err != nil {
		return false
	}
	_, err = body.Format(ident.Fields{"body": code})
	return err == nil
}
