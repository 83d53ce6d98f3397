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

// UnmarshalJSON reads what MarshalJSON writes.
func (j *Judged) UnmarshalJSON(data []byte) error {
	var written struct {
		Host, Port, Protocol, Name, State, Remark, Band string

		PluginID    string `json:"plugin_id"`
		CVEs        []string
		Severity    string `json:"scanner_severity"`
		CVSS2       Metric
		CVSS3       Metric
		CVSS4       Metric
		Unversioned Tenths
	}
	if err := json.Unmarshal(data, &written); err != nil {
		return err
	}
	*j = Judged{Finding{written.Host, written.Port, written.Protocol, written.PluginID, written.Name, written.CVEs, State(written.State),
		written.Severity, written.CVSS2, written.CVSS3, written.CVSS4, written.Unversioned, written.Remark}, written.Band}
	return nil
}

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
// place of its own, and without holding the text: the findings and the lists of
// keys first, then what is small.
func (r Result) WriteJSON(w io.Writer, findings iter.Seq[*Judged]) error {
	s := stream{w: w, b: append(make([]byte, 0, streamPiece+4096), '{')}
	s.open("findings")
	for f := range findings {
		s.element()
		s.b = f.appendJSON(s.b)
	}
	for _, list := range []struct {
		name string
		keys []string
	}{
		{"blocking", r.Blocking}, {"resolved", r.Resolved},
		{"opinion_required", r.OpinionRequired}, {"opinion_missing", r.OpinionMissing},
		{"undecidable", r.Undecidable}, {"mismatches", r.Mismatches},
	} {
		s.end()
		s.open(list.name)
		for _, key := range list.keys {
			s.element()
			s.b = appendText(s.b, key)
		}
	}
	s.end()
	rest, err := json.Marshal(small{plainResult: plainResult(r)})
	if err != nil {
		return err
	}
	s.b = append(s.b, rest[1:]...)
	s.flush()
	return s.err
}

type plainResult Result

// small is a result without what WriteJSON streams: its own fields hide those of
// the result and are never written.
type small struct {
	plainResult
	Findings        *struct{} `json:"findings,omitempty"`
	Blocking        *struct{} `json:"blocking,omitempty"`
	Resolved        *struct{} `json:"resolved,omitempty"`
	OpinionRequired *struct{} `json:"opinion_required,omitempty"`
	OpinionMissing  *struct{} `json:"opinion_missing,omitempty"`
	Undecidable     *struct{} `json:"undecidable,omitempty"`
	Mismatches      *struct{} `json:"mismatches,omitempty"`
}

// streamPiece is how much a stream gathers before it writes.
const streamPiece = 64 << 10

// stream writes lists of a JSON object piece by piece. After an error it writes
// nothing more.
type stream struct {
	w    io.Writer
	b    []byte
	next bool // the open list has an element already
	err  error
}

func (s *stream) open(name string) {
	s.b = append(appendText(s.b, name), ":["...)
	s.next = false
}

// element makes room for one more element of the open list.
func (s *stream) element() {
	if s.next {
		s.b = append(s.b, ',')
	}
	s.next = true
	if len(s.b) > streamPiece {
		s.flush()
	}
}

func (s *stream) end() { s.b = append(s.b, "],"...) }

func (s *stream) flush() {
	if s.err == nil {
		_, s.err = s.w.Write(s.b)
	}
	s.b = s.b[:0]
}
