package diagnosis

import (
	"encoding/json"
	"io"
	"iter"
	"strconv"
)

// A report can hold tens of thousands of findings, so their JSON is appended by
// hand; json_test.go holds it against encoding/json.

// MarshalJSON writes the finding as the command line and the API publish it;
// what the report does not say is null.
func (j Judged) MarshalJSON() ([]byte, error) { return j.appendJSON(nil), nil }

// MarshalJSON writes {"reported","vector","computed"}.
func (m Metric) MarshalJSON() ([]byte, error) { return m.appendJSON(nil), nil }

func (j *Judged) appendJSON(b []byte) []byte {
	b = appendText(append(b, `{"host":`...), j.Host)
	b = appendTextOrNull(append(b, `,"port":`...), j.Port)
	b = appendTextOrNull(append(b, `,"protocol":`...), j.Protocol)
	b = appendText(append(b, `,"plugin_id":`...), j.PluginID)
	b = appendText(append(b, `,"name":`...), j.Name)
	b = append(b, `,"cves":[`...)
	for i, cve := range j.CVEs {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, cve)
	}
	b = appendText(append(b, `],"state":`...), string(j.State))
	b = appendTextOrNull(append(b, `,"scanner_severity":`...), j.ScannerSeverity)
	b = j.CVSS2.appendJSON(append(b, `,"cvss2":`...))
	b = j.CVSS3.appendJSON(append(b, `,"cvss3":`...))
	b = j.CVSS4.appendJSON(append(b, `,"cvss4":`...))
	b = j.Unversioned.appendJSON(append(b, `,"unversioned":`...))
	b = appendTextOrNull(append(b, `,"remark":`...), j.Remark)
	b = appendText(append(b, `,"band":`...), j.Band)
	return append(b, '}')
}

func (m *Metric) appendJSON(b []byte) []byte {
	b = m.Reported.appendJSON(append(b, `{"reported":`...))
	b = appendTextOrNull(append(b, `,"vector":`...), m.Vector)
	b = m.Computed.appendJSON(append(b, `,"computed":`...))
	return append(b, '}')
}

func (t Tenths) appendJSON(b []byte) []byte {
	n, ok := t.Value()
	if !ok {
		return append(b, "null"...)
	}
	b = strconv.AppendInt(b, int64(n/10), 10)
	return append(b, '.', byte('0'+n%10))
}

func appendTextOrNull(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendText(b, s)
}

func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			quoted, err := json.Marshal(s)
			if err != nil { // a string always can be
				return append(b, `""`...)
			}
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// WriteJSON writes the result as json.Marshal does, with the findings given in
// place of its own, and without holding the text.
func (r Result) WriteJSON(w io.Writer, findings iter.Seq[*Judged]) error {
	type plain Result
	rest, err := json.Marshal(struct {
		plain
		Findings *struct{} `json:"findings,omitempty"` // written apart
	}{plain: plain(r)})
	if err != nil {
		return err
	}
	const piece = 64 << 10
	b := append(make([]byte, 0, piece+4096), `{"findings":[`...)
	comma := false
	for f := range findings {
		if comma {
			b = append(b, ',')
		}
		comma = true
		if b = f.appendJSON(b); len(b) > piece {
			if _, err := w.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	b = append(b, `],`...)
	_, err = w.Write(append(b, rest[1:]...))
	return err
}
