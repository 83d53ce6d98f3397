package diagnosis

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"akashi/record"
	"akashi/values/fault"
)

// ParseStatements reads the JSON of opinions and resolutions:
//
//	{"opinions": [{"findings": ["host|port|plugin"], "plugin_ids": ["142591"],
//	  "text": "…", "by": "…", "date": "2024-07-01"}], "resolutions": [same]}
//
// A statement that names no finding, says nothing or has no author is refused,
// as is any key not listed here; every problem is reported at once.
func ParseStatements(data []byte) (Statements, error) {
	var s Statements
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&s)
	if _, trailing := decoder.Token(); err == nil && !errors.Is(trailing, io.EOF) {
		err = errors.New("there is text after the end of the JSON object")
	}
	if err != nil {
		where := fmt.Sprintf("byte %d", decoder.InputOffset())
		return Statements{}, fault.Wrong("opinion-malformed", where)
	}
	if err := s.Check(); err != nil {
		return Statements{}, err
	}
	return s, nil
}

// Check reports every statement that lacks what makes it one.
func (s Statements) Check() error {
	var problems fault.Problems
	for i := range s.Opinions {
		s.Opinions[i].check(fmt.Sprintf("opinions[%d]", i), &problems)
	}
	for i := range s.Resolutions {
		s.Resolutions[i].check(fmt.Sprintf("resolutions[%d]", i), &problems)
	}
	return problems.Err()
}

func (s Statement) check(where string, problems *fault.Problems) {
	if blank(strings.Join(s.Findings, "")) && blank(strings.Join(s.PluginIDs, "")) {
		problems.Add("opinion-names-nothing", where+".findings")
	}
	if blank(s.Text) {
		problems.Add("opinion-empty", where+".text")
	}
	if blank(s.By) {
		problems.Add("opinion-without-author", where+".by")
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Written are the statements that a case has handed in: opinions, and records of what
// was resolved.
func Written(papers []record.ScanPaper) (all Statements) {
	for _, p := range papers {
		s := Statement{Findings: p.Findings, PluginIDs: p.Plugins, Text: p.Text, By: p.Person, Date: p.Day}
		if p.Kind == record.PaperOpinion {
			all.Opinions = append(all.Opinions, s)
		} else {
			all.Resolutions = append(all.Resolutions, s)
		}
	}
	return all
}
