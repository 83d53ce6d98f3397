package scan

import (
	"strconv"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/json"
	"akashi/values/fault"
)

func isSARIF(h *head) bool {
	return h.members.names("runs") || strings.Contains(strings.ToLower(h.members["$schema"]), "sarif") && h.members.names("version")
}

// readSARIF reads the results of SARIF 2.1.0. What a rule says of its severity
// stands with the tool, before or after the results, so they wait for the end of
// their run. "security-severity" is a score that names no version.
func readSARIF(in *input, out *sink) error {
	s := sarif{j: in.json(), out: out}
	err := s.j.Members(func(name []byte) error {
		if string(name) == "runs" {
			return s.j.Each(s.run)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.j.Finish()
}

// sarifMaxExtensions is how many extensions a tool may have.
const sarifMaxExtensions = 1000

type sarif struct {
	j   *json.Reader
	out *sink

	rules     [][]sarifRule // of the driver, then of each extension
	byID      map[string]sarifRule
	ruleCount int      // of the whole file
	artifacts []string // addresses by index
	results   []sarifResult
	r         sarifResult
	proven    bool // the run says how it ended
}

type sarifRule struct {
	id, name, level string
	props           sarifProperties
}

// sarifProperties are the scores that tools put into property bags.
type sarifProperties struct {
	security                                          string // security-severity
	score2, vector2, score3, vector3, score4, vector4 string
}

type sarifResult struct {
	f         diagnosis.Finding
	uri       string
	ruleIndex int
	component int // 0 the driver, 1 the first extension
	artifact  int
	props     sarifProperties
}

func (s *sarif) run() error {
	s.rules, s.byID, s.artifacts, s.results = make([][]sarifRule, 1), nil, s.artifacts[:0], s.results[:0]
	s.out.heldText, s.proven = 0, false
	if err := s.j.Members(s.inRun); err != nil {
		return err
	}
	s.out.unproven(s.proven, "executionSuccessful")
	for i := range s.results {
		s.out.row++
		s.complete(&s.results[i])
		if err := s.out.emit(&s.results[i].f); err != nil {
			return err
		}
	}
	return nil
}

func (s *sarif) inRun(name []byte) error {
	switch string(name) {
	case "tool":
		return s.j.Members(s.inTool)
	case "invocations":
		return s.j.Each(func() error { return s.j.Members(s.inInvocation) })
	case "externalPropertyFileReferences": // results in other files
		s.out.unproven(false, "externalPropertyFileReferences")
	case "artifacts":
		return s.j.Each(s.readArtifact)
	case "results":
		return s.j.Each(s.result)
	}
	return nil
}

func (s *sarif) readArtifact() error {
	uri := ""
	err := s.j.Members(func(name []byte) error {
		if string(name) != "location" {
			return nil
		}
		return s.j.Members(func(name []byte) error {
			if string(name) != "uri" {
				return nil
			}
			return s.out.json(s.j, &uri)
		})
	})
	if err != nil {
		return err
	}
	host, _ := splitTarget(uri)
	s.out.host(host)
	s.artifacts = append(s.artifacts, uri)
	return s.out.mayHold(len(s.artifacts), uri)
}

func (s *sarif) inTool(name []byte) error {
	switch string(name) {
	case "driver":
		return s.j.Members(func(name []byte) error {
			if string(name) == "name" {
				return s.out.json(s.j, &s.out.report.Scanner)
			}
			return s.inComponent(name, 0)
		})
	case "extensions":
		return s.j.Each(func() error {
			at := len(s.rules)
			if s.rules = append(s.rules, nil); at > sarifMaxExtensions {
				return fault.Wrong("report-too-many-extensions", s.j.Where(), "max", sarifMaxExtensions)
			}
			return s.j.Members(func(name []byte) error { return s.inComponent(name, at) })
		})
	}
	return nil
}

func (s *sarif) inComponent(name []byte, at int) error {
	if string(name) != "rules" {
		return nil
	}
	return s.j.Each(func() error {
		var r sarifRule
		if err := s.j.Members(func(name []byte) error { return s.inRule(name, &r) }); err != nil {
			return err
		}
		s.rules[at] = append(s.rules[at], r)
		if s.byID == nil {
			s.byID = map[string]sarifRule{}
		}
		if _, known := s.byID[r.id]; !known {
			s.byID[r.id] = r
		}
		s.ruleCount++
		return s.out.mayHold(s.ruleCount, r.id, r.name, r.level)
	})
}

func (s *sarif) inRule(name []byte, r *sarifRule) error {
	switch string(name) {
	case "id":
		return s.out.json(s.j, &r.id)
	case "name":
		var text string
		err := s.out.json(s.j, &text)
		if r.name == "" {
			r.name = text
		}
		return err
	case "shortDescription":
		return s.j.Members(func(name []byte) error {
			if string(name) != "text" {
				return nil
			}
			return s.out.json(s.j, &r.name)
		})
	case "defaultConfiguration":
		return s.j.Members(func(name []byte) error {
			if string(name) != "level" {
				return nil
			}
			return s.out.json(s.j, &r.level)
		})
	case "properties":
		return s.j.Members(func(name []byte) error { return s.inProperties(name, &r.props) })
	}
	return nil
}

func (s *sarif) inProperties(name []byte, p *sarifProperties) error {
	var into *string
	switch strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(string(name))) {
	case "securityseverity":
		into = &p.security
	case "cvssv2score", "cvssv2basescore":
		into = &p.score2
	case "cvssv3score", "cvssv3basescore":
		into = &p.score3
	case "cvssv4score", "cvssv4basescore":
		into = &p.score4
	case "cvssv2vector":
		into = &p.vector2
	case "cvssv3vector":
		into = &p.vector3
	case "cvssv4vector":
		into = &p.vector4
	default:
		return nil
	}
	if c, err := s.j.Peek(); err != nil || c == '{' || c == '[' {
		return err // a bag may hold anything
	}
	return s.out.jsonScore(s.j, into)
}

// complete joins a result with its rule and its place.
func (s *sarif) complete(r *sarifResult) {
	f := &r.f
	rule := s.ruleOf(r)
	if f.PluginID == "" {
		f.PluginID = rule.id
	}
	if f.Name = rule.name; f.Name == "" {
		f.Name = f.PluginID
	}
	if f.ScannerSeverity == "" {
		f.ScannerSeverity = rule.level
	}
	if f.ScannerSeverity == "" && f.Live() {
		f.ScannerSeverity = "warning" // SARIF 2.1.0, 3.27.10: the default
	}
	f.CVEs = s.out.cves([]byte(cveIn(f.PluginID)))
	if r.uri == "" && r.artifact >= 0 && r.artifact < len(s.artifacts) {
		r.uri = s.artifacts[r.artifact]
	}
	f.Host, f.Port = splitTarget(r.uri)
	for _, p := range []sarifProperties{r.props, rule.props} {
		s.scores(f, p)
	}
	wordsYield(f)
}

// ruleOf finds the rule by its id, also when the id names a part of it
// ("CA1000/1"), else by its index.
func (s *sarif) ruleOf(r *sarifResult) sarifRule {
	const levels = 8
	id := r.f.PluginID
	for range levels {
		if rule, ok := s.byID[id]; ok && id != "" {
			return rule
		}
		id = id[:max(strings.LastIndexByte(id, '/'), 0)]
	}
	if c := r.component; c >= 0 && c < len(s.rules) && r.ruleIndex >= 0 && r.ruleIndex < len(s.rules[c]) {
		return s.rules[c][r.ruleIndex]
	}
	return sarifRule{}
}

// scores takes what is not there yet: what the result says stands over what its
// rule says.
func (s *sarif) scores(f *diagnosis.Finding, p sarifProperties) {
	if !f.Unversioned.Present() {
		f.Unversioned = s.out.score([]byte(p.security), "")
	}
	for _, m := range []struct {
		version       scheme.CVSSVersion
		score, vector string
	}{{scheme.CVSS2, p.score2, p.vector2}, {scheme.CVSS3, p.score3, p.vector3}, {scheme.CVSS4, p.score4, p.vector4}} {
		if have := f.Metric(m.version); have.Vector == "" && !have.Reported.Present() {
			s.out.reported(f, m.version, []byte(m.score))
			s.out.vector(f, m.version, []byte(m.vector))
		}
	}
}

// index reads a whole number that counts from 0, -1 when it is none.
func (s *sarif) index(into *int) error {
	b, err := s.j.Scalar()
	n, wrong := strconv.Atoi(string(b))
	if wrong != nil {
		n = -1
	}
	*into = n
	return err
}
