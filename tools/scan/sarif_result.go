package scan

import "akashi/rules/diagnosis"

func (s *sarif) result() error {
	s.r = sarifResult{ruleIndex: -1, artifact: -1}
	if err := s.j.Members(s.inResult); err != nil {
		return err
	}
	s.results = append(s.results, s.r)
	return s.out.mayHold(len(s.results), s.r.uri, s.r.f.PluginID, s.r.f.Remark)
}

func (s *sarif) inResult(name []byte) error {
	switch string(name) {
	case "ruleId":
		return s.out.json(s.j, &s.r.f.PluginID)
	case "ruleIndex":
		return s.index(&s.r.ruleIndex)
	case "rule":
		return s.j.Members(s.inReference)
	case "level":
		return s.out.json(s.j, &s.r.f.ScannerSeverity)
	case "kind":
		return s.kind()
	case "baselineState":
		b, err := s.j.Scalar()
		if string(b) == "absent" {
			s.r.f.State = diagnosis.Fixed
		}
		return err
	case "suppressions":
		return s.j.Each(s.suppression)
	case "locations":
		return s.j.Each(func() error { return s.j.Members(s.inLocation) })
	case "properties":
		return s.j.Members(func(name []byte) error { return s.inProperties(name, &s.r.props) })
	}
	return nil
}

func (s *sarif) inReference(name []byte) error {
	switch string(name) {
	case "id":
		return s.out.json(s.j, &s.r.f.PluginID)
	case "index":
		return s.index(&s.r.ruleIndex)
	case "toolComponent":
		return s.j.Members(func(name []byte) error {
			if string(name) != "index" {
				return nil
			}
			err := s.index(&s.r.component)
			s.r.component++
			return err
		})
	}
	return nil
}

// kind reads what sort of result it is: only "fail", "open" and "review" ask for
// something.
func (s *sarif) kind() error {
	b, err := s.j.Scalar()
	switch string(b) {
	case "pass":
		s.r.f.State = diagnosis.NotVulnerable
	case "notApplicable":
		s.r.f.State = diagnosis.NotTested
	case "informational":
		s.r.f.State = diagnosis.Info
	}
	return err
}

// suppression reads one suppression. One that is under review or rejected is
// not in force; one that is keeps the result live, and is shown.
func (s *sarif) suppression() error {
	status, why := "accepted", ""
	err := s.j.Members(func(name []byte) error {
		switch string(name) {
		case "status", "state":
			return s.out.json(s.j, &status)
		case "justification":
			return s.out.json(s.j, &why)
		}
		return nil
	})
	if status == "accepted" && s.r.f.State == "" {
		s.r.f.State = Suppressed
	}
	remark(&s.r.f, "suppression", status)
	remark(&s.r.f, "justification", why)
	return err
}

func (s *sarif) inLocation(name []byte) error {
	switch string(name) {
	case "physicalLocation":
		return s.j.Members(func(name []byte) error {
			switch string(name) {
			case "artifactLocation":
				return s.j.Members(s.inArtifactLocation)
			case "region":
				return s.j.Members(s.inRegion)
			}
			return nil
		})
	case "logicalLocations":
		return s.j.Each(func() error {
			return s.j.Members(func(name []byte) error {
				if string(name) != "fullyQualifiedName" || s.r.uri != "" {
					return nil
				}
				return s.out.json(s.j, &s.r.uri)
			})
		})
	}
	return nil
}

func (s *sarif) inArtifactLocation(name []byte) error {
	switch string(name) {
	case "uri":
		if s.r.uri != "" {
			return nil
		}
		return s.out.json(s.j, &s.r.uri)
	case "index":
		if s.r.artifact >= 0 {
			return nil
		}
		return s.index(&s.r.artifact)
	}
	return nil
}

func (s *sarif) inRegion(name []byte) error {
	if string(name) != "startLine" {
		return nil
	}
	var line string
	err := s.out.json(s.j, &line)
	remark(&s.r.f, "line", line)
	return err
}
