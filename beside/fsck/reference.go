package fsck

import (
	"fmt"
	"strings"
)

// references looks for rows that refer to what is not there. The databases see to
// it themselves, as long as nobody tells them not to.
func (x *examination) references() error {
	n := 0
	for _, r := range strings.Fields(references) {
		from, to, _ := strings.Cut(r, ">")
		table, column, _ := strings.Cut(from, ".")
		query := fmt.Sprintf(`SELECT r.%[3]s, r.%[2]s FROM %[1]s r WHERE r.%[2]s <> '' AND NOT EXISTS
			(SELECT 1 FROM %[4]s t WHERE t.id = r.%[2]s)`, table, column, keyOf(table), to)
		if err := x.keeps(promise{"reference-broken", "to", query}, "from", from); err != nil {
			return err
		}
		n++
	}
	x.report.Checked["references"] = n
	return nil
}

func keyOf(table string) string {
	switch table {
	case "dossier":
		return "hash"
	case "erasure":
		return "file_id"
	case "scan_page":
		return "report_id"
	case "scan_verdict":
		return "case_id"
	}
	return "id"
}

// references are all of them: table.column>table.
const references = `
	user_account.applicant_id>applicant sign_in.user_id>user_account sign_in.role_id>user_role contact.applicant_id>applicant contact.user_id>user_account user_role.user_id>user_account user_role.applicant_id>applicant passkey.user_id>user_account identity.user_id>user_account mark.applicant_id>applicant mark.case_id>case_file
	case_file.applicant_id>applicant case_file.mark_id>mark case_file.session_id>session
	answer.case_id>case_file declaration.case_id>case_file attachment.case_id>case_file declaration.paper>attachment
	web_page.case_id>case_file web_page.shot>attachment statement.case_id>case_file statement.paper>attachment exception.case_id>case_file message.case_id>case_file reading.case_id>case_file reading.user_id>user_account dossier.case_id>case_file
	assignment.case_id>case_file assignment.user_id>user_account finding.case_id>case_file
	charge.case_id>case_file charge.mark_id>mark payment.charge_id>charge payment.case_id>case_file payment.reverses>payment charge_correction.charge_id>charge charge_correction.case_id>case_file
	visit.case_id>case_file visit.corrects>visit report.case_id>case_file observation.case_id>case_file observation.corrects>observation closing.case_id>case_file check_out.case_id>case_file check_out.user_id>user_account scan_report.case_id>case_file
	scan_page.report_id>scan_report scan_paper.case_id>case_file scan_verdict.case_id>case_file tenure.user_id>user_account tie.user_id>user_account competence.user_id>user_account absence.user_id>user_account attendance.session_id>session excusal.session_id>session session_reply.session_id>session session_call.session_id>session in_charge.case_id>case_file minutes_step.session_id>session minutes_step.case_id>case_file vote_word.session_id>session vote_word.case_id>case_file session_move.session_id>session
	agenda_item.session_id>session agenda_item.case_id>case_file conflict.case_id>case_file clearance.case_id>case_file clearance.session_id>session
	vote.session_id>session vote.case_id>case_file opened_vote.vote_id>vote opened_vote.case_id>case_file voiding.session_id>session voiding.case_id>case_file decision.case_id>case_file decision.session_id>session
	agreement.case_id>case_file notice.case_id>case_file hold.case_id>case_file dispatch.case_id>case_file erasure.case_id>case_file matter.mark_id>mark matter_note.matter_id>matter mark_event.mark_id>mark`
