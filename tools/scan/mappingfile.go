package scan

import (
	"io"
	"strings"
	"unicode"

	"akashi/rules/diagnosis"
	"akashi/tools/format/json"
	"akashi/values/fault"
)

// mappingField is what a mapping can say of one column.
type mappingField struct {
	name  string
	into  *[]string
	score bool // a score or vector
}

func (m *Mapping) fields() []mappingField {
	s := &m.shape
	return []mappingField{
		{"host", &s.host, false}, {"port", &s.port, false}, {"protocol", &s.protocol, false},
		{"id", &s.plugin, false}, {"name", &s.title, false}, {"cve", &s.cve, false},
		{"severity", &s.severity, false}, {"remark", &s.remark, false},
		{"cvss2_score", &s.score2, true}, {"cvss2_vector", &s.vector2, true}, {"cvss2", &s.both2, true},
		{"cvss3_score", &s.score3, true}, {"cvss3_vector", &s.vector3, true}, {"cvss3", &s.both3, true},
		{"cvss4_score", &s.score4, true}, {"cvss4_vector", &s.vector4, true},
		{"score", &s.unversioned, true},
	}
}

// maxMapping is the largest mapping file, in bytes.
const maxMapping = 1 << 20

// ReadMapping reads a mapping file. Everything wrong with it is listed at once,
// but for what is wrong with its JSON.
func ReadMapping(r io.Reader) (*Mapping, error) {
	text, err := toUTF8(&limitReader{r: r, left: maxMapping, max: maxMapping})
	if err != nil {
		return nil, err
	}
	f := mappingFile{j: json.New(text, json.Strict()), m: &Mapping{states: map[string]diagnosis.State{}}}
	if err := f.j.Members(f.member); err != nil {
		return nil, told(err)
	}
	if err := f.j.Finish(); err != nil {
		return nil, told(err)
	}
	if !f.marked {
		f.found.Add("mapping-unmarked", "csv_mapping")
	}
	f.found = append(f.found, f.m.problems()...)
	if err := f.found.Err(); err != nil {
		return nil, err
	}
	return f.m, nil
}

type mappingFile struct {
	j      *json.Reader
	m      *Mapping
	marked bool
	found  fault.Problems
}

func (f *mappingFile) member(name []byte) error {
	switch key := string(name); key {
	case "csv_mapping":
		text, err := f.text()
		if f.marked = text == "1"; !f.marked {
			f.found.Add("mapping-version", key, "given", text)
		}
		return err
	case "scanner":
		text, err := f.text()
		f.m.shape.scanner = text
		return err
	case "separator":
		return f.separator()
	case "header":
		text, err := f.text()
		if f.m.headless = text == "false"; !f.m.headless && text != "true" {
			f.found.Add("mapping-value", key, "given", text, "allowed", []string{"true", "false"})
		}
		return err
	case "columns":
		return f.j.Members(f.column)
	case "states":
		return f.j.Members(f.words)
	case "day_format":
		return f.dayFormat()
	default:
		f.unknown(key)
		return nil
	}
}

func (f *mappingFile) unknown(path string) {
	f.found.Add("mapping-key", path, "given", path)
}

func (f *mappingFile) text() (string, error) {
	b, err := f.j.Scalar()
	return string(b), err
}

func (f *mappingFile) separator() error {
	text, err := f.text()
	if err == nil && (len(text) != 1 || text[0] == '"' || text[0] == '\r' || text[0] == '\n' || text[0] >= 0x80) {
		f.found.Add("mapping-value", "separator", "given", text, "why", "separator")
		return nil
	}
	if err == nil {
		f.m.comma = text[0]
	}
	return err
}

func (f *mappingFile) column(name []byte) error {
	key := string(name)
	var into *[]string
	for _, field := range f.m.fields() {
		if field.name == key {
			into = field.into
		}
	}
	switch key {
	case "state":
		into = &f.m.state
	case "day":
		into = &f.m.day
	}
	if into == nil {
		f.unknown("columns." + key)
		return nil
	}
	return f.j.Each(func() error {
		text, err := f.text()
		column := columnName([]byte(text))
		if err == nil && column == "" {
			f.found.Add("mapping-value", "columns."+key, "why", "name")
		}
		*into = append(*into, column)
		return err
	})
}

// words reads the words of one state.
func (f *mappingFile) words(name []byte) error {
	key := string(name)
	state := diagnosis.State(key)
	switch state {
	case diagnosis.Open, diagnosis.Fixed, diagnosis.NotVulnerable, diagnosis.NotTested, diagnosis.Info:
	default:
		f.unknown("states." + key)
		return nil
	}
	return f.j.Each(func() error {
		text, err := f.text()
		word := strings.ToLower(strings.TrimSpace(text))
		if other, taken := f.m.states[word]; err == nil && (taken && other != state || word == "" && state != diagnosis.Open) {
			f.found.Add("mapping-value", "states."+key, "given", text, "why", "state")
		}
		f.m.states[word] = state
		return err
	})
}

// dayFormat reads how days are written, such as "DD.MM.YYYY". What else stands in
// it is taken as it is, but letters and digits would mean something to Go.
func (f *mappingFile) dayFormat() error {
	text, err := f.text()
	if err != nil {
		return err
	}
	f.m.dayLayout = strings.NewReplacer("YYYY", "2006", "MM", "01", "DD", "02", "hh", "15", "mm", "04", "ss", "05").Replace(text)
	rest := strings.NewReplacer("YYYY", "", "MM", "", "DD", "", "hh", "", "mm", "", "ss", "", "T", "").Replace(text)
	once := strings.Count(text, "YYYY") == 1 && strings.Count(text, "MM") == 1 && strings.Count(text, "DD") == 1
	if !once || strings.ContainsAny(rest, "0123456789_") || strings.ContainsFunc(rest, unicode.IsLetter) {
		f.found.Add("mapping-value", "day_format", "given", text, "why", "day")
	}
	return nil
}
