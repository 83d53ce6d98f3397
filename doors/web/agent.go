package web

import "strings"

// mark is a sign by which a browser or a machine is known, and its name, which is the same in
// every language.
type mark struct{ sign, name string }

// browsers and machines, the more particular first: most browsers also call themselves what
// they are not.
var (
	browsers = []mark{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"},
		{"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	machines = []mark{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Mac OS X", "Mac"},
		{"CrOS", "Chromebook"}, {"Linux", "Linux"}}
)

// agentOf is the kind of a browser and of its machine. Nothing else of what it says of itself
// is kept.
func agentOf(header string) string { return named(browsers, header) + "/" + named(machines, header) }

func named(among []mark, header string) string {
	for _, m := range among {
		if strings.Contains(header, m.sign) {
			return m.name
		}
	}
	return ""
}

// Agent names a kind of browser.
func (p page) Agent(kind string) string {
	browser, machine, _ := strings.Cut(kind, "/")
	if browser == "" {
		browser = p.T("agent.other")
	}
	if machine == "" {
		return browser
	}
	return p.T("agent.on", "browser", browser, "machine", machine)
}
