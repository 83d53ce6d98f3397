package cli

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"akashi/rules/access"
	"akashi/values/fault"
	"akashi/words"
)

// run is one run of the program.
type run struct {
	Parts
	opts    options
	say     *words.Book
	now     func() time.Time
	started bool                     // a command has been understood and begun
	place   func(path string) string // what gives a path of the input at hand; nil: itself
	todo    map[*cobra.Command][]func()
}

// later keeps for when the command is asked for what only it needs: the flags and
// examples of a hundred others would be most of the work of a short command.
func (r *run) later(c *cobra.Command, do func()) {
	if r.todo == nil {
		r.todo = map[*cobra.Command][]func(){}
	}
	r.todo[c] = append(r.todo[c], do)
}

// furnish does what was kept for the command, or for all where it is none of them, as
// help and completion are.
func (r *run) furnish(c *cobra.Command) {
	asked := r.todo
	if own, ok := r.todo[c]; ok {
		asked = map[*cobra.Command][]func(){c: own}
	}
	for c, all := range asked {
		delete(r.todo, c)
		for _, do := range all {
			do()
		}
	}
}

// Run performs the command that args name, without the program's own name, and
// returns the exit status.
func Run(ctx context.Context, p Parts, args []string) int {
	r := &run{Parts: p, now: p.Now}
	r.say = words.In(words.Language(r.earlyLanguage(args)))
	root := r.root()
	root.SetArgs(args)
	if c, _, err := root.Find(args); err == nil {
		r.furnish(c)
	}
	asked, err := root.ExecuteContextC(ctx)
	r.opts.json = r.opts.json || slices.Contains(args, "--json") // the flags may not have been read
	if err != nil && !r.started {
		err = misread(asked, err)
	}
	if err != nil {
		r.report(err)
	}
	return exitOf(err)
}

// earlyLanguage looks for the language before the commands are made, because
// their help is in it.
func (r *run) earlyLanguage(args []string) string {
	for i, a := range args {
		if lang, ok := strings.CutPrefix(a, "--lang="); ok {
			return lang
		}
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	if lang, _ := r.Env("AKASHI_LANG"); lang != "" {
		return lang
	}
	return string(words.Japanese)
}

// Tree is every command as the program knows it, with its flags, none of them
// performed: for manual pages, and for the test that pins their names.
func Tree(p Parts, lang words.Language) *cobra.Command {
	r := &run{Parts: p, now: p.Now, say: words.In(lang)}
	root := r.root()
	r.furnish(root)
	return root
}

func (r *run) root() *cobra.Command {
	c := r.group("akashi", r.ruleCommands()...)
	c.AddCommand(r.storeCommands()...)
	c.Version = r.Version
	c.SilenceErrors, c.SilenceUsage = true, true
	c.RunE = func(c *cobra.Command, args []string) error { return c.Help() }
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return commandUnknown(c, args[0])
		}
		return nil
	}
	c.SetIn(r.In)
	c.SetOut(r.Out)
	c.SetErr(r.Err)
	c.PersistentPreRunE = r.begin
	defer inWords(c, r.say)
	f := c.PersistentFlags()
	f.BoolVar(&r.opts.json, "json", false, r.say.Say("flag.json"))
	for _, name := range []string{"now", "data", "database", "config", "schemes", "as", "lang"} {
		f.String(name, "", r.say.Say("flag."+name))
	}
	for _, name := range []string{"as", "lang"} {
		_ = c.RegisterFlagCompletionFunc(name, r.completed(name, nil)) // the flag is there
	}
	return c
}

// begin settles the options before a command runs.
func (r *run) begin(c *cobra.Command, _ []string) (err error) {
	defer func() { r.started = err != nil }() // whatever is wrong here is no slip of typing
	if err := r.settle(c.Flags()); err != nil {
		return err
	}
	if !slices.Contains(words.Languages(), words.Language(r.opts.Lang)) {
		return unclear("lang", "given", r.opts.Lang, "allowed", fault.List(words.Languages()))
	}
	r.say = words.In(words.Language(r.opts.Lang))
	r.now, err = r.clock()
	return err
}

// ruleCommands need nothing but their input and the rule books.
func (r *run) ruleCommands() []*cobra.Command {
	return []*cobra.Command{
		r.group("scheme", append(r.idLists(), r.schemeList(), r.schemeLint(), r.schemeStats(), r.schemeCompare(), r.schemeSimulate(), r.schemeFigures(), r.worded(access.PublishRule), r.group("fees", r.worded(access.AddFeeTable)))...),
		r.score(), r.size(),
		r.group("fees", r.feesQuote()),
		r.group("invoice", r.invoiceTax(), r.invoiceList(), r.invoiceShow()),
		r.group("dealing", r.dealingList(), r.dealingArchive(), r.dealingExport(), r.dealingLayouts()),
		r.group("letter", r.letterKinds(), r.letterList(), r.letterShow(), r.letterIssue(), r.letterIssueAll()),
		r.eligibility(), r.deadlines(),
		r.group("audit", r.auditCoverage()),
		r.group("diagnosis", r.diagnosisCheck()),
		r.group("cvss", r.cvssScore()),
		r.group("jp", r.corporateNumber(), r.businessDay(), r.holidays(), r.era()),
		r.group("file", r.fileInspect()),
		r.licenses(),
	}
}

// group is a command that only holds others.
func (r *run) group(name string, children ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: name, Short: r.say.Say("help." + name)}
	c.AddCommand(children...)
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return commandUnknown(c, args[0])
		}
		return unclear("command-missing", "command", c.CommandPath())
	}
	return c
}

// command is a command that does something. Its help is found in the catalogue
// by key.
func (r *run) command(use, key string, args cobra.PositionalArgs, do func(c *cobra.Command, args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: r.say.Say("help." + key), Args: arguments(args), ValidArgsFunction: r.completesArgs,
		RunE: func(c *cobra.Command, args []string) error {
			r.started = true
			return do(c, args)
		}}
}
