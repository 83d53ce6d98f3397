package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"akashi/doors/cli"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
)

// grows compares lines with those pinned under the name. Scripts of other people
// rest on each of them, so one that is gone is an error; with -update new ones
// are added. Taking one out is done by hand, and is a break of the contract.
func grows(t *testing.T, name string, lines []string) {
	t.Helper()
	pinned := pinnedLines(t, name)
	for _, line := range pinned {
		if !slices.Contains(lines, line) {
			t.Errorf("%s: gone from the program: %s", name, line)
		}
	}
	repin(t, name, pinned, lines)
}

func pinnedLines(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(pinsFile(name))
	if err != nil && !*update {
		t.Fatal(err)
	}
	return strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' })
}

// repin says which lines are not pinned yet, or pins them.
func repin(t *testing.T, name string, pinned, lines []string) {
	t.Helper()
	all := slices.Compact(slices.Sorted(slices.Values(slices.Concat(pinned, lines))))
	if !*update {
		if fresh := len(all) - len(pinned); fresh > 0 {
			t.Logf("%s: %d new lines; pin them with -update", name, fresh)
		}
		return
	}
	if err := os.WriteFile(pinsFile(name), []byte(strings.Join(all, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func pinsFile(name string) string {
	return filepath.Join("testdata", "contract", "pins", name+".txt")
}

// TestPinsCommands pins the path of every command, and its flags by name.
func TestPinsCommands(t *testing.T) {
	t.Parallel()
	root := cli.Tree(parts(), "en")
	grows(t, "commands", commandLines(root))
}

func commandLines(c *cobra.Command) (lines []string) {
	lines = append(lines, c.CommandPath())
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		value := " VALUE"
		if f.NoOptDefVal != "" {
			value = ""
		}
		lines = append(lines, c.CommandPath()+" --"+f.Name+value)
	})
	for _, child := range c.Commands() {
		lines = append(lines, commandLines(child)...)
	}
	return lines
}

// TestPinsRoutes pins every address with the policy that opens it.
func TestPinsRoutes(t *testing.T) {
	t.Parallel()
	var lines []string
	for _, r := range routes() {
		lines = append(lines, fmt.Sprintf("%s %s by %s", r.Method, r.Path, r.Policy))
	}
	grows(t, "routes", lines)
}

// TestPinsWords pins the words that stand in answers for states and roles.
func TestPinsWords(t *testing.T) {
	t.Parallel()
	var lines []string
	say := func(of string, words ...any) {
		for _, w := range words {
			lines = append(lines, fmt.Sprint(of, " ", w))
		}
	}
	for _, s := range lifecycle.States() {
		say("state", s)
	}
	for _, s := range lifecycle.Standings() {
		say("standing", s)
	}
	for _, role := range access.Roles() {
		say("role", role)
	}
	say("mark status", record.MarkActive, record.MarkSuspended, record.MarkWithdrawn, record.MarkEnded, record.MarkListed)
	say("finding state", record.FindingOpen, record.FindingAnswered, record.FindingAccepted, record.FindingUnresolved)
	say("charge status", record.ChargeProposed, record.ChargeOwed, record.ChargePaid, record.ChargeWaived)
	say("session state", record.SessionPlanned, record.SessionOpen, record.SessionClosed, record.SessionCancelled)
	say("vote", record.VoteGrant, record.VoteRefuse, record.VoteAbstain)
	say("outcome", record.Granted, record.Refused)
	grows(t, "words", lines)
}

// TestPinsExitStatuses pins what each exit status means.
func TestPinsExitStatuses(t *testing.T) {
	t.Parallel()
	grows(t, "exit-statuses", []string{
		fmt.Sprint(cli.ExitDone, " done, verdict positive"), fmt.Sprint(cli.ExitNegative, " done, verdict negative"),
		fmt.Sprint(cli.ExitUsage, " usage"), fmt.Sprint(cli.ExitRefused, " input refused"),
		fmt.Sprint(cli.ExitNotFound, " not found"), fmt.Sprint(cli.ExitConflict, " conflict"),
		fmt.Sprint(cli.ExitInternal, " internal error"), fmt.Sprint(cli.ExitLater, " try again later"),
	})
}
