package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/spf13/pflag"

	"akashi/values/fault"
)

// options are what is said of one run of the program.
type options struct {
	settings
	json bool
}

// settings are each a flag, AKASHI_NAME in the environment or in the file that it
// names, a key of the configuration file, or else as they stand here.
type settings struct {
	Data      string `yaml:"data" default:"akashi-data"`
	Database  string `yaml:"database"`
	Schemes   string `yaml:"schemes"`
	As        string `yaml:"as"`
	Lang      string `yaml:"lang" default:"ja"`
	Addr      string `yaml:"addr" default:"127.0.0.1:8080"`
	PublicURL string `yaml:"public_url"`
	Scheme    string `yaml:"scheme"`
	KeyFile   string `yaml:"office_key_file"`
	KeySecret string `yaml:"office_key_secret"`
	Evidence  string `yaml:"evidence_encryption"`
	Others    string `yaml:"evidence_recipients"`
	Limits    string `yaml:"limits"`
	Proxies   string `yaml:"trusted_proxies"`
	Metrics   string `yaml:"metrics_addr"`
	AccessLog string `yaml:"access_log"`
	Calendar  string `yaml:"calendar"`
	SignUp    string `yaml:"sign_up" default:"on"`
	OIDC      string `yaml:"oidc"`
	SMTP      string `yaml:"smtp"`
	MailUser  string `yaml:"smtp_user"`
	MailWord  string `yaml:"smtp_password"`
	MailFrom  string `yaml:"smtp_from"`
	MailUndo  string `yaml:"mail_undo" default:"10"`
	Scanner   string `yaml:"virus_scanner"`
	Now       string `yaml:"-"`
}

// defaultData is where an office keeps its things when nobody says where.
const defaultData = "akashi-data"

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
	to, from := reflect.ValueOf(&r.opts.settings).Elem(), reflect.ValueOf(configured)
	for i := range to.NumField() {
		key, byDefault := to.Type().Field(i).Tag.Get("yaml"), to.Type().Field(i).Tag.Get("default")
		if key == "-" {
			key = strings.ToLower(to.Type().Field(i).Name)
		}
		if f := flags.Lookup(strings.ReplaceAll(key, "_", "-")); f != nil && f.Changed {
			to.Field(i).SetString(f.Value.String())
			continue
		}
		value, err := r.fromEnv(strings.ToUpper(key))
		if err != nil {
			return err
		}
		to.Field(i).SetString(cmp.Or(value, from.Field(i).String(), byDefault))
	}
	return nil
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
func (r *run) configuration(path string) (settings, error) {
	var c settings
	if path == "" {
		return c, nil
	}
	data, err := r.text(path, maxText)
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
	if r.opts.Now == "" {
		return r.Now, nil
	}
	at, err := time.Parse(time.RFC3339, r.opts.Now)
	if err != nil {
		return nil, fault.Wrong("moment", "--now", "given", r.opts.Now)
	}
	return func() time.Time { return at }, nil
}
