package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/spf13/pflag"

	"akashi/values/fault"
	"akashi/words"
)

// options are the settings of one run of the program.
type options struct {
	json      bool
	now       string
	data      string
	database  string
	schemes   string
	as        string
	lang      string
	addr      string
	publicURL string
	scheme    string
}

// configuration is the configuration file. Every field may be left out.
type configuration struct {
	Data      string `yaml:"data"`
	Database  string `yaml:"database"`
	Schemes   string `yaml:"schemes"`
	As        string `yaml:"as"`
	Lang      string `yaml:"lang"`
	Addr      string `yaml:"addr"`
	PublicURL string `yaml:"public_url"`
	Scheme    string `yaml:"scheme"`
}

// defaultData is where an office keeps its things when nobody says where.
const defaultData = "akashi-data"

// setting is one value that can come from a flag, the environment, a file named
// by the environment, the configuration file, or a default.
type setting struct {
	flag, env  string
	to         *string
	configured func(configuration) string
	byDefault  string
}

func (o *options) settings() []setting {
	return []setting{
		{"data", "DATA", &o.data, func(c configuration) string { return c.Data }, defaultData},
		{"database", "DATABASE", &o.database, func(c configuration) string { return c.Database }, ""},
		{"schemes", "SCHEMES", &o.schemes, func(c configuration) string { return c.Schemes }, ""},
		{"as", "AS", &o.as, func(c configuration) string { return c.As }, ""},
		{"lang", "LANG", &o.lang, func(c configuration) string { return c.Lang }, string(words.Japanese)},
		{"now", "NOW", &o.now, func(configuration) string { return "" }, ""},
		{"addr", "ADDR", &o.addr, func(c configuration) string { return c.Addr }, "127.0.0.1:8080"},
		{"public-url", "PUBLIC_URL", &o.publicURL, func(c configuration) string { return c.PublicURL }, ""},
		{"scheme", "SCHEME", &o.scheme, func(c configuration) string { return c.Scheme }, ""},
	}
}

// settle decides every setting: flag, environment, configuration file, default.
func (r *run) settle(flags *pflag.FlagSet) error {
	path, err := r.fromEnv("CONFIG")
	if err != nil {
		return err
	}
	if f := flags.Lookup("config"); f != nil && f.Changed {
		path = f.Value.String()
	}
	configured, err := r.configuration(path)
	if err != nil {
		return err
	}
	for _, s := range r.opts.settings() {
		if f := flags.Lookup(s.flag); f != nil && f.Changed {
			*s.to = f.Value.String()
			continue
		}
		value, err := r.fromEnv(s.env)
		if err != nil {
			return err
		}
		*s.to = first(value, s.configured(configured), s.byDefault)
	}
	return nil
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// fromEnv reads AKASHI_NAME, or the file that AKASHI_NAME_FILE names.
func (r *run) fromEnv(name string) (string, error) {
	if v, ok := r.Env("AKASHI_" + name); ok {
		return v, nil
	}
	file, ok := r.Env("AKASHI_" + name + "_FILE")
	if !ok || file == "" {
		return "", nil
	}
	data, err := r.read(file, maxText)
	return strings.TrimSpace(string(data)), err
}

// configuration reads the configuration file; a key that it does not know is
// refused with its line.
func (r *run) configuration(path string) (configuration, error) {
	var c configuration
	if path == "" {
		return c, nil
	}
	data, err := r.read(path, maxText)
	if err != nil {
		return c, err
	}
	err = yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&c)
	if err == nil || errors.Is(err, io.EOF) {
		return c, nil
	}
	p := fault.Problem{Code: "config", Where: path}
	if e, ok := errors.AsType[yaml.Error](err); ok {
		if at := e.GetToken(); at != nil {
			p.Data = fault.With("given", at.Value)
			p.Where = fmt.Sprintf("%s: line %d, column %d", path, at.Position.Line, at.Position.Column)
		}
	}
	return c, fault.Problems{p}
}

// clock returns the clock of the run: the one of --now stands still.
func (r *run) clock() (func() time.Time, error) {
	if r.opts.now == "" {
		return r.Now, nil
	}
	at, err := time.Parse(time.RFC3339, r.opts.now)
	if err != nil {
		return nil, fault.Wrong("moment", "--now", "given", r.opts.now)
	}
	return func() time.Time { return at }, nil
}
