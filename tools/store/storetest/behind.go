package storetest

import "strings"

// Unprotected returns statements that run the given ones as somebody would who has
// got hold of the database itself: with its triggers and references out of the way.
func Unprotected(address string, statements ...string) []string {
	if strings.HasPrefix(address, "postgres") {
		return append([]string{"SET session_replication_role = replica"}, statements...)
	}
	before := []string{"PRAGMA foreign_keys = 0"}
	for _, table := range []string{"journal", "journal_hash", "dossier", "vote", "opened_vote", "voiding", "excusal", "payment", "notice", "charge_correction", "session_move", "eligibility_check", "decision", "fee_table", "published_rule"} {
		before = append(before, "DROP TRIGGER IF EXISTS "+table+"_update", "DROP TRIGGER IF EXISTS "+table+"_delete")
	}
	return append(before, statements...)
}
