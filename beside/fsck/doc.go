// Package fsck checks from outside that the office's store keeps its promises: a
// gapless journal, one decision and one number for a grant, verdicts that follow
// from the evidence, votes of nobody with a conflict. It reads the tables by plain
// SQL and derives everything a second time in the simplest way there is. It uses
// none of the code that it checks, so that it does not share its mistakes.
package fsck
