package scan

import (
	"strings"

	"akashi/tools/format/xml"
)

func isCycloneDXXML(h *head) bool {
	if h.root != "bom" {
		return false
	}
	for name, value := range h.attrs {
		if strings.HasPrefix(name, "xmlns") && strings.Contains(value, "cyclonedx.org/schema/bom") {
			return true
		}
	}
	return false
}

// readCycloneDXXML reads the vulnerabilities of a CycloneDX document, and those
// that older documents put inside their components.
func readCycloneDXXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	c := cyclonedxXML{newCycloneDX(out), x}
	if err := x.Each(c.inDocument); err != nil {
		return err
	}
	if err := x.Finish(); err != nil {
		return err
	}
	return c.emit()
}

type cyclonedxXML struct {
	cyclonedx
	x *xml.Reader
}

func (c *cyclonedxXML) inDocument(name []byte) error {
	switch string(name) {
	case "metadata":
		return c.x.Each(c.inMetadata)
	case "components", "services":
		return c.x.Each(c.readComponent)
	case "vulnerabilities":
		return c.x.Each(c.vulnerability)
	}
	return nil
}

func (c *cyclonedxXML) inMetadata(name []byte) error {
	switch string(name) {
	case "timestamp":
		return c.out.scanEnd(c.x)
	case "component":
		p, err := c.readOne()
		c.subject = p.String()
		return err
	}
	return nil
}

func (c *cyclonedxXML) readComponent([]byte) error {
	_, err := c.readOne()
	return err
}

func (c *cyclonedxXML) readOne() (cdxComponent, error) {
	p := cdxComponent{ref: c.out.string(c.x.Attr("bom-ref"))}
	first := len(c.held)
	err := c.x.Each(func(name []byte) error {
		switch string(name) {
		case "group":
			return c.out.text(c.x, &p.group)
		case "name":
			return c.out.text(c.x, &p.name)
		case "version":
			return c.out.text(c.x, &p.version)
		case "components", "services":
			return c.x.Each(c.readComponent)
		case "vulnerabilities":
			return c.x.Each(c.vulnerability)
		}
		return nil
	})
	if err != nil {
		return p, err
	}
	for i := first; i < len(c.held); i++ { // of this component and, named already, of those inside
		if c.held[i].Host == "" {
			c.held[i].Host = p.String()
		}
	}
	return p, c.component(p)
}

func (c *cyclonedxXML) vulnerability(name []byte) error {
	if string(name) != "vulnerability" {
		return nil
	}
	c.begin()
	if err := c.x.Each(c.inVulnerability); err != nil {
		return err
	}
	return c.finish()
}

func (c *cyclonedxXML) inVulnerability(name []byte) error {
	switch string(name) {
	case "id":
		return c.out.text(c.x, &c.v.f.PluginID)
	case "references":
		return c.x.Each(func([]byte) error { return c.x.Each(c.inReference) })
	case "ratings":
		return c.x.Each(c.rating)
	case "analysis":
		return c.x.Each(c.inAnalysis)
	case "affects":
		return c.x.Each(c.target)
	}
	return nil
}

func (c *cyclonedxXML) inReference(name []byte) error {
	if string(name) != "id" {
		return nil
	}
	text, err := c.x.Content()
	c.out.addCVEs(&c.v.f, text)
	return err
}

func (c *cyclonedxXML) rating([]byte) error {
	var r cdxRating
	err := c.x.Each(func(name []byte) error {
		switch string(name) {
		case "source":
			return c.x.Each(func(name []byte) error {
				if string(name) != "name" {
					return nil
				}
				return c.out.text(c.x, &r.source)
			})
		case "score":
			return c.score(&r.score)
		case "severity":
			return c.out.text(c.x, &r.severity)
		case "method":
			return c.out.text(c.x, &r.method)
		case "vector":
			return c.out.text(c.x, &r.vector)
		}
		return nil
	})
	c.v.ratings = append(c.v.ratings, r)
	if err != nil {
		return err
	}
	return c.out.mayHold(len(c.v.ratings))
}

// score reads <score>7.5</score> and the older <score><base>7.5</base>…</score>.
func (c *cyclonedxXML) score(into *string) error {
	inside := c.x.Depth()
	base := false
	var text []byte
	for {
		k, err := c.x.Next()
		if err != nil {
			return err
		}
		switch {
		case k == xml.EndTag && c.x.Depth() < inside:
			*into = c.out.string(plainScore(trimSpace(text)))
			return nil
		case k == xml.StartTag:
			base = string(c.x.Local()) == "base"
		case k == xml.Text && (c.x.Depth() == inside || base && c.x.Depth() == inside+1):
			text = c.x.AppendText(text)
		}
	}
}

func (c *cyclonedxXML) inAnalysis(name []byte) error {
	switch string(name) {
	case "state":
		return c.out.text(c.x, &c.v.state)
	case "justification", "detail":
		if c.v.why != "" {
			return nil
		}
		return c.out.text(c.x, &c.v.why)
	}
	return nil
}

func (c *cyclonedxXML) target([]byte) error {
	var t cdxTarget
	versions, unaffected := 0, 0
	err := c.x.Each(func(name []byte) error {
		switch string(name) {
		case "ref":
			return c.out.text(c.x, &t.ref)
		case "versions":
			return c.x.Each(func([]byte) error {
				versions++
				return c.x.Each(func(name []byte) error {
					if string(name) != "status" {
						return nil
					}
					text, err := c.x.Content()
					if string(trimSpace(text)) == "unaffected" {
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
