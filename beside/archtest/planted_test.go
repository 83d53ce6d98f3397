package archtest_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"akashi/beside/archtest"
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
		{"up one floor", "record/x.go", `import _ "akashi/rules/fees"`, "floor"},
		{"up to a tool", "app/x.go", `import _ "akashi/tools/store"`, "floor"},
		{"up from below the floor", "values/civil/sub/x.go", `import _ "akashi/scheme"`, "floor"},
		{"rule to rule", "rules/fees/x.go", `import _ "akashi/rules/deadline"`, "floor"},
		{"noun to noun", "record/x.go", `import _ "akashi/scheme"`, "floor"},
		{"value to value", "values/yen/x.go", `import _ "akashi/values/civil"`, "floor"},
		{"tool to tool", "tools/store/x.go", `import _ "akashi/tools/blob"`, "floor"},
		{"tool to what lies under another", "tools/store/x.go", `import _ "akashi/schemes/yaml"`, "floor"},
		{"format to tool", "tools/format/xml/x.go", `import _ "akashi/tools/scan"`, "floor"},
		{"format to a room of its floor", "tools/format/json/x.go", `import _ "akashi/tools/cvss"`, "floor"},
		{"format to words", "tools/format/xml/x.go", `import _ "akashi/words"`, "floor"},
		{"words to format", "words/x.go", `import _ "akashi/tools/format/json"`, "floor"},
		{"other people's code in the words", "words/x.go", `import _ "golang.org/x/text/width"`, "floor"},
		{"use case to format", "app/x.go", `import _ "akashi/tools/format/json"`, "floor"},
		{"door to format", "doors/web/x.go", `import _ "akashi/tools/format/json"`, "floor"},
		{"door to door", "doors/web/x.go", `import _ "akashi/doors/api"`, "floor"},
		{"what doors share, to a door", "doors/ask/x.go", `import _ "akashi/doors/api"`, "floor"},
		{"what doors share, to words", "doors/ask/x.go", `import _ "akashi/words"`, "floor"},
		{"door to tool", "doors/jobs/x.go", `import _ "akashi/tools/mail"`, "floor"},
		{"tool to door", "tools/mail/x.go", `import _ "akashi/doors/jobs"`, "floor"},
		{"test of a door to a door", "doors/web/x_test.go", `import _ "akashi/doors/api"`, "floor"},
		{"into the roof", "doors/web/x.go", `import _ "akashi/cmd/akashi/wire"`, "floor"},
		{"measuring the roof", "beside/bench/x.go", `import _ "akashi/cmd/akashi/wire"`, "floor"},
		{"into the test kit", "doors/web/x.go", `import _ "akashi/beside/testkit"`, "floor"},
		{"the roof into the test kit", "cmd/akashi/x.go", `import _ "akashi/beside/testkit"`, "floor"},
		{"fsck into the rules", "beside/fsck/x.go", `import _ "akashi/rules/scoring"`, "floor"},
		{"fsck into the store", "beside/fsck/x.go", `import _ "akashi/tools/store"`, "floor"},
		{"other people's code in a rule", "rules/scoring/x.go", `import _ "github.com/pandatix/go-cvss/20"`, "floor"},
		{"other people's code in a use case", "app/x.go", `import _ "golang.org/x/text/width"`, "floor"},

		{"every value may stand on fault", "values/civil/x.go", `import _ "akashi/values/fault"`, ""},
		{"a rule on values and nouns", "rules/fees/x.go", `import (_ "akashi/values/yen"; _ "akashi/scheme")`, ""},
		{"a tool on a format", "tools/scan/x.go", `import (_ "akashi/tools/format/xml"; _ "akashi/tools/cvss")`, ""},
		{"a format on values, rules and other people's code", "tools/cvss/x.go", `import (_ "akashi/rules/diagnosis"; _ "github.com/pandatix/go-cvss/20")`, ""},
		{"a format on another", "tools/format/xml/x.go", `import _ "akashi/tools/format/encoding"`, ""},
		{"within one room", "tools/store/x.go", `import _ "akashi/tools/store/migrate"`, ""},
		{"the roof over everything", "cmd/akashi/x.go", `import (_ "akashi/doors/web"; _ "akashi/tools/store"; _ "akashi/beside/fsck")`, ""},
		{"fsck on values and drivers", "beside/fsck/x.go", `import (_ "akashi/values/civil"; _ "golang.org/x/mod/sumdb/tlog"; _ "github.com/jackc/pgx/v5/stdlib")`, ""},
		{"a test may use real scheme files", "rules/scoring/x_test.go", `import _ "akashi/schemes"`, ""},
		{"doors on what they share", "doors/web/x.go", `import _ "akashi/doors/ask"`, ""},
		{"a test of a door on what doors share", "doors/web/x_test.go", `import _ "akashi/doors/ask"`, ""},
		{"a test of a door may use a store", "doors/web/x_test.go", `import (_ "akashi/tools/store"; _ "akashi/beside/testkit/browser")`, ""},
		{"a suite written for tests", "tools/store/storetest/x.go", `import _ "akashi/beside/testkit"`, ""},
		{"a program that makes a file of its room", "values/civil/internal/gen/x.go", `import _ "github.com/rickar/cal/v2/jp"`, ""},
		{"samples that nobody builds", "doors/web/testdata/x.go", `import _ "akashi/doors/api"`, ""},
	})
}

func TestPlantedChapters(t *testing.T) {
	t.Parallel()
	try(t, []plant{
		{"the desk knows a chapter", "app/desk/x.go", `import _ "akashi/app/money"`, "chapter"},
		{"a chapter on its neighbour", "app/review/x.go", `import _ "akashi/app/committee"`, "chapter"},
		{"a chapter on a higher one", "app/mark/x.go", `import _ "akashi/app/committee"`, "chapter"},
		{"a chapter on the whole", "app/money/x.go", `import _ "akashi/app"`, "chapter"},
		{"a chapter without a step", "app/letters/x.go", ``, "chapter"},
		{"a chapter on lower ones", "app/application/x.go", `import (_ "akashi/app/desk"; _ "akashi/app/committee")`, ""},
		{"the whole on a chapter", "app/x.go", `import _ "akashi/app/application"`, ""},
		{"a test looks up", "app/desk/x_test.go", `import _ "akashi/app"`, ""},
	})
}

func TestPlantedHabits(t *testing.T) {
	t.Parallel()
	try(t, []plant{
		{"clock in a rule", "rules/fees/x.go", `import "time"; var a = time.Now`, "clock"},
		{"clock under another name", "app/x.go", `import clock "time"; var a = clock.Now()`, "clock"},
		{"clock in a tool", "tools/mail/x.go", `import "time"; var a = time.Since(time.Time{})`, "clock"},
		{"clock in a door", "doors/web/x.go", `import "time"; var a = time.Until(time.Time{})`, "clock"},
		{"clock at the roof", "cmd/akashi/x.go", `import "time"; var a = time.Now`, ""},
		{"clock in a test", "rules/fees/x_test.go", `import "time"; var a = time.Now()`, ""},
		{"a time without a clock", "rules/fees/x.go", `import "time"; var a time.Time`, ""},

		{"float64", "rules/fees/x.go", `var a float64`, "money"},
		{"a decimal point", "values/yen/x.go", `const a = 1.08`, "money"},
		{"a float by inference", "rules/diagnosis/x.go", `import "strconv"; var a, _ = strconv.ParseFloat("1", 64)`, "money"},
		{"rounding by float", "rules/scoring/x.go", `import "math"; var a = int(math.Round(1))`, "money"},
		{"the largest whole number", "values/yen/x.go", `import "math"; const a = math.MaxInt64`, ""},
		{"float64 in a tool", "tools/pdf/x.go", `var a float64`, ""},

		{"disk in a rule", "rules/access/x.go", `import _ "os"`, "pure"},
		{"disk in a format", "tools/format/csv/x.go", `import _ "os"`, "pure"},
		{"network in a use case", "app/x.go", `import _ "net/http"`, "pure"},
		{"database in a use case", "app/x.go", `import _ "database/sql"`, "pure"},
		{"chance in a rule", "rules/committee/x.go", `import _ "math/rand/v2"`, "pure"},
		{"an address is only a word", "record/x.go", `import _ "net/netip"`, ""},
		{"SQL in a door", "doors/jobs/x.go", `import _ "database/sql"`, "sql"},
		{"migrations in a tool", "tools/seal/x.go", `import _ "github.com/pressly/goose/v3"`, "sql"},
		{"SQL in store", "tools/store/x.go", `import _ "github.com/jackc/pgx/v5/stdlib"`, ""},

		{"init", "cmd/akashi/x.go", `func init() {}`, "start"},
		{"another policy", "app/x.go", `import "akashi/rules/access"; var back = access.Swap(nil)`, "policy"},
		{"another policy in a proof", "cmd/akashi/x_test.go", `import "akashi/rules/access"; var back = access.Swap(nil)`, ""},
		{"panic", "tools/store/x.go", `func f() { panic("no") }`, "start"},
		{"panic of a function for tests", "values/civil/x.go", `func mustOf() { panic("no") }`, ""},
		{"calling a function for tests", "app/x.go", `import "akashi/values/civil"; var a = civil.MustOf(2014, 5, 9)`, "start"},
		{"compiling an expression", "app/x.go", `import "regexp"; var a = regexp.MustCompile("a")`, ""},
		{"exit", "doors/cli/x.go", `import "os"; func f() { os.Exit(1) }`, "start"},
		{"log.Fatal", "doors/jobs/x.go", `import "log"; func f() { log.Fatalf("no") }`, "start"},
		{"a switch on kinds", "app/x.go", `func f(k Kind) { switch k { case OnCase: } }`, "kinds"},
		{"a kind compared at a door", "doors/web/x.go", `import "akashi/app/desk"; func f(k desk.Kind) bool { return k == desk.OnMark }`, "kinds"},
		{"a table of kinds", "doors/cli/x.go", `import "akashi/app/desk"; func f() map[desk.Kind]string { return map[desk.Kind]string{desk.OnCase: "NO"} }`, ""},
		{"a test left out", "rules/fees/x_test.go", `import "testing"; func TestA(t *testing.T) { t.Skip("no") }`, "skip"},
		{"a test left out now", "cmd/akashi/x_test.go", `import "testing"; func TestA(t *testing.T) { t.SkipNow() }`, "skip"},
		{"a test left out by the helper", "rules/fees/x_test.go", `import ("testing"; "akashi/beside/testkit"); func TestA(t *testing.T) { testkit.Slow(t, "no") }`, ""},
		{"leaving out in the helper", "beside/testkit/x_test.go", `import "testing"; func TestA(t *testing.T) { t.Skip("no") }`, ""},
		{"a folder passed over", "rules/fees/x_test.go", `import "io/fs"; var a = fs.SkipDir`, ""},
		{"init as a method", "tools/store/x.go", `type t int; func (t) init() {}`, ""},
	})
}

func TestPlantedWords(t *testing.T) {
	t.Parallel()
	try(t, []plant{
		{"a sentence in a rule", "rules/fees/x.go", `const a = "手数料"`, "words"},
		{"a sentence in a use case, escaped", "app/x.go", `const a = "\u7533\u8acb"`, "words"},
		{"a sentence in a door", "doors/web/x.go", "const a = `かな`", "words"},
		{"a sentence in the catalogue", "doors/web/catalogue_ja.go", `const a = "手数料"`, ""},
		{"a sentence in a template", "doors/web/x_templ.go", `const a = "手数料"`, ""},
		{"a sentence in a test", "rules/fees/x_test.go", `const a = "手数料"`, ""},
		{"the term in a comment", "rules/fees/x.go", `const a = 1 // 手数料`, ""},
		{"a sign that a parser knows", "values/ident/x.go", `const a = "－、"`, ""},
		{"a letter sought", "values/ident/x.go", `const a = '号'`, ""},

		{"an empty name", "doors/web/util/x.go", ``, "words"},
		{"a promise", "rules/fees/x.go", `var a = 1 // TODO: later`, "words"},
		{"a promise under another name", "rules/fees/x.go", `var a = 1 // FIXME(#3): later`, "words"},
		{"a promise with its number", "rules/fees/x.go", `var a = 1 // TODO(#3): later`, ""},

		{"an exported type without a word", "rules/fees/x.go", `type A int`, "words"},
		{"an exported function without a word", "rules/fees/x.go", `func A() {}`, "words"},
		{"an exported method without a word", "rules/fees/x.go", `type a int; /* A is. */ type B int; func (*B) C() {}`, "words"},
		{"a method of an unexported type", "rules/fees/x.go", `type a int; func (a) B() {}`, ""},
		{"a constant without a word", "rules/fees/x.go", `const A = 1`, "words"},
		{"a constant with a word at the end", "rules/fees/x.go", `const A = 1 // the first`, ""},

		{"600 lines", "rules/fees/x.go", strings.Repeat("\n", 590), ""},
		{"601 lines", "rules/fees/x.go", strings.Repeat("\n", 601), "size"},
		{"601 lines from a program", "rules/fees/x_gen.go", strings.Repeat("\n", 601), ""},
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
