package scan

import (
	"strings"

	"akashi/tools/format/json"
)

func isCycloneDXJSON(h *head) bool {
	return h.members["bomFormat"] == "CycloneDX" || strings.Contains(h.members["$schema"], "cyclonedx.org/")
}

// readCycloneDXJSON reads the vulnerabilities of a CycloneDX document.
func readCycloneDXJSON(in *input, out *sink) error {
	c := cyclonedxJSON{newCycloneDX(out), in.json()}
	if err := c.j.Members(c.inDocument); err != nil {
		return err
	}
	if err := c.j.Finish(); err != nil {
		return err
	}
	return c.emit()
}

type cyclonedxJSON struct {
	cyclonedx
	j *json.Reader
}

func (c *cyclonedxJSON) inDocument(name []byte) error {
	switch string(name) {
	case "metadata":
		return c.j.Members(c.inMetadata)
	case "components", "services":
		return c.j.Each(c.readComponent)
	case "vulnerabilities":
		return c.j.Each(c.vulnerability)
	}
	return nil
}

func (c *cyclonedxJSON) inMetadata(name []byte) error {
	switch string(name) {
	case "timestamp":
		b, err := c.j.Scalar()
		c.out.scanned(parseDay(b))
		return err
	case "component":
		p, err := c.readOne()
		c.subject = p.String()
		return err
	}
	return nil
}

func (c *cyclonedxJSON) readComponent() error {
	_, err := c.readOne()
	return err
}

func (c *cyclonedxJSON) readOne() (cdxComponent, error) {
	var p cdxComponent
	err := c.j.Members(func(name []byte) error {
		switch string(name) {
		case "bom-ref":
			return c.out.json(c.j, &p.ref)
		case "group":
			return c.out.json(c.j, &p.group)
		case "name":
			return c.out.json(c.j, &p.name)
		case "version":
			return c.out.json(c.j, &p.version)
		case "components", "services":
			return c.j.Each(c.readComponent)
		}
		return nil
	})
	if err != nil {
		return p, err
	}
	return p, c.component(p)
}

func (c *cyclonedxJSON) vulnerability() error {
	c.begin()
	if err := c.j.Members(c.inVulnerability); err != nil {
		return err
	}
	return c.finish()
}

func (c *cyclonedxJSON) inVulnerability(name []byte) error {
	switch string(name) {
	case "id":
		return c.out.json(c.j, &c.v.f.PluginID)
	case "references":
		return c.j.Each(func() error { return c.j.Members(c.inReference) })
	case "ratings":
		return c.j.Each(c.rating)
	case "analysis":
		return c.j.Members(c.inAnalysis)
	case "affects":
		return c.j.Each(c.target)
	}
	return nil
}

func (c *cyclonedxJSON) inReference(name []byte) error {
	if string(name) != "id" {
		return nil
	}
	b, err := c.j.Scalar()
	c.out.addCVEs(&c.v.f, b)
	return err
}

func (c *cyclonedxJSON) rating() error {
	var r cdxRating
	err := c.j.Members(func(name []byte) error {
		switch string(name) {
		case "source":
			return c.j.Members(func(name []byte) error {
				if string(name) != "name" {
					return nil
				}
				return c.out.json(c.j, &r.source)
			})
		case "score":
			return c.out.jsonScore(c.j, &r.score)
		case "severity":
			return c.out.json(c.j, &r.severity)
		case "method":
			return c.out.json(c.j, &r.method)
		case "vector":
			return c.out.json(c.j, &r.vector)
		}
		return nil
	})
	c.v.ratings = append(c.v.ratings, r)
	if err != nil {
		return err
	}
	return c.out.mayHold(len(c.v.ratings))
}

func (c *cyclonedxJSON) inAnalysis(name []byte) error {
	switch string(name) {
	case "state":
		return c.out.json(c.j, &c.v.state)
	case "justification", "detail":
		if c.v.why != "" {
			return nil
		}
		return c.out.json(c.j, &c.v.why)
	}
	return nil
}

func (c *cyclonedxJSON) target() error {
	var t cdxTarget
	versions, unaffected := 0, 0
	err := c.j.Members(func(name []byte) error {
		switch string(name) {
		case "ref":
			return c.out.json(c.j, &t.ref)
		case "versions":
			return c.j.Each(func() error {
				versions++
				return c.j.Members(func(name []byte) error {
					if string(name) != "status" {
						return nil
					}
					b, err := c.j.Scalar()
					if string(b) == "unaffected" {
						unaffected++
					}
					return err
				})
			})
		}
		return nil
	})
	t.unaffected = versions > 0 && versions == unaffected
	c.v.targets = append(c.v.targets, t)
	if err != nil {
		return err
	}
	return c.out.mayHold(len(c.v.targets))
}
