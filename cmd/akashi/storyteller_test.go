package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"akashi/beside/testkit/papers"
	"akashi/beside/testkit/zengin"
	"akashi/doors/cli"
	"akashi/scheme"
	"akashi/schemes"
	"akashi/values/civil"
)

// story is what a story knows between two of its lines. Who acts, the clock and
// the store are in its environment, where the program finds them too.
type story struct {
	akashi string
	second []string // who confirms what waits; nobody where a story does it by itself
	answer any      // what the program or a page said last, as JSON
	open   *open    // the office while it serves its pages
	room   *room    // the office of a short test, open between its lines
}

type storyKey struct{}

// begin puts a story into a folder and a store of its own.
func begin(e *testscript.Env, akashi, database string) error {
	e.Values[storyKey{}] = &story{akashi: akashi}
	e.Setenv("AKASHI_DATA", filepath.Join(e.WorkDir, "office"))
	e.Setenv("AKASHI_DATABASE", database)
	e.Setenv("AKASHI_LANG", "en")
	e.Setenv("GOGC", "off") // a command ends before collecting garbage pays
	shipped, err := filepath.Abs("../../schemes")
	e.Setenv("SCHEMES", shipped)
	return err
}

func of(ts *testscript.TestScript) *story { return ts.Value(storyKey{}).(*story) }

// command is one word that a story can say.
type command = func(ts *testscript.TestScript, neg bool, args []string)

// commands are the words of the stories:
//
//	on DAY                       it is ten in the morning of the day
//	as USER                      the user acts from here on
//	second USER...               what waits is confirmed at once, by the first of these who did not ask for it
//	akashi ARGS...               the program does it (status 0)
//	exits STATUS ARGS...         the program ends with another status
//	at-once USER USER ARGS...    two users do it at the same moment: one succeeds, one is in conflict
//	json PATH VALUE              the last answer holds the value there
//	keep NAME PATH               $NAME is from here on what the last answer holds there
//	serves, closes               the office opens and closes its doors
//	get PATH                     the open office answers with JSON
//	rewrite FILE OLD NEW         the file says NEW, once, where it said OLD
//	answers FILE SCHEME[/ASPECT] [ITEM=STATUS...]  writes an input that answers all items met, but for those named
//	papers NO                    hands in whatever the case waits for, the declarations too
//	chapter NAME [NAME=VALUE...] says the lines of testdata/script/chapters/NAME.txt
//	fills FILE OUT SHEET!CELL=TEXT...  fills cells of a workbook in, as people do
//	ending                       the store and the journal are sound
func commands() map[string]command {
	all := map[string]command{"on": on, "as": as, "second": second, "akashi": akashi, "exits": exits, "at-once": atOnce,
		"json": holds, "keep": keep, "serves": serves, "closes": closes, "get": get, "downloads": downloads,
		"rewrite": rewrite, "fills": fills, "answers": answers, "papers": handIn, "bankfile": bankFile, "ending": ending}
	all["chapter"] = func(ts *testscript.TestScript, _ bool, args []string) { chapter(ts, all, args) }
	return all
}

func on(ts *testscript.TestScript, _ bool, args []string) {
	day, err := civil.Parse(need(ts, args, "on DAY", 1)[0])
	ts.Check(err)
	ts.Setenv("AKASHI_NOW", day.String()+"T10:00:00+09:00")
}

// bankFile writes what a bank tells of a day: a sum, the payer, its text, its code, and x where a transfer is taken back.
func bankFile(ts *testscript.TestScript, _ bool, args []string) {
	args = need(ts, args, "bankfile OUT DAY AMOUNT|PAYER|TEXT|CODE|x...", 3)
	day, err := civil.Parse(args[1])
	ts.Check(err)
	var notices []zengin.Notice
	for _, line := range args[2:] {
		part := append(strings.Split(line, "|"), "", "", "", "")
		sum, err := strconv.ParseInt(part[0], 10, 64)
		ts.Check(err)
		notices = append(notices, zengin.Notice{Amount: sum, Payer: part[1], Text: part[2], Code: part[3], Cancels: part[4] == "x"})
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), zengin.Notices(day, notices...), 0o600))
}

func as(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv("AKASHI_AS", need(ts, args, "as USER", 1)[0])
}

// fills opens a workbook, writes into cells and saves it under another name. What begins
// with an equals sign is a formula.
func fills(ts *testscript.TestScript, _ bool, args []string) {
	args = need(ts, args, "fills FILE OUT SHEET!CELL=TEXT...", 3)
	book, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, one := range args[2:] {
		at, text, _ := strings.Cut(one, "=")
		page, cell, _ := strings.Cut(at, "!")
		if formula, ok := strings.CutPrefix(text, "="); ok {
			ts.Check(book.SetCellFormula(page, cell, formula))
			continue
		}
		ts.Check(book.SetCellStr(page, cell, text))
	}
	ts.Check(book.SaveAs(ts.MkAbs(args[1])))
}

func second(ts *testscript.TestScript, _ bool, args []string) { of(ts).second = args }

func akashi(ts *testscript.TestScript, _ bool, args []string) { perform(ts, 0, args) }

func exits(ts *testscript.TestScript, _ bool, args []string) {
	status, err := strconv.Atoi(need(ts, args, "exits STATUS ARGS...", 2)[0])
	ts.Check(err)
	perform(ts, status, args[1:])
}

// perform runs the program and keeps its answer.
func perform(ts *testscript.TestScript, want int, args []string) {
	args = append([]string{"--json", "--now", ts.Getenv("AKASHI_NOW")}, args...)
	got, said := of(ts).do(ts, args)
	if got != want {
		ts.Fatalf("akashi %s: status %d, want %d\n%s", strings.Join(args, " "), got, want, said)
	}
	var err error
	of(ts).answer, err = readJSON([]byte(said))
	ts.Check(err)
	if id, err := lookUp(of(ts).answer, "pending/id"); err == nil && id != absent {
		confirm(ts, id)
	}
}

// confirm is what the second person of the story does as soon as an act waits.
func confirm(ts *testscript.TestScript, id string) {
	for _, user := range of(ts).second {
		if user != ts.Getenv("AKASHI_AS") {
			perform(ts, 0, []string{"--as", user, "confirm", id})
			return
		}
	}
}

// shelf holds the shipped editions, which nobody changes.
var shelf = sync.OnceValues(schemes.Shipped)

// do has the program do it and returns its status and what it said. A short test does
// not start the program for each line, which costs more than what most lines do: it
// calls it, with the environment and the folder of the story.
func (s *story) do(ts *testscript.TestScript, args []string) (status int, said string) {
	if !testing.Short() {
		status, err := statusOf(ts.Exec(s.akashi, args...))
		ts.Check(err)
		return status, ts.ReadFile("stdout")
	}
	var out, remarks bytes.Buffer
	here := parts()
	here.In, here.Out, here.Err, here.Watched = strings.NewReader(""), &out, &remarks, false
	here.Env = func(name string) (string, bool) { value := ts.Getenv(name); return value, value != "" }
	here.Open = func(name string) (io.ReadCloser, error) { return os.Open(ts.MkAbs(name)) }
	here.Create = func(name string) (io.WriteCloser, error) { return os.Create(ts.MkAbs(name)) }
	here.Schemes.Shipped = shelf
	here.Schemes.File = func(name string) (*scheme.Edition, error) { return schemes.ReadFile(ts.MkAbs(name)) }
	here.Office = s.keeps(ts, here.Office)
	if slices.ContainsFunc(args, func(word string) bool { return word == "backup" || word == "init" || word == "demo" }) {
		ts.Check(s.leave())
	}
	status = cli.Run(context.Background(), here, args)
	ts.Logf("> akashi %s\n%s%s", strings.Join(args, " "), &out, &remarks)
	return status, out.String()
}

// room is an office that stays open between two lines: opening it costs more than most
// of them.
type room struct {
	*cli.Office
	at  cli.Site
	now func() time.Time // the clock of the line that is said
}

// keeps opens an office once for all lines that are said in the same one.
func (s *story) keeps(ts *testscript.TestScript, open func(context.Context, cli.Site) (*cli.Office, error)) func(context.Context, cli.Site) (*cli.Office, error) {
	return func(ctx context.Context, at cli.Site) (*cli.Office, error) {
		now := at.Now
		at.Now = nil
		if s.room == nil || !reflect.DeepEqual(s.room.at, at) {
			if err := s.leave(); err != nil {
				return nil, err
			}
			k := &room{at: at}
			at.Now = func() time.Time { return k.now() }
			k.now = now
			office, err := open(ctx, at)
			if err != nil {
				return nil, err
			}
			k.Office, s.room = office, k
			ts.Defer(func() { ts.Check(s.leave()) })
		}
		s.room.now = now
		stays := *s.room.Office
		stays.Close = func() error { return nil }
		return &stays, nil
	}
}

// leave closes the office that is open between two lines.
func (s *story) leave() error {
	if s.room == nil {
		return nil
	}
	office := s.room.Office
	s.room = nil
	return office.Close()
}

func statusOf(err error) (int, error) {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode(), nil
	}
	return 0, err
}

func readJSON(data []byte) (answer any, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&answer); err != nil {
		return nil, fmt.Errorf("the answer is not JSON: %w\n%s", err, data)
	}
	return answer, nil
}

// atOnce starts the same command twice, for two users, and waits for both. The
// answer kept is that of the one who came second.
func atOnce(ts *testscript.TestScript, _ bool, args []string) {
	need(ts, args, "at-once USER USER ARGS...", 3)
	var both [2]*exec.Cmd
	var said [2]bytes.Buffer
	for i, user := range args[:2] {
		both[i] = exec.Command(of(ts).akashi, append([]string{"--json", "--as", user}, args[2:]...)...)
		both[i].Dir, both[i].Env, both[i].Stdout, both[i].Stderr = ts.MkAbs("."), environ(ts), &said[i], os.Stderr
	}
	var statuses [2]int
	var errs [2]error
	var group sync.WaitGroup
	for i := range both {
		group.Go(func() { statuses[i], errs[i] = statusOf(both[i].Run()) })
	}
	group.Wait()
	ts.Check(errors.Join(errs[:]...))
	second := 0
	if statuses[0] == 0 {
		second = 1
	}
	if statuses[second] != 5 || statuses[1-second] != 0 {
		ts.Fatalf("two at once: statuses %v, want one 0 and one 5\n%s\n%s", statuses, &said[0], &said[1])
	}
	var err error
	of(ts).answer, err = readJSON(said[second].Bytes())
	ts.Check(err)
}

// environ is the environment of a program that the story starts by itself.
func environ(ts *testscript.TestScript) []string {
	var all []string
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "AKASHI_DATA", "AKASHI_DATABASE", "AKASHI_NOW", "AKASHI_LANG", "AKASHI_SCHEMES"} {
		all = append(all, name+"="+ts.Getenv(name))
	}
	return all
}

func holds(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, args, "json PATH VALUE", 2)
	got, err := lookUp(of(ts).answer, args[0])
	ts.Check(err)
	if (got == args[1]) == neg {
		ts.Fatalf("%s: got %s, want %s", args[0], got, args[1])
	}
}

func keep(ts *testscript.TestScript, _ bool, args []string) {
	need(ts, args, "keep NAME PATH", 2)
	got, err := lookUp(of(ts).answer, args[1])
	ts.Check(err)
	if got == absent {
		ts.Fatalf("%s: there is nothing to keep", args[1])
	}
	ts.Setenv(args[0], got)
}

// rewrite replaces one place of a file; \n stands for the end of a line.
func rewrite(ts *testscript.TestScript, _ bool, args []string) {
	need(ts, args, "rewrite FILE OLD NEW", 3)
	text := ts.ReadFile(args[0])
	was, now := strings.ReplaceAll(args[1], `\n`, "\n"), strings.ReplaceAll(args[2], `\n`, "\n")
	if strings.Count(text, was) != 1 {
		ts.Fatalf("%s says %q %d times, want once", args[0], was, strings.Count(text, was))
	}
	text = strings.Replace(text, was, now, 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// answers writes the input of `case answer` and `case judge`: everything met, in
// full, but for the items named. ITEM=cannot_judge leaves one to the committee,
// ITEM=open leaves it out, and note=TEXT writes that beside each.
func answers(ts *testscript.TestScript, _ bool, args []string) {
	need(ts, args, "answers FILE SCHEME[/ASPECT] [ITEM=STATUS...]", 2)
	key, aspect, _ := strings.Cut(args[1], "/")
	edition, err := editionOf(ts, key)
	ts.Check(err)
	input := struct {
		Answers     map[string]any `json:"answers"`
		CannotJudge []string       `json:"cannot_judge,omitempty"`
		Notes       map[string]any `json:"notes,omitempty"`
	}{Answers: map[string]any{}, Notes: map[string]any{}}
	for _, c := range edition.Criteria {
		input.Answers[c.ID] = inAspect(aspect, inFull(&c))
	}
	for _, arg := range args[2:] {
		item, status, _ := strings.Cut(arg, "=")
		if item == "note" {
			for id := range input.Answers {
				input.Notes[strings.TrimSuffix(id+"/"+aspect, "/")] = status
			}
			continue
		}
		if _, ok := input.Answers[item]; !ok {
			ts.Fatalf("%s has no item %s", key, item)
		}
		switch points, err := strconv.Atoi(status); {
		case status == "open" || status == "cannot_judge":
			delete(input.Answers, item)
		case err == nil:
			input.Answers[item] = inAspect(aspect, points)
		default:
			input.Answers[item] = inAspect(aspect, status)
		}
		if status == "cannot_judge" {
			input.CannotJudge = append(input.CannotJudge, strings.TrimSuffix(item+"/"+aspect, "/"))
		}
	}
	body, err := json.MarshalIndent(input, "", " ")
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), body, 0o600))
}

// handIn hands in whatever the case waits for.
func handIn(ts *testscript.TestScript, _ bool, args []string) {
	no := need(ts, args, "papers NO", 1)[0]
	perform(ts, 0, []string{"case", "show", no})
	view, err := json.Marshal(of(ts).answer)
	ts.Check(err)
	steps, err := papers.For(view, ts.Getenv("AKASHI_NOW")[:len("2006-01-02")])
	ts.Check(err)
	for _, step := range steps {
		input, err := json.Marshal(step.Input)
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs("step.json"), input, 0o600))
		perform(ts, 0, []string{"case", step.Action, no, "--input", "step.json"})
	}
}

// editionOf is the last edition of a scheme, shipped or in the story's own folder.
func editionOf(ts *testscript.TestScript, key string) (*scheme.Edition, error) {
	load := schemes.Shipped
	if dir := ts.Getenv("AKASHI_SCHEMES"); dir != "" {
		load = func() (*schemes.Shelf, error) { return schemes.Load(os.DirFS(dir)) }
	}
	shelf, err := load()
	if err != nil {
		return nil, err
	}
	all := shelf.Editions(key)
	if len(all) == 0 {
		return nil, fmt.Errorf("no scheme %q", key)
	}
	return all[len(all)-1], nil
}

func inFull(c *scheme.Criterion) any {
	if c.Grading == scheme.Graded {
		return c.Points
	}
	return "met"
}

func inAspect(aspect string, status any) any {
	if aspect == "" {
		return status
	}
	return map[string]any{aspect: status}
}

// chapter says the lines of a chapter that several stories share.
func chapter(ts *testscript.TestScript, words map[string]command, args []string) {
	need(ts, args, "chapter NAME [NAME=VALUE...]", 1)
	for _, set := range args[1:] {
		name, value, _ := strings.Cut(set, "=")
		ts.Setenv(name, value)
	}
	text, err := os.ReadFile(filepath.Join(stories, "chapters", args[0]+".txt"))
	ts.Check(err)
	for line := range strings.Lines(string(text)) {
		said := strings.Fields(line)
		if len(said) == 0 || said[0] == "#" {
			continue
		}
		for i := range said {
			said[i] = os.Expand(said[i], ts.Getenv)
		}
		ts.Logf("[%s] %s", args[0], strings.Join(said, " "))
		words[said[0]](ts, false, said[1:])
	}
}

// ending ends a story: nothing that the office has promised is broken.
func ending(ts *testscript.TestScript, _ bool, _ []string) {
	perform(ts, 0, []string{"fsck"})
	holds(ts, false, []string{"ok", "true"})
	ts.Setenv("AKASHI_AS", "")
	perform(ts, 0, []string{"log", "verify"})
	holds(ts, false, []string{"ok", "true"})
}

func need(ts *testscript.TestScript, args []string, use string, n int) []string {
	if len(args) < n {
		ts.Fatalf("use: %s", use)
	}
	return args
}
