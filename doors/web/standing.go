package web

import (
	"cmp"
	"strings"

	"akashi/rules/scoring"
)

// standing is how a case stands, in one line: what whoever judges it sees at all times.
type standing struct {
	Tone    string   `json:"tone"` // ok, bad, or "" while it is open
	Said    string   `json:"said"`
	Figures []string `json:"figures"`
}

// standing is the line of a case that has a score; nil where there is none to be seen.
func (p page) standing(c *caseView) *standing {
	if c.Score == nil {
		return nil
	}
	r, o := c.Score.Result, c.Score.Outlook
	word := c.Score.Headline()
	s := &standing{Said: p.Name("outcome", word), Tone: map[string]string{string(scoring.Pass): "ok", string(scoring.Fail): "bad", "fail_certain": "bad"}[word]}
	if s.Tone == "bad" {
		s.Said += p.because(r)
	}
	done, of := c.answered()
	s.Figures = append(s.Figures, p.T("standing.judged", "n", p.N(done), "of", p.N(of)), p.T("standing.mandatory", "n", p.N(r.MandatoryMet), "of", p.N(r.MandatoryTotal)))
	if r.PointsMax > 0 {
		s.Figures = append(s.Figures, p.T("score.standing", "n", p.N(o.PointsCertain), "pass", p.N(r.PointsPass), "reach", p.N(o.PointsReachable)))
	}
	if len(o.ZeroFailsOpen) > 0 && s.Tone == "" {
		s.Figures = append(s.Figures, p.T("standing.zero-open", "items", p.List(o.ZeroFailsOpen)))
	}
	return s
}

// because names the items for which a case fails.
func (p page) because(r scoring.Result) string {
	var why []string
	if len(r.ZeroFailed) > 0 {
		why = append(why, p.T("standing.zero", "items", p.List(r.ZeroFailed)))
	}
	if len(r.Missing) > 0 {
		why = append(why, p.T("standing.missing", "items", p.List(r.Missing)))
	}
	if len(why) == 0 {
		return ""
	}
	return p.T("standing.because", "why", strings.Join(why, p.T("standing.and")))
}

// sign stands before the word, so that colour is not all that tells.
func (s *standing) sign() string {
	return cmp.Or(map[string]string{"ok": "✓", "bad": "✕"}[s.Tone], "…")
}
