package archtest_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"akashi/archtest"
)

// plant is a line in the wrong place, and the rule that must see it. An empty
// rule means that the line is right where it is.
type plant struct {
	title string
	file  string
	code  string
	rule  string
}

func TestPlantedFloors(t *testing.T) {
	t.Parallel()
	try(t, []plant{
		{"a new package at the root", "oracle/x.go", ``, "floor"},
		{"a file at the root", "x.go", ``, "floor"},
		{"a second binary", "cmd/other/x.go", ``, "floor"},
		{"up one floor", "record/x.go", `import _ "akashi/fees"`, "floor"},
		{"up to a tool", "app/x.go", `import _ "akashi/store"`, "floor"},
		{"up from below the floor", "civil/sub/x.go", `import _ "akashi/scheme"`, "floor"},
		{"rule to rule", "fees/x.go", `import _ "akashi/deadline"`, "floor"},
		{"noun to noun", "record/x.go", `import _ "akashi/scheme"`, "floor"},
		{"value to value", "yen/x.go", `import _ "akashi/civil"`, "floor"},
		{"tool to tool", "store/x.go", `import _ "akashi/blob"`, "floor"},
		{"tool to what lies under another", "store/x.go", `import _ "akashi/schemes/yaml"`, "floor"},
		{"format to tool", "format/xml/x.go", `import _ "akashi/scan"`, "floor"},
		{"format to a room of its floor", "format/json/x.go", `import _ "akashi/cvss"`, "floor"},
		{"format to words", "format/xml/x.go", `import _ "akashi/words"`, "floor"},
		{"words to format", "words/x.go", `import _ "akashi/format/json"`, "floor"},
		{"other people's code in the words", "words/x.go", `import _ "golang.org/x/text/width"`, "floor"},
		{"use case to format", "app/x.go", `import _ "akashi/format/json"`, "floor"},
		{"door to format", "web/x.go", `import _ "akashi/format/json"`, "floor"},
		{"door to door", "web/x.go", `import _ "akashi/api"`, "floor"},
		{"door to tool", "jobs/x.go", `import _ "akashi/mail"`, "floor"},
		{"tool to door", "mail/x.go", `import _ "akashi/jobs"`, "floor"},
		{"test of a door to a door", "web/x_test.go", `import _ "akashi/api"`, "floor"},
		{"into the roof", "web/x.go", `import _ "akashi/cmd/akashi/wire"`, "floor"},
		{"measuring the roof", "bench/x.go", `import _ "akashi/cmd/akashi/wire"`, "floor"},
		{"into the test kit", "web/x.go", `import _ "akashi/testkit"`, "floor"},
		{"the roof into the test kit", "cmd/akashi/x.go", `import _ "akashi/testkit"`, "floor"},
		{"fsck into the rules", "fsck/x.go", `import _ "akashi/scoring"`, "floor"},
		{"fsck into the store", "fsck/x.go", `import _ "akashi/store"`, "floor"},
		{"other people's code in a rule", "scoring/x.go", `import _ "github.com/pandatix/go-cvss/20"`, "floor"},
		{"other people's code in a use case", "app/x.go", `import _ "golang.org/x/text/width"`, "floor"},

		{"every value may stand on fault", "civil/x.go", `import _ "akashi/fault"`, ""},
		{"a rule on values and nouns", "fees/x.go", `import (_ "akashi/yen"; _ "akashi/scheme")`, ""},
		{"a tool on a format", "scan/x.go", `import (_ "akashi/format/xml"; _ "akashi/cvss")`, ""},
		{"a format on values, rules and other people's code", "cvss/x.go", `import (_ "akashi/diagnosis"; _ "github.com/pandatix/go-cvss/20")`, ""},
		{"a format on another", "format/xml/x.go", `import _ "akashi/format/encoding"`, ""},
		{"within one room", "store/x.go", `import _ "akashi/store/migrate"`, ""},
		{"the roof over everything", "cmd/akashi/x.go", `import (_ "akashi/web"; _ "akashi/store"; _ "akashi/fsck")`, ""},
		{"fsck on values and drivers", "fsck/x.go", `import (_ "akashi/civil"; _ "golang.org/x/mod/sumdb/tlog"; _ "github.com/jackc/pgx/v5/stdlib")`, ""},
		{"a test may use real scheme files", "scoring/x_test.go", `import _ "akashi/schemes"`, ""},
		{"a test of a door may use a store", "web/x_test.go", `import (_ "akashi/store"; _ "akashi/testkit/browser")`, ""},
		{"a suite written for tests", "store/storetest/x.go", `import _ "akashi/testkit"`, ""},
		{"a program that makes a file of its room", "civil/internal/gen/x.go", `import _ "github.com/rickar/cal/v2/jp"`, ""},
		{"samples that nobody builds", "web/testdata/x.go", `import _ "akashi/api"`, ""},
	})
}

func TestPlantedHabits(t *testing.T) {
	t.Parallel()
	try(t, []plant{
		{"clock in a rule", "fees/x.go", `import "time"; var a = time.Now`, "clock"},
		{"clock under another name", "app/x.go", `import clock "time"; var a = clock.Now()`, "clock"},
		{"clock in a tool", "mail/x.go", `import "time"; var a = time.Since(time.Time{})`, "clock"},
		{"clock in a door", "web/x.go", `import "time"; var a = time.Until(time.Time{})`, "clock"},
		{"clock at the roof", "cmd/akashi/x.go", `import "time"; var a = time.Now`, ""},
		{"clock in a test", "fees/x_test.go", `import "time"; var a = time.Now()`, ""},
		{"a time without a clock", "fees/x.go", `import "time"; var a time.Time`, ""},

		{"float64", "fees/x.go", `var a float64`, "money"},
		{"a decimal point", "yen/x.go", `const a = 1.08`, "money"},
		{"a float by inference", "diagnosis/x.go", `import "strconv"; var a, _ = strconv.ParseFloat("1", 64)`, "money"},
		{"rounding by float", "scoring/x.go", `import "math"; var a = int(math.Round(1))`, "money"},
		{"the largest whole number", "yen/x.go", `import "math"; const a = math.MaxInt64`, ""},
		{"float64 in a tool", "pdf/x.go", `var a float64`, ""},

		{"disk in a rule", "access/x.go", `import _ "os"`, "pure"},
		{"disk in a format", "format/csv/x.go", `import _ "os"`, "pure"},
		{"network in a use case", "app/x.go", `import _ "net/http"`, "pure"},
		{"database in a use case", "app/x.go", `import _ "database/sql"`, "pure"},
		{"chance in a rule", "committee/x.go", `import _ "math/rand/v2"`, "pure"},
		{"an address is only a word", "record/x.go", `import _ "net/netip"`, ""},
		{"SQL in a door", "jobs/x.go", `import _ "database/sql"`, "sql"},
		{"migrations in a tool", "seal/x.go", `import _ "github.com/pressly/goose/v3"`, "sql"},
		{"SQL in store", "store/x.go", `import _ "github.com/jackc/pgx/v5/stdlib"`, ""},

		{"init", "cmd/akashi/x.go", `func init() {}`, "start"},
		{"panic", "store/x.go", `func f() { panic("no") }`, "start"},
		{"panic of a function for tests", "civil/x.go", `func mustOf() { panic("no") }`, ""},
		{"calling a function for tests", "app/x.go", `import "akashi/civil"; var a = civil.MustOf(2014, 5, 9)`, "start"},
		{"compiling an expression", "app/x.go", `import "regexp"; var a = regexp.MustCompile("a")`, ""},
		{"exit", "cli/x.go", `import "os"; func f() { os.Exit(1) }`, "start"},
		{"log.Fatal", "jobs/x.go", `import "log"; func f() { log.Fatalf("no") }`, "start"},
		{"a switch on kinds", "app/x.go", `func f(k Kind) { switch k { case OnCase: } }`, "kinds"},
		{"a kind compared at a door", "web/x.go", `import "akashi/app"; func f(k app.Kind) bool { return k == app.OnMark }`, "kinds"},
		{"a table of kinds", "cli/x.go", `import "akashi/app"; func f() map[app.Kind]string { return map[app.Kind]string{app.OnCase: "NO"} }`, ""},
		{"a test left out", "fees/x_test.go", `import "testing"; func TestA(t *testing.T) { t.Skip("no") }`, "skip"},
		{"a test left out now", "cmd/akashi/x_test.go", `import "testing"; func TestA(t *testing.T) { t.SkipNow() }`, "skip"},
		{"a test left out by the helper", "fees/x_test.go", `import ("testing"; "akashi/testkit"); func TestA(t *testing.T) { testkit.Slow(t, "no") }`, ""},
		{"leaving out in the helper", "testkit/x_test.go", `import "testing"; func TestA(t *testing.T) { t.Skip("no") }`, ""},
		{"a folder passed over", "fees/x_test.go", `import "io/fs"; var a = fs.SkipDir`, ""},
		{"init as a method", "store/x.go", `type t int; func (t) init() {}`, ""},
	})
}

func TestPlantedWords(t *testing.T) {
	t.Parallel()
	try(t, []plant{
		{"a sentence in a rule", "fees/x.go", `const a = "手数料"`, "words"},
		{"a sentence in a use case, escaped", "app/x.go", `const a = "\u7533\u8acb"`, "words"},
		{"a sentence in a door", "web/x.go", "const a = `かな`", "words"},
		{"a sentence in the catalogue", "web/catalogue_ja.go", `const a = "手数料"`, ""},
		{"a sentence in a template", "web/x_templ.go", `const a = "手数料"`, ""},
		{"a sentence in a test", "fees/x_test.go", `const a = "手数料"`, ""},
		{"the term in a comment", "fees/x.go", `const a = 1 // 手数料`, ""},
		{"a sign that a parser knows", "ident/x.go", `const a = "－、"`, ""},
		{"a letter sought", "ident/x.go", `const a = '号'`, ""},

		{"an empty name", "web/util/x.go", ``, "words"},
		{"a promise", "fees/x.go", `var a = 1 // TODO: later`, "words"},
		{"a promise under another name", "fees/x.go", `var a = 1 // FIXME(#3): later`, "words"},
		{"a promise with its number", "fees/x.go", `var a = 1 // TODO(#3): later`, ""},

		{"an exported type without a word", "fees/x.go", `type A int`, "words"},
		{"an exported function without a word", "fees/x.go", `func A() {}`, "words"},
		{"an exported method without a word", "fees/x.go", `type a int; /* A is. */ type B int; func (*B) C() {}`, "words"},
		{"a method of an unexported type", "fees/x.go", `type a int; func (a) B() {}`, ""},
		{"a constant without a word", "fees/x.go", `const A = 1`, "words"},
		{"a constant with a word at the end", "fees/x.go", `const A = 1 // the first`, ""},

		{"600 lines", "fees/x.go", strings.Repeat("\n", 590), ""},
		{"601 lines", "fees/x.go", strings.Repeat("\n", 601), "size"},
		{"601 lines from a program", "fees/x_gen.go", strings.Repeat("\n", 601), ""},
	})
}

// try plants each line alone in an otherwise empty house.
func try(t *testing.T, plants []plant) {
	t.Helper()
	for _, p := range plants {
		t.Run(p.title, func(t *testing.T) {
			t.Parallel()
			breaches, err := archtest.Check(fstest.MapFS{p.file: {Data: []byte(p.source())}})
			if err != nil {
				t.Fatal(err)
			}
			if p.rule == "" && len(breaches) > 0 {
				t.Errorf("got %v, want nothing", breaches)
			}
			if p.rule != "" && !slices.ContainsFunc(breaches, p.isSeen) {
				t.Errorf("got %v, want a breach of %q in %s", breaches, p.rule, p.file)
			}
		})
	}
}

func (p plant) isSeen(b archtest.Breach) bool {
	return b.Rule == p.rule && b.Reason != "" && strings.HasPrefix(b.Where, p.file)
}

// source returns the whole file: its package is named after its directory, as
// in the house.
func (p plant) source() string {
	dir := "akashi"
	if parts := strings.Split(p.file, "/"); len(parts) > 1 {
		dir = parts[len(parts)-2]
	}
	if strings.Contains(p.file, "/internal/") || strings.HasPrefix(p.file, "cmd/") {
		dir = "main"
	}
	header := ""
	if strings.HasSuffix(p.file, "_gen.go") || strings.HasSuffix(p.file, "_templ.go") {
		header = "// Code generated by hand for this test. DO NOT EDIT.\n\n"
	}
	return header + "package " + dir + "\n\n" + p.code + "\n"
}
