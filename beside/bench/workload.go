package bench

import "fmt"

// workload says in one sentence what a measurement has the program do. A figure
// is worth what its workload is worth: docs/performance.md prints the same ones.
func (b *bench) workload(name string) string {
	return name + ": " + map[string]string{
		"score":   "each score is of one of 256 different applications of anshin 2014-07, 53 items answered, 20,000 scores a round.",
		"whatif":  "100,000 past applications are judged again under a revised edition, once from memory, once read from the store, and once as the page of an edition asks: what it changes, both assumptions, and why of the first hundred that turn.",
		"holders": "a list of 20,000 holders is imported into an empty office through the use case, its register, history and journal written in one transaction.",
		"payments": fmt.Sprintf("the file of a bank with %s records in 200 bytes each is read and matched with as many invoices that are owed, half of them by the number that is written with the payment, half by the payer's name, beside a look-up of the numbers alone.",
			thousands(b.payments())),
		"papers": fmt.Sprintf("%s invoices, each to a payer of its own, one in eight with a character beyond U+FFFF, are printed as PDF with the parts of the fonts that they use, on all processors at once, beside the copying of as many bytes that were printed before.",
			thousands(b.papers())),
		"sweep": fmt.Sprintf("a register of %s marks, each with a holder who gets letters: half of them run for two years, half pay a fee each year. One night after another the calendar finds what is due, reminds and raises fees; beside it statements by sets find it in a copy of the file and write the same rows, with no hash made, no letter worded and no rule asked.",
			thousands(b.sweptMarks())),
		"verdict": fmt.Sprintf("a register of %s marks, every one of them asked for in random order over four open connections, 10,000 requests a round, beside a bare net/http handler over a Go map of the same answers made beforehand.",
			thousands(b.verdicts())),
		"beside":  "24 askers put one question after another to the rules, as large as each is taken, while four visitors ask for a verdict every five milliseconds, 1,600 a round.",
		"search":  fmt.Sprintf("seven searches, from no entry to the whole register, over %s marks, first pages of twenty.", thousands(b.searchable())),
		"start":   "the program is started on a folder that is not there and asked for its first page until the last byte has come.",
		"report":  "a generated Nessus report of 37,000 findings is judged by the command of the program, from start to end of the process.",
		"check":   fmt.Sprintf("the demonstration is written again until it has %s cases, each with what belongs to it and its leaves, and the program checks it with all its files.", thousands(b.size(2_000, 20_000))),
		"board":   fmt.Sprintf("the office's board of %s open cases among %s, 1,000 lines at most, and a search in it, each asked for twenty times a round by a browser that is signed in, beside the same open cases with hardly any that ended; and three searches in all of them, of some, of all and of none, first pages of twenty, each asked of the store twenty times a round.", thousands(b.size(100, 1_000)), thousands(b.size(2_000, 20_000))),
		"session": "the demonstration is written again until its next session has 40 cases on the agenda, and their papers are asked for by the secretariat as one page, each case on a sheet of its own, beside the rows of the same 40 cases selected one table after another and as many bytes written.",
		"working": "the office's board of 1,000 open cases is asked for twenty times a round, eight times a second at most, by a browser that is signed in, while 20 others open a page of a case every second each (its overview, criteria, papers or history), and while nobody does.",
		"reviewer": fmt.Sprintf("an application of anshin with its %d items answered and %d files is with its reviewer, who is signed in; the page of every item of it is asked for in turn over sixteen open connections, %s requests a round, beside a renderer by hand of the same bytes with three queries to the same store: who asks for which case, its answers, its files.",
			reviewedItems, reviewedFiles, thousands(reviewedPages)),
		"hand-in": fmt.Sprintf("a PDF of 1 MiB with random bytes for a picture is handed in by the form of a case by somebody who is signed in, %d a round one after another, beside a handler that takes the same form: the same inspection, SHA-256, a flushed file, a flushed row.", handIns),
		"intake":  "the same report is handed in to a case: inspected, kept, read, its 37,000 findings written in pages and everything on file judged.",
		"waits":   "a report of 150,000 findings is handed in to one case while another is changed every 20 milliseconds until it is in, fifty times at least.",
	}[name]
}
