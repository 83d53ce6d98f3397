package limit

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/time/rate"

	"akashi/values/fault"
)

// Config is what may be asked. A rate that is zero limits nobody, and so does a Config
// that is.
type Config struct {
	Address   Rate // requests of one address
	Account   Rate // requests of one account
	Server    Rate // requests of everybody together
	Verdicts  Rate // verdicts for programs that are not in memory, of one address
	Guesses   Rate // sign-in links, passwords and codes of one address that were wrong
	Wrong     Rate // passwords, or codes, for one account that were wrong
	Questions Rate // questions to the rules that come in a body, of one address
	SignUps   Rate // of one network address
	SignUpsTo Rate // to one address for mail
	SignUpAll Rate // of everybody together
	Reports   Rate // what visitors bring to the office, of one address
	ReportAll Rate // of everybody together
	Upload    Rate // MiB of large bodies of one account
	Uploading Rate // MiB of large bodies that are taken in at once

	// Proxies are the addresses that may say for whom they ask, in X-Forwarded-For.
	Proxies []netip.Prefix
}

// Rate is how many in a second, and how many at once after a rest.
type Rate struct {
	PerSecond rate.Limit
	Burst     int
}

// Usual are the limits where nobody says otherwise. docs/procedures/running.md says why.
const Usual = "address=300/s:6000 account=300/s:6000 server=2000/s:20000 verdicts=5000/s:50000 " +
	"guesses=10/m:30 wrong=10/h:10 questions=10/s:100 signups=10/h:10 signups_to=1/h:3 signups_all=120/h:120 reports=10/h:10 reports_all=60/h:60 upload=1024/h:1024 uploading=160"

func (c *Config) rates() map[string]*Rate {
	return map[string]*Rate{"address": &c.Address, "account": &c.Account, "server": &c.Server, "verdicts": &c.Verdicts,
		"guesses": &c.Guesses, "wrong": &c.Wrong, "questions": &c.Questions,
		"signups": &c.SignUps, "signups_to": &c.SignUpsTo, "signups_all": &c.SignUpAll,
		"reports": &c.Reports, "reports_all": &c.ReportAll,
		"upload": &c.Upload, "uploading": &c.Uploading}
}

var written = regexp.MustCompile(`^([1-9]\d{0,8})(?:/([smh]):([1-9]\d{0,8}))?$`)

// Read reads limits as they are configured, such as "address=100/s:1000 upload=off", over
// the usual ones; "off" alone takes all of them away. Proxies are addresses or networks.
func Read(limits, proxies string) (c Config, err error) {
	var wrong fault.Problems
	for _, text := range []string{Usual, limits} {
		for _, one := range words(text) {
			name, given, _ := strings.Cut(one, "=")
			to, known := c.rates()[name]
			r, ok := readRate(given)
			switch {
			case one == "off":
				c = Config{}
			case !known || !ok:
				wrong.Add("limits", "limits", "given", one)
			default:
				*to = r
			}
		}
	}
	for _, one := range words(proxies) {
		p, err := netip.ParsePrefix(one)
		if at, bare := netip.ParseAddr(one); bare == nil {
			p, err = at.Prefix(at.BitLen())
		}
		if err != nil {
			wrong.Add("proxies", "trusted_proxies", "given", one)
		}
		c.Proxies = append(c.Proxies, p.Masked())
	}
	return c, wrong.Err()
}

func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
}

func readRate(text string) (Rate, bool) {
	if text == "off" {
		return Rate{}, true
	}
	found := written.FindStringSubmatch(text)
	if found == nil {
		return Rate{}, false
	}
	n, _ := strconv.Atoi(found[1]) // nine digits at most
	if found[2] == "" {
		return Rate{rate.Inf, n}, true
	}
	burst, _ := strconv.Atoi(found[3])
	return Rate{rate.Limit(float64(n) / map[string]float64{"s": 1, "m": 60, "h": 3600}[found[2]]), burst}, true
}
