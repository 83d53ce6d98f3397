package scan

import (
	"strings"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/format/xml"
)

func isQualysWASXML(h *head) bool {
	return h.root == "WAS_SCAN_REPORT" || h.root == "WAS_WEBAPP_REPORT"
}

// readQualysWASXML reads the reports of Qualys WAS on applications of the Web. What a
// weakness means stands in the glossary below, so the findings wait for it; how the
// scans ended stands in the appendix, and how many weaknesses there are in the summary.
func readQualysWASXML(in *input, out *sink) error {
	x, err := in.xml()
	if err != nil {
		return err
	}
	out.report.Scanner = "Qualys WAS"
	q := qualysWAS{x: x, out: out, glossary: map[string]*qualysWASEntry{}, stated: -1}
	if err := x.Each(q.inReport); err != nil {
		return err
	}
	if err := x.Finish(); err != nil {
		return err
	}
	out.unproven(q.scans > 0, "SCAN_LIST")
	out.unproven(q.stated >= 0, "GLOBAL_SUMMARY")
	out.fewer(q.weaknesses, q.stated)
	return q.emit()
}

type qualysWAS struct {
	x        *xml.Reader
	out      *sink
	rows     []diagnosis.Finding
	glossary map[string]*qualysWASEntry

	scans              int // that say how they ended
	stated, weaknesses int
	app                string // host of the application
	entry              *qualysWASEntry
}

// qualysWASEntry is what the glossary says of one QID.
type qualysWASEntry struct{ id, title, severity, base2, base3 string }

func (q *qualysWAS) inReport(name []byte) error {
	switch string(name) {
	case "RESULTS", "VULNERABILITY_LIST", "SENSITIVE_CONTENT_LIST", "INFORMATION_GATHERED_LIST", "WEB_APPLICATION",
		"GLOSSARY", "QID_LIST", "APPENDIX", "SCAN_LIST", "FILTERS":
		return q.x.Each(q.inReport)
	case "SUMMARY":
		return q.x.Each(q.inSummary)
	case "VULNERABILITY":
		q.weaknesses++
		return q.row(diagnosis.Open)
	}
	return q.inList(string(name))
}

// inSummary reads how many weaknesses there are.
func (q *qualysWAS) inSummary(name []byte) error {
	if string(name) != "GLOBAL_SUMMARY" {
		return nil
	}
	return q.x.Each(func(name []byte) error {
		if string(name) != "VULNERABILITY" {
			return nil
		}
		text, err := q.x.Content()
		q.stated = count(text)
		return err
	})
}

// filter reads one filter. Those on what was mended or ignored add to a report; any
// other leaves something out.
func (q *qualysWAS) filter() error {
	var name, value string
	err := q.x.Each(func(child []byte) error {
		switch string(child) {
		case "NAME":
			return q.out.text(q.x, &name)
		case "VALUE":
			return q.out.text(q.x, &value)
		}
		return nil
	})
	if name != "REMEDIATION" || !strings.HasPrefix(value, "Include") && !strings.HasPrefix(value, "Show") {
		q.out.wholeReport("report-filtered", "filter", clip([]byte(name+": "+value)))
	}
	return err
}

func (q *qualysWAS) inList(name string) error {
	switch name {
	case "SENSITIVE_CONTENT":
		return q.row(diagnosis.Open)
	case "INFORMATION_GATHERED":
		return q.row(diagnosis.Info)
	case "QID":
		q.entry = &qualysWASEntry{}
		err := q.x.Each(q.inEntry)
		q.glossary[q.entry.id] = q.entry
		return err
	case "SCAN":
		return q.scan()
	case "FILTER":
		return q.filter()
	case "WEBAPP":
		return q.x.Each(func(name []byte) error {
			var url string
			if string(name) != "URL" {
				return nil
			}
			err := q.out.text(q.x, &url)
			q.app, _ = splitTarget(url)
			q.out.host(q.app)
			return err
		})
	}
	return nil
}

func (q *qualysWAS) row(state diagnosis.State) error {
	f := diagnosis.Finding{State: state}
	q.out.row++
	err := q.x.Each(func(name []byte) error {
		switch string(name) {
		case "QID":
			return q.out.text(q.x, &f.PluginID)
		case "URL":
			var url string
			err := q.out.text(q.x, &url)
			f.Host, f.Port = splitTarget(url)
			remark(&f, "url", url)
			return err
		case "STATUS":
			var status string
			err := q.out.text(q.x, &status)
			if state == diagnosis.Open {
				f.State = stateOf([]byte(status), nil)
			}
			return err
		case "IGNORED", "IGNORE_REASON":
			var ignored string
			field := strings.ToLower(string(name))
			err := q.out.text(q.x, &ignored)
			if ignored != "false" {
				remark(&f, field, ignored)
			}
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	return q.out.hold(&q.rows, &f)
}

func (q *qualysWAS) inEntry(name []byte) error {
	switch string(name) {
	case "QID":
		return q.out.text(q.x, &q.entry.id)
	case "TITLE":
		return q.out.text(q.x, &q.entry.title)
	case "SEVERITY":
		return q.out.text(q.x, &q.entry.severity)
	case "CVSS_BASE":
		return q.out.text(q.x, &q.entry.base2)
	case "CVSS_V3":
		return q.x.Each(func(name []byte) error {
			if string(name) != "BASE" {
				return nil
			}
			return q.out.text(q.x, &q.entry.base3)
		})
	}
	return nil
}

// scan reads how a scan ended, in the appendix.
func (q *qualysWAS) scan() error {
	var status string
	err := q.x.Each(func(name []byte) error {
		switch string(name) {
		case "STATUS":
			return q.out.text(q.x, &status)
		case "END_DATE":
			return q.out.scanEnd(q.x)
		}
		return nil
	})
	switch {
	case status == "":
	case !strings.EqualFold(status, "finished"):
		q.out.wholeReport("report-unfinished", "status", clip([]byte(status)))
		fallthrough
	default:
		q.scans++
	}
	return err
}

func (q *qualysWAS) emit() error {
	for i := range q.rows {
		f := &q.rows[i]
		q.out.row = i + 1
		if e := q.glossary[f.PluginID]; e != nil {
			f.Name, f.ScannerSeverity = e.title, e.severity
			q.out.scoreAndVector(f, scheme.CVSS2, []byte(e.base2))
			q.out.scoreAndVector(f, scheme.CVSS3, []byte(e.base3))
		} else if f.Live() {
			q.out.problem("row-definition", "given", f.PluginID)
		}
		if f.Host == "" {
			f.Host = q.app
		}
		if err := q.out.emit(f); err != nil {
			return err
		}
	}
	return nil
}
