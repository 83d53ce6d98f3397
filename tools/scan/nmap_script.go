package scan

import (
	"maps"
	"slices"
	"strings"

	"akashi/rules/diagnosis"
	"akashi/values/fault"
)

// script reads what one script found.
func (n *nmapXML) script(name []byte) error {
	if string(name) != "script" {
		return nil
	}
	id, output := n.out.string(n.x.Attr("id")), string(n.x.Attr("output"))
	var root nmapTable
	if err := n.table(&root); err != nil {
		return err
	}
	switch {
	case id == "vulners":
		n.searched = true
		return n.vulners(&root, output)
	case id == "vulscan":
		n.searched = true
		return n.vulscan(output)
	}
	return n.vulns(id, &root, output)
}

// nmapTable is what a script says in a form for programs.
type nmapTable struct {
	key    string
	elems  map[string]string
	texts  []string // elements without a key
	tables []nmapTable
}

// nmapMaxEntries is how much one script may say.
const nmapMaxEntries = 100_000

// table reads the children of the open element.
func (n *nmapXML) table(t *nmapTable) error {
	entries := 0
	return n.inTable(t, &entries)
}

func (n *nmapXML) inTable(t *nmapTable, entries *int) error {
	t.elems = map[string]string{}
	return n.x.Each(func(name []byte) error {
		if *entries++; *entries > nmapMaxEntries {
			return fault.Wrong("report-too-many-entries", n.x.Where(), "max", nmapMaxEntries)
		}
		key := n.out.string(n.x.Attr("key"))
		switch string(name) {
		case "table":
			t.tables = append(t.tables, nmapTable{key: key})
			return n.inTable(&t.tables[len(t.tables)-1], entries)
		case "elem":
			text, err := n.x.Content()
			value := n.out.string(text[:min(len(text), maxText)])
			if key == "" {
				t.texts = append(t.texts, value)
			} else {
				t.elems[key] = value
			}
			return err
		}
		return nil
	})
}

// vulners reads the tables of the script, and its text where an old nmap wrote
// no tables: a line gives a number, a score and an address.
func (n *nmapXML) vulners(root *nmapTable, output string) error {
	for _, product := range root.tables {
		for _, entry := range product.tables {
			if err := n.known(entry.elems["id"], entry.elems["cvss"], product.key); err != nil {
				return err
			}
		}
	}
	if len(root.tables) > 0 {
		return nil
	}
	product := ""
	for line := range strings.Lines(output) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 1 && strings.HasSuffix(fields[0], ":"):
			product = strings.TrimSuffix(fields[0], ":")
		case len(fields) >= 2:
			if err := n.known(fields[0], fields[1], product); err != nil {
				return err
			}
		}
	}
	return nil
}

func (n *nmapXML) known(id, score, product string) error {
	f := diagnosis.Finding{PluginID: n.out.string([]byte(id)), CVEs: n.out.cves([]byte(id))}
	f.Unversioned = n.out.score([]byte(score), "")
	remark(&f, "product", product)
	return n.hold(f)
}

// vulscan reads lines such as "[CVE-2024-1] what it is" below the name of each
// database. It only compares names, and gives no scores.
func (n *nmapXML) vulscan(output string) error {
	for line := range strings.Lines(output) {
		id, title, found := strings.Cut(strings.TrimSpace(line), "]")
		if id, ok := strings.CutPrefix(id, "["); found && ok && id != "" {
			f := diagnosis.Finding{PluginID: n.out.string([]byte(id)), Name: n.out.string([]byte(title)), CVEs: n.out.cves([]byte(id))}
			if err := n.hold(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// vulns reads what a script found by the library vulns: one table for each
// weakness, with its state. A text without tables that calls something
// vulnerable is a finding too.
func (n *nmapXML) vulns(script string, root *nmapTable, output string) error {
	found := false
	for i := range root.tables {
		t := &root.tables[i]
		state, ok := t.elems["state"]
		if !ok || !strings.Contains(state, "VULNERABLE") {
			continue
		}
		found = true
		if err := n.weakness(script, t); err != nil {
			return err
		}
	}
	if strings.Contains(script, "vuln") {
		n.searched = true
	}
	if found || !strings.Contains(output, "VULNERABLE") {
		return nil
	}
	f := diagnosis.Finding{PluginID: script, ScannerSeverity: "VULNERABLE"}
	if !strings.Contains(strings.ReplaceAll(output, "NOT VULNERABLE", ""), "VULNERABLE") {
		f.State = diagnosis.NotVulnerable
	}
	return n.hold(f)
}

func (n *nmapXML) weakness(script string, t *nmapTable) error {
	n.searched = true
	f := diagnosis.Finding{PluginID: t.key, Name: t.elems["title"], ScannerSeverity: t.elems["risk_factor"]}
	if f.PluginID == "" || strings.HasPrefix(f.PluginID, "NMAP-") {
		f.PluginID = script
	}
	state := t.elems["state"]
	if strings.HasPrefix(state, "NOT VULNERABLE") {
		f.State = diagnosis.NotVulnerable
	}
	if f.ScannerSeverity == "" {
		f.ScannerSeverity = state
	}
	remark(&f, "script", script)
	for _, inner := range t.tables {
		switch inner.key {
		case "ids":
			for _, id := range inner.texts {
				n.out.addCVEs(&f, []byte(strings.TrimPrefix(id, "CVE:")))
			}
		case "scores":
			n.scores(&f, inner.elems)
		}
	}
	return n.hold(f)
}

// scores reads the scores that a script's author wrote down, such as
// "10.0 (HIGH) (AV:N/…)", and keeps the highest.
func (n *nmapXML) scores(f *diagnosis.Finding, scores map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(scores)) {
		if !strings.HasPrefix(strings.ToUpper(name), "CVSS") {
			continue
		}
		printed, _, _ := strings.Cut(scores[name], " ")
		score := n.out.score([]byte(printed), "")
		if a, _ := score.Value(); score.Present() {
			if b, ok := f.Unversioned.Value(); !ok || a > b {
				f.Unversioned = score
			}
		}
		remark(f, name, scores[name])
	}
}
