package access_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"akashi/record"
	"akashi/rules/access"
)

var update = flag.Bool("update", false, "write docs/access.md anew")

const document = "../../docs/access.md"

func TestDocumentIsDrawnFromTheTable(t *testing.T) {
	t.Parallel()
	want := draw()
	if *update {
		if err := os.WriteFile(document, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what the table says; run: go generate ./rules/access", document)
	}
}

func draw() string {
	var b strings.Builder
	b.WriteString(`# Who may do and see what

Drawn from the tables of package ` + "`access`" + ` by ` + "`go generate ./rules/access`" + `; do not edit.

A cell says how the person must stand to the object. An empty cell is a refusal. A person with a
conflict of interest in a case (利害抵触) neither sees it nor acts on it, whatever the cell says.

| word | meaning |
|---|---|
`)
	for _, w := range words() {
		fmt.Fprintf(&b, "| %s | %s |\n", w[0], w[1])
	}
	b.WriteString("\n## Actions\n\n")
	header(&b, "action", access.Roles(), "also needs")
	for _, r := range access.Table() {
		fmt.Fprintf(&b, "| %s |", r.Action)
		for _, role := range access.Roles() {
			rel, _ := r.For(role)
			fmt.Fprintf(&b, " %s |", rel)
		}
		fmt.Fprintf(&b, " %s |\n", joined(r.Needs))
	}
	for _, kind := range []string{access.KindCase, access.KindSession} {
		fmt.Fprintf(&b, "\n## Fields of a %s\n\nWhat is not named here is shown to everybody who may see the %[1]s.%s\n\n", kind, map[string]string{
			access.KindSession: " Whoever has a conflict of\ninterest in a case that was on its agenda is shown none of it."}[kind])
		header(&b, "field", access.Roles())
		for _, s := range access.FieldTable(kind) {
			fmt.Fprintf(&b, "| %s |", s.Field)
			for _, role := range access.Roles() {
				fmt.Fprintf(&b, " %s |", when(s, role))
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func header(b *strings.Builder, first string, roles []record.Role, last ...string) {
	columns := []string{first}
	for _, r := range roles {
		columns = append(columns, string(r))
	}
	columns = append(columns, last...)
	fmt.Fprintf(b, "| %s |\n%s|\n", strings.Join(columns, " | "), strings.Repeat("|---", len(columns)))
}

func joined(needs []access.Need) string {
	var all []string
	for _, n := range needs {
		all = append(all, string(n))
	}
	return strings.Join(all, ", ")
}

func when(s access.Showing, role record.Role) string {
	switch {
	case slices.Contains(s.Always, role):
		return "always"
	case slices.Contains(s.Decided, role):
		return "decided"
	case slices.Contains(s.Unsealed, role):
		return "unsealed"
	}
	return ""
}

func words() [][2]string {
	return [][2]string{
		{string(access.Anyone), "no relation is asked"},
		{string(access.Within), "the object belongs to the person's scheme"},
		{string(access.Own), "the applicant is the person's own"},
		{string(access.OfBody), "filed, and at the person's intake body (一次審査受付団体) or assigned to the person"},
		{string(access.AtBody), "filed, and at the person's intake body; what is examined elsewhere is not"},
		{string(access.Assigned), "assigned to the person (担当審査員)"},
		{string(access.Tabled), "on the agenda of a session (議案)"},
		{string(access.Cleared), "on the agenda of a session, and decided, or said by the member to be free of a conflict of interest (利害がない旨の申告)"},
		{string(access.Heard), "of the person's scheme; of a case on an agenda, only one that is cleared"},
		{string(access.Unnamed), "filed, shown without names and under a pseudonym, and searched by that alone"},
		{string(access.SittingOpen), "the session is open"},
		{string(access.NotEvaluator), "the person did not examine the case (ISO/IEC 17065, 7.6.2)"},
		{string(access.SeatNamed), "a member acts for the own seat; the secretariat, keeping the minutes, says for which"},
		{string(access.SeatUnbiassed), "the seat has no conflict in the case, whoever records its vote"},
		{string(access.OfOffice), "of the members, the committee's chair only (委員長)"},
		{string(access.ForItself), "an applicant's officer opens applications of that applicant; one who begins alone enters it"},
		{string(access.Oneself), "for oneself; the secretariat enters that of others too"},
		{string(access.Apart), "a clerk of an intake body (受付担当) does not examine the case, and never did"},
		{string(access.SameBody), "a reviewer of an intake body examines only what was filed there"},
		{"always", "shown with the case"},
		{"decided", "shown once the committee has decided"},
		{"unsealed", "shown once the session has closed"},
	}
}
