package scan

import (
	"slices"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
)

// cyclonedx is what the JSON and the XML of CycloneDX have in common. A
// component that is affected is a host. Of several ratings of one version that
// of the NVD counts, else the highest; the others are shown.
type cyclonedx struct {
	out *sink

	subject string              // metadata/component
	hosts   map[string]string   // names of components by their reference
	held    []diagnosis.Finding // until the components have been read
	v       cdxVulnerability
}

func newCycloneDX(out *sink) cyclonedx {
	out.report.Scanner = "CycloneDX"
	return cyclonedx{out: out, hosts: map[string]string{}}
}

// cdxComponent is a component or service.
type cdxComponent struct{ ref, group, name, version string }

// String is the name by which a component is a host.
func (c cdxComponent) String() string {
	name := c.name
	if c.group != "" {
		name = c.group + "/" + name
	}
	if c.version != "" {
		name += "@" + c.version
	}
	return name
}

// cdxVulnerability is a weakness before it is told apart by what it affects.
type cdxVulnerability struct {
	f       diagnosis.Finding
	ratings []cdxRating
	targets []cdxTarget
	state   string // of the analysis, which is somebody's claim
	why     string // the justification, or what is said of it
}

type cdxRating struct{ source, score, severity, method, vector string }

// cdxTarget is an affected component.
type cdxTarget struct {
	ref        string
	unaffected bool // every version that is named is unaffected
}

// component notes a component by its reference.
func (c *cyclonedx) component(p cdxComponent) error {
	if p.name == "" {
		return nil
	}
	if p.ref == "" {
		p.ref = p.String()
	}
	c.hosts[p.ref] = p.String()
	return c.out.mayHold(len(c.hosts), p.ref, p.String())
}

// begin begins a weakness.
func (c *cyclonedx) begin() {
	c.out.row++
	c.v = cdxVulnerability{ratings: c.v.ratings[:0], targets: c.v.targets[:0]}
}

// finish judges what was read of a weakness and keeps a finding for each target
// back until the components are known.
func (c *cyclonedx) finish() error {
	v := &c.v
	v.f.CVEs = slices.Concat(c.out.cves([]byte(v.f.PluginID)), v.f.CVEs)
	if v.f.Name == "" {
		v.f.Name = v.f.PluginID
	}
	c.rate()
	c.claim()
	if len(v.targets) == 0 {
		v.targets = append(v.targets, cdxTarget{})
	}
	for _, t := range v.targets {
		f := v.f
		f.Host = t.ref
		if t.unaffected {
			remark(&f, "versions", "unaffected")
		}
		if err := c.out.hold(&c.held, &f); err != nil {
			return err
		}
	}
	return nil
}

// rate chooses among the ratings.
func (c *cyclonedx) rate() {
	f := &c.v.f
	chosen := map[scheme.CVSSVersion]rated{}
	for _, r := range c.v.ratings {
		c.severity(r)
		version, isCVSS := c.version(r)
		if !isCVSS || r.score == "" && r.vector == "" {
			remark(f, clipText(r.source+" "+r.method), clipText(r.score))
			continue
		}
		if version == "" && r.vector != "" {
			c.out.flawed(c.out.base(r.vector).err)
		}
		one := c.weigh(r)
		other, taken := chosen[version]
		if taken && !one.over(other) {
			one, other = other, one
		}
		chosen[version] = one
		if taken {
			remark(f, clipText("also "+other.rating.source), string(version)+" "+clipText(other.rating.score))
		}
	}
	f.Unversioned = chosen[""].score
	for _, version := range []scheme.CVSSVersion{scheme.CVSS2, scheme.CVSS3, scheme.CVSS4} {
		f.Metric(version).Reported = chosen[version].score
		c.out.vector(f, version, []byte(chosen[version].rating.vector))
	}
	rate(f)
}

// rated is a rating with its score and the one that its vector gives it.
type rated struct {
	rating        cdxRating
	score, weight diagnosis.Tenths
}

func (c *cyclonedx) weigh(r cdxRating) rated {
	score := c.out.score([]byte(r.score), "")
	if r.vector != "" {
		if vector := c.out.base(r.vector); vector.err == nil {
			return rated{r, score, vector.base}
		}
	}
	return rated{r, score, score}
}

func (r rated) over(other rated) bool {
	own, others := strings.EqualFold(r.rating.source, "nvd"), strings.EqualFold(other.rating.source, "nvd")
	if own != others {
		return own
	}
	a, _ := r.weight.Value()
	b, _ := other.weight.Value()
	return a > b
}

// severity keeps the first word that says more than information.
func (c *cyclonedx) severity(r cdxRating) {
	f := &c.v.f
	if r.severity != "" && (f.ScannerSeverity == "" || !diagnosis.AboveInformational(f.ScannerSeverity)) {
		f.ScannerSeverity = r.severity
	}
}

// version is what the method says, else what the vector says. A score without
// either may be of any version; one by another method is none of CVSS.
func (c *cyclonedx) version(r cdxRating) (version scheme.CVSSVersion, isCVSS bool) {
	switch strings.ToLower(r.method) {
	case "cvssv2":
		return scheme.CVSS2, true
	case "cvssv3", "cvssv31":
		return scheme.CVSS3, true
	case "cvssv4":
		return scheme.CVSS4, true
	}
	if r.vector != "" {
		if vector := c.out.base(r.vector); vector.err == nil {
			return vector.version.Metric(), true
		}
	}
	return "", r.method == ""
}

// claim shows the analysis (VEX). Whoever wrote it, "resolved" and "not_affected" are
// an opinion that waits for its writer: they end no finding.
func (c *cyclonedx) claim() {
	remark(&c.v.f, "analysis", c.v.state)
	remark(&c.v.f, "why", c.v.why)
}

// emit passes the findings on, with the names of the components. A document without a
// weakness is an inventory, and no diagnosis: an empty list stands in it also where
// nothing was looked for.
func (c *cyclonedx) emit() error {
	if len(c.held) == 0 {
		c.out.wholeReport("report-inventory")
	}
	c.out.host(c.subject)
	for _, host := range c.hosts {
		c.out.host(host)
	}
	for i := range c.held {
		f := &c.held[i]
		c.out.row = i + 1
		if host, ok := c.hosts[f.Host]; ok {
			f.Host = host
		}
		if f.Host == "" {
			f.Host = c.subject
		}
		if err := c.out.emit(f); err != nil {
			return err
		}
	}
	return nil
}
