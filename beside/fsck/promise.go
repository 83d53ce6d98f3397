package fsck

import "fmt"

// promise is a rule about rows. Broken finds what breaks it: where, and one figure.
type promise struct {
	code   string
	figure string // its name
	broken string
}

// promises looks for the rows that break each promise.
func (x *examination) promises() error {
	for _, t := range []struct{ name, query string }{
		{"decisions", "SELECT count(*) FROM decision"},
		{"votes", "SELECT count(*) FROM vote"},
		{"marks", "SELECT count(*) FROM mark"},
		{"grants", "SELECT count(*) FROM mark_event WHERE kind IN ('granted', 'renewed')"},
		{"charges", "SELECT count(*) FROM charge"},
		{"fee_tables", "SELECT count(*) FROM fee_table"},
		{"payments", "SELECT count(*) FROM payment"},
		{"findings", "SELECT count(*) FROM finding"},
		{"messages", "SELECT count(*) FROM message"},
		{"observations", "SELECT count(*) FROM observation"},
		{"erasures", "SELECT count(*) FROM erasure"},
		{"check_outs", "SELECT count(*) FROM check_out"},
		{"identities", "SELECT count(*) FROM identity"},
	} {
		if err := x.count(t.name, t.query); err != nil {
			return err
		}
	}
	for _, p := range promises() {
		if err := x.keeps(p); err != nil {
			return err
		}
	}
	return nil
}

func (x *examination) keeps(p promise, pairs ...any) error {
	err := x.each(p.broken, func(scan func(...any) error) error {
		var where, figure any
		if err := scan(&where, &figure); err != nil {
			return err
		}
		x.breach(p.code, text(where), append(pairs, p.figure, text(figure))...)
		return nil
	})
	if err != nil {
		return fmt.Errorf("check %s: %w", p.code, err)
	}
	x.told(x.question)
	return nil
}

func text(value any) string {
	if b, ok := value.([]byte); ok {
		return string(b)
	}
	return fmt.Sprint(value)
}

func promises() []promise {
	all := append(aboutJournal(), aboutDecisions()...)
	all = append(all, aboutVotes()...)
	all = append(all, aboutMarks()...)
	all = append(all, aboutSecondPersons()...)
	all = append(all, aboutPeople()...)
	all = append(all, aboutMessages()...)
	all = append(all, aboutOnSite()...)
	all = append(all, aboutErasures()...)
	all = append(all, aboutJobs()...)
	return append(all, aboutMoney()...)
}

// aboutJobs: what the calendar has done is in the journal, about something that is there.
func aboutJobs() []promise {
	return []promise{
		{"job-without-leaf", "kind", `
			SELECT j.id, j.kind FROM job j WHERE j.state = 'done' AND NOT EXISTS (SELECT 1 FROM journal l
				WHERE l.actor = 'calendar' AND l.object = j.object AND l.action =
				CASE WHEN j.kind = 'lapse' THEN 'lapse' WHEN j.kind = 'yearly-fee' THEN 'raise-yearly-fees' WHEN j.thing = 'mark' THEN 'remind-holder' ELSE 'remind' END)`},
	}
}

// aboutSecondPersons: nobody confirms what they asked for themselves, and what was
// confirmed was done.
func aboutSecondPersons() []promise {
	return []promise{
		{"confirmed-by-first", "person", `
			SELECT p.id, p.second FROM pending p WHERE p.state = 'confirmed' AND (p.second = p.first OR p.second = '')`},
		{"confirmed-without-leaf", "act", `
			SELECT p.id, p.act FROM pending p WHERE p.state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM journal j
				WHERE j.kind = 'pending' AND j.action = 'confirm' AND j.object = p.id)`},
	}
}

// acts counts the leaves of some acts on marks once, by the number each names.
func acts(actions string) string {
	return `
			WITH acts AS MATERIALIZED (SELECT j.object, count(*) AS n FROM journal j
				WHERE j.kind = 'mark' AND j.action IN (` + actions + `) GROUP BY j.object)`
}

// actsOnMark adds them up for a mark, under the numbers that it had before, too.
const actsOnMark = `(SELECT coalesce(sum(a.n), 0) FROM acts a
				WHERE a.object = m.number OR ' ' || m.formerly || ' ' LIKE '% ' || a.object || ' %')`

// onPaper is a case that stands for a mark which was granted elsewhere (引継ぎ): its decision
// and its grant are on paper.
const onPaper = `c.state = 'granted' AND c.carried LIKE '%"state":"granted"%'`

// aboutJournal: every act that changes something has its leaf.
func aboutJournal() []promise {
	return []promise{
		{"decision-without-leaf", "leaves", `
			SELECT c.no, (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'decide' AND j.object = c.no) AS leaves
			FROM decision d JOIN case_file c ON c.id = d.case_id
			WHERE (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'decide' AND j.object = c.no) <> 1`},
		{"vote-without-leaf", "votes", `
			SELECT c.no, count(*) FROM vote v JOIN case_file c ON c.id = v.case_id GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action IN ('vote', 'correct-vote') AND j.object = c.no)`},
		{"voiding-without-leaf", "kind", `
			SELECT DISTINCT c.no, x.kind FROM voiding x JOIN case_file c ON c.id = x.case_id
			WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'case' AND j.object = c.no AND j.action =
				CASE x.kind WHEN 'reopened' THEN 'reopen-verdicts' WHEN 'recused' THEN 'declare-conflict' ELSE 'correct-vote' END)`},
		{"conflict-without-leaf", "declared", `
			SELECT c.no, count(*) FROM conflict k JOIN case_file c ON c.id = k.case_id WHERE k.kind = 'declared' GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'declare-conflict' AND j.object = c.no)`},
		{"retraction-without-leaf", "retracted", `
			SELECT c.no, count(DISTINCT k.retracted) FROM conflict k JOIN case_file c ON c.id = k.case_id WHERE k.retracted IS NOT NULL GROUP BY c.no
			HAVING count(DISTINCT k.retracted) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'retract-conflict' AND j.object = c.no)`},
		{"cancellation-without-leaf", "state", `
			SELECT s.id, s.state FROM session s WHERE s.state = 'cancelled' AND NOT EXISTS (SELECT 1 FROM journal j
				WHERE j.kind = 'session' AND j.action = 'cancel-session' AND j.object = s.id)`},
		{"move-without-leaf", "moves", `
			SELECT m.session_id, count(*) FROM session_move m GROUP BY m.session_id
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'session' AND j.action = 'move-session' AND j.object = m.session_id)`},
		{"tie-without-leaf", "ties", `
			SELECT 'personnel', count(*) FROM tie
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'personnel' AND j.action = 'state-tie')`},
		{"competence-without-leaf", "competences", `
			SELECT 'personnel', count(*) FROM competence
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'personnel' AND j.action = 'record-competence')`},
		{"matter-without-leaf", "matters", `
			SELECT m.no, 1 FROM matter m WHERE NOT EXISTS (SELECT 1 FROM journal j
				WHERE j.kind = 'matter' AND j.action = 'report-misuse' AND j.object = m.no)`},
		{"matter-unlike-state", "state", `
			SELECT m.no, m.state FROM matter m
			WHERE (m.state IN ('dismissed', 'closed')) <> (m.ended IS NOT NULL) OR (m.state = 'closed') <> (m.outcome <> '')`},
		{"matter-without-measure", "outcome", `
			SELECT m.no, m.outcome FROM matter m WHERE m.outcome = 'measure' AND NOT EXISTS (SELECT 1 FROM mark_event e
				WHERE e.mark_id = m.mark_id AND e.kind IN ('suspended', 'withdrawn') AND e.at >= m.at)`},
		{"tenure-without-leaf", "terms", `
			SELECT 'committee', count(*) FROM tenure
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'seat' AND j.action = 'appoint')`},
		{"deputy-without-leaf", "deputies", `
			SELECT 'committee', count(*) FROM deputy
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'seat' AND j.action = 'name-deputy')`},
		{"deputy-without-term", "seat", `
			SELECT 'committee', d.seat FROM deputy d WHERE (d.to_day IS NULL OR d.to_day >= d.from_day)
			AND EXISTS (SELECT 1 FROM tenure t WHERE t.scheme = d.scheme AND t.seat = d.seat AND t.at <= d.at)
			AND NOT EXISTS (SELECT 1 FROM tenure t WHERE t.scheme = d.scheme AND t.seat = d.seat AND t.from_day <= d.from_day
				AND (t.to_day IS NULL OR t.to_day >= d.to_day))`},
		{"deputies-at-once", "seat", `
			SELECT 'committee', d.seat FROM deputy d JOIN deputy e ON e.scheme = d.scheme AND e.id <> d.id
			WHERE (d.to_day IS NULL OR d.to_day >= d.from_day) AND e.from_day <= d.from_day AND (e.to_day IS NULL OR e.to_day >= d.from_day)`},
		{"excusal-without-leaf", "seats", `
			SELECT x.session_id, count(*) FROM excusal x GROUP BY x.session_id
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'session' AND j.action = 'excuse' AND j.object = x.session_id)`},
		{"minutes-step-without-leaf", "steps", `
			SELECT m.session_id, count(*) FROM minutes_step m GROUP BY m.session_id
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'session' AND j.action IN ('approve-minutes', 'correct-minutes') AND j.object = m.session_id)`},
		{"vote-word-without-leaf", "words", `
			SELECT c.no, count(*) FROM vote_word x JOIN case_file c ON c.id = x.case_id WHERE x.kind <> 'grounds' GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action IN ('dissent', 'confirm-vote', 'answer-contest') AND j.object = c.no)`},
		{"grounds-before-decision", "seat", `
			SELECT c.no, x.seat FROM vote_word x JOIN case_file c ON c.id = x.case_id WHERE x.kind = 'grounds'
			AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.case_id = x.case_id AND d.session_id = x.session_id AND d.at <= x.at)`},
		{"reply-without-leaf", "replies", `
			SELECT r.session_id, count(*) FROM session_reply r GROUP BY r.session_id
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'session' AND j.action = 'reply-session' AND j.object = r.session_id)`},
		{"in-charge-without-leaf", "rounds", `
			SELECT c.no, count(*) FROM in_charge x JOIN case_file c ON c.id = x.case_id GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'put-in-charge' AND j.object = c.no)`},
		{"absence-without-leaf", "absences", `
			SELECT 'office', count(*) FROM absence
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'office' AND j.action = 'record-absence')`},
		{"absence-astray", "user", `
			SELECT a.id, a.user_id FROM absence a WHERE a.to_day < a.from_day OR a.cover = a.user_id
			OR a.ended IS NULL AND EXISTS (SELECT 1 FROM absence b WHERE b.id <> a.id AND b.scheme = a.scheme AND b.ended IS NULL
				AND b.user_id IN (a.user_id, a.cover) AND b.from_day <= a.to_day AND b.to_day >= a.from_day)`},
		{"body-change-without-leaf", "changes", `
			SELECT 'office', count(*) FROM body_change
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'office' AND j.action IN ('add-body', 'close-body'))`},
		{"body-change-astray", "body", `
			SELECT b.id, b.body FROM body_change b WHERE b.kind NOT IN ('joined', 'left') OR b.kind = 'joined' AND b.from_day IS NULL
			OR EXISTS (SELECT 1 FROM body_change o WHERE o.scheme = b.scheme AND o.body = b.body AND o.kind = 'joined' AND o.id <> b.id
				AND (b.kind = 'joined' OR o.round > b.round OR b.to_day < o.from_day))`},
		{"filed-with-no-body", "given", `
			SELECT c.no, c.intake_body FROM case_file c WHERE c.filed IS NOT NULL AND c.state <> 'draft'
			AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'case' AND j.action = 'change-body' AND j.object = c.no)
			AND EXISTS (SELECT 1 FROM body_change b WHERE b.scheme = c.scheme AND b.body = c.intake_body
				AND (b.kind = 'joined' AND b.from_day > c.filed
				OR b.kind = 'left' AND b.to_day < c.filed
					AND NOT EXISTS (SELECT 1 FROM body_change l WHERE l.scheme = b.scheme AND l.body = b.body AND l.kind = 'left' AND l.round > b.round)))`},
		{"call-without-leaf", "calls", `
			SELECT c.session_id, count(*) FROM session_call c WHERE c.kind <> 'added'
			AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'session' AND j.object = c.session_id
				AND j.action = CASE c.kind WHEN 'made' THEN 'call-session' ELSE 'remind-session' END) GROUP BY c.session_id`},
		{"clearance-without-leaf", "seats", `
			SELECT c.no, count(DISTINCT k.session_id || k.seat) FROM clearance k JOIN case_file c ON c.id = k.case_id GROUP BY c.no
			HAVING count(DISTINCT k.session_id || k.seat) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'declare-no-conflict' AND j.object = c.no)`},
		{"unassignment-without-leaf", "ended", `
			SELECT c.no, count(*) FROM assignment a JOIN case_file c ON c.id = a.case_id WHERE a.ended IS NOT NULL GROUP BY c.no
			HAVING count(DISTINCT a.ended) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action IN ('unassign', 'change-body') AND j.object = c.no)`},
		{"act-of-unassigned", "person", `
			SELECT DISTINCT c.no, j.actor FROM journal j JOIN case_file c ON c.no = j.object
			WHERE j.kind = 'case' AND j.action IN ('judge', 'raise-findings', 'judge-correction', 'pass-documents',
				'log-visit', 'confirm-eligibility', 'finish-onsite', 'file-report')
			AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.case_id = c.id AND a.user_id = j.actor
				AND a.at <= j.at AND (a.ended IS NULL OR a.ended >= j.at))`},
		{"notice-without-leaf", "notices", `
			SELECT c.no, count(*) FROM notice n JOIN case_file c ON c.id = n.case_id GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action IN ('record-notice', 'correct-notice', 'move-in') AND j.object = c.no)`},
		{"visit-without-leaf", "visits", `
			SELECT c.no, count(*) FROM visit v JOIN case_file c ON c.id = v.case_id GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action IN ('log-visit', 'correct-visit') AND j.object = c.no)`},
		{"reexamination-without-leaf", "requests", `
			SELECT c.no, count(*) FROM reexamination x JOIN case_file c ON c.id = x.case_id GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'request-reexamination' AND j.object = c.no)
			OR sum(CASE WHEN x.outcome = '' THEN 0 ELSE 1 END) > (SELECT count(*) FROM journal j
				WHERE j.kind = 'case' AND j.action = 'answer-reexamination' AND j.object = c.no)`},
		{"check-without-leaf", "checks", `
			SELECT c.no, count(*) FROM eligibility_check e JOIN case_file c ON c.id = e.case_id GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'confirm-eligibility' AND j.object = c.no)`},
		{"reversal-without-leaf", "reversals", `
			SELECT c.no, count(*) FROM payment p JOIN case_file c ON c.id = p.case_id WHERE p.reverses IS NOT NULL GROUP BY c.no
			HAVING count(*) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'reverse-payment' AND j.object = c.no)`},
		{"grant-without-leaf", "kind", `
			SELECT c.no, e.kind FROM mark_event e JOIN case_file c ON c.id = e.case_id
			WHERE e.kind IN ('granted', 'renewed') AND NOT EXISTS (SELECT 1 FROM journal j
				WHERE j.kind = 'case' AND j.action IN ('decide', 'conclude-agreement') AND j.object = c.no)`},
		{"import-without-leaf", "kind", `
			SELECT m.number, e.kind FROM mark_event e JOIN mark m ON m.id = e.mark_id
			WHERE e.kind IN ('granted', 'listed') AND e.case_id = ''
			AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.action = 'import-register')`},
		{"correction-without-leaf", "lines", acts("'correct-measure', 'correct-register'") + `
			SELECT m.number, count(*) FROM mark_event e JOIN mark m ON m.id = e.mark_id WHERE e.corrects > 0 GROUP BY m.number, m.formerly
			HAVING count(*) > ` + actsOnMark},
		{"number-without-leaf", "lines", acts("'correct-register'") + `
			SELECT m.number, count(*) FROM mark_event e JOIN mark m ON m.id = e.mark_id WHERE e.changes LIKE '%"field":"number"%' GROUP BY m.number, m.formerly
			HAVING count(*) > ` + actsOnMark},
		{"measure-without-leaf", "kind", `
			WITH acts AS MATERIALIZED (SELECT j.action, count(*) AS n FROM journal j WHERE j.kind = 'mark' GROUP BY j.action)
			SELECT min(m.number), e.kind FROM mark_event e JOIN mark m ON m.id = e.mark_id
			WHERE e.kind IN ('suspended', 'restored', 'withdrawn', 'ended', 'changed', 'corrected') AND e.corrects = 0 GROUP BY e.kind
			HAVING count(*) > (SELECT coalesce(sum(a.n), 0) FROM acts a WHERE a.action =
				CASE e.kind WHEN 'suspended' THEN 'suspend-mark' WHEN 'restored' THEN 'restore-mark'
				WHEN 'withdrawn' THEN 'withdraw-mark' WHEN 'changed' THEN 'record-change' WHEN 'corrected' THEN 'correct-register' ELSE 'end-mark' END)`},
	}
}

// aboutDecisions: one for a case, on a frozen dossier, and never without.
func aboutDecisions() []promise {
	return []promise{
		{"decided-twice", "decisions", `
			SELECT c.no, count(*) FROM decision d JOIN case_file c ON c.id = d.case_id GROUP BY c.no HAVING count(*) > 1`},
		{"decision-missing", "state", `
			SELECT c.no, c.state FROM case_file c
			WHERE (c.state IN ('granted', 'refused', 'agreement') OR c.decided IS NOT NULL)
			AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.case_id = c.id) AND NOT (` + onPaper + ` AND c.decided IS NULL)`},
		{"decision-unlike-state", "state", `
			SELECT c.no, c.state FROM case_file c JOIN decision d ON d.case_id = c.id
			WHERE c.decided IS NULL OR c.decided <> d.decided
			OR c.state NOT IN ('granted', 'agreement', 'refused', 'lapsed', 'withdrawn')
			OR (c.state = 'refused') <> (d.outcome = 'refused')`},
		{"dossier-missing", "dossier", `
			SELECT c.no, d.dossier FROM decision d JOIN case_file c ON c.id = d.case_id
			WHERE NOT EXISTS (SELECT 1 FROM dossier o WHERE o.hash = d.dossier AND o.case_id = d.case_id)`},
		{"reexamination-astray", "state", `
			SELECT c.no, c.state FROM reexamination x JOIN case_file c ON c.id = x.case_id
			WHERE c.state <> 'refused' OR x.decided < x.requested OR (x.outcome = '') <> (x.decided IS NULL)`},
		{"granted-over-bar", "bar", `
			SELECT c.no, e.bar FROM eligibility_check e JOIN case_file c ON c.id = e.case_id
			WHERE c.state IN ('granted', 'agreement') AND e.bar <> '' AND NOT EXISTS (SELECT 1 FROM eligibility_check n
				WHERE n.case_id = e.case_id AND n.round > e.round)`},
		{"finding-open", "finding", `
			SELECT c.no, f.no FROM finding f JOIN case_file c ON c.id = f.case_id
			WHERE c.state IN ('granted', 'agreement') AND f.state NOT IN ('accepted', 'unresolved')`},
	}
}

// holder joins a vote with whoever sat on the seat.
const holder = `
	LEFT JOIN attendance t ON t.session_id = v.session_id AND t.seat = v.seat
	LEFT JOIN user_account u ON u.seat = v.seat AND (u.scheme = '' OR u.scheme = c.scheme)`

// stands keeps the votes that nothing has voided.
const stands = `
	AND NOT EXISTS (SELECT 1 FROM voiding x WHERE x.session_id = v.session_id AND x.case_id = v.case_id
		AND x.seat = v.seat AND x.round = v.round)`

// chosen is what a vote is for: as the decision opened it, or as it was kept before votes
// were sealed.
const chosen = `coalesce((SELECT o.choice FROM opened_vote o WHERE o.vote_id = v.id), v.choice)`

// aboutVotes: by those present who may, all of them, and counted right.
func aboutVotes() []promise {
	return []promise{
		{"vote-of-absent", "seat", `
			SELECT c.no, v.seat FROM vote v JOIN case_file c ON c.id = v.case_id
			WHERE NOT EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = v.session_id AND t.seat = v.seat)`},
		{"vote-of-vacant-seat", "seat", `
			SELECT c.no, v.seat FROM vote v JOIN case_file c ON c.id = v.case_id JOIN session s ON s.id = v.session_id
			WHERE EXISTS (SELECT 1 FROM tenure t WHERE t.scheme = s.scheme AND t.seat = v.seat AND t.at <= v.at)
			AND NOT EXISTS (SELECT 1 FROM tenure t WHERE t.scheme = s.scheme AND t.seat = v.seat AND t.from_day <= s.day
				AND (t.to_day IS NULL OR t.to_day >= s.day))`},
		{"voiding-without-vote", "seat", `
			SELECT c.no, x.seat FROM voiding x JOIN case_file c ON c.id = x.case_id
			WHERE NOT EXISTS (SELECT 1 FROM vote v WHERE v.session_id = x.session_id AND v.case_id = x.case_id
				AND v.seat = x.seat AND v.round = x.round)`},
		{"voided-after-decision", "seat", `
			SELECT c.no, x.seat FROM voiding x JOIN case_file c ON c.id = x.case_id
			JOIN decision d ON d.case_id = x.case_id AND d.session_id = x.session_id WHERE x.at > d.at`},
		{"cancelled-session-held", "session", `
			SELECT c.no, s.id FROM case_file c JOIN session s ON s.state = 'cancelled'
			WHERE c.state = 'scheduled' AND c.session_id = s.id
			OR EXISTS (SELECT 1 FROM decision d WHERE d.case_id = c.id AND d.session_id = s.id)
			OR EXISTS (SELECT 1 FROM vote v WHERE v.case_id = c.id AND v.session_id = s.id` + stands + `)`},
		{"circular-not-allowed", "answers", `
			SELECT s.id, s.answers FROM session s WHERE (s.circular = '') <> (s.answers = '')
			OR s.circular <> '' AND s.circular NOT LIKE 'edition %'
				AND NOT EXISTS (SELECT 1 FROM circular_rule r WHERE r.id = s.circular AND r.scheme = s.scheme AND r.answers = s.answers)`},
		{"session-unlike-move", "day", `
			SELECT s.id, s.day FROM session_move m JOIN session s ON s.id = m.session_id
			WHERE NOT EXISTS (SELECT 1 FROM session_move n WHERE n.session_id = m.session_id AND n.round = m.round + 1)
			AND (m.day <> s.day OR m.cutoff <> s.cutoff)
			OR EXISTS (SELECT 1 FROM session_move n WHERE n.session_id = m.session_id AND n.round = m.round + 1
				AND (n.from_day <> m.day OR n.from_cutoff <> m.cutoff))`},
		{"vote-of-conflicted", "seat", `
			SELECT DISTINCT c.no, v.seat FROM vote v JOIN case_file c ON c.id = v.case_id` + holder + `
			JOIN decision d ON d.case_id = v.case_id AND d.session_id = v.session_id
			JOIN conflict k ON k.case_id = v.case_id AND k.at < d.at AND (k.retracted IS NULL OR k.retracted > d.at)
			WHERE (k.seat = v.seat OR k.user_id <> '' AND (k.user_id = t.user_id OR k.user_id = u.id))` + stands},
		{"assignment-of-tied", "user", `
			SELECT DISTINCT c.no, a.user_id FROM assignment a JOIN case_file c ON c.id = a.case_id JOIN applicant o ON o.id = c.applicant_id
			JOIN tie t ON t.user_id = a.user_id AND t.at < a.at AND t.to_day IS NULL AND (t.struck IS NULL OR t.struck > a.at)
			WHERE t.corporate_number <> '' AND t.corporate_number = o.corporate_number OR t.corporate_number = '' AND t.organisation = o.name`},
		{"vote-of-reviewer", "seat", `
			SELECT DISTINCT c.no, v.seat FROM vote v JOIN case_file c ON c.id = v.case_id` + holder + `
			JOIN assignment a ON a.case_id = v.case_id
			WHERE a.user_id = t.user_id OR a.user_id = u.id`},
		{"votes-miscounted", "outcome", `
			SELECT c.no, d.outcome FROM decision d JOIN case_file c ON c.id = d.case_id
			WHERE NOT EXISTS (SELECT 1 FROM vote v WHERE v.case_id = d.case_id AND v.session_id = d.session_id AND v.commitment <> ''
				AND NOT EXISTS (SELECT 1 FROM opened_vote o WHERE o.vote_id = v.id)` + stands + `) AND (d.votes_for <> (SELECT count(*) FROM vote v WHERE v.session_id = d.session_id AND v.case_id = d.case_id AND ` + chosen + ` = 'grant'` + stands + `)
			OR d.votes_against <> (SELECT count(*) FROM vote v WHERE v.session_id = d.session_id AND v.case_id = d.case_id AND ` + chosen + ` = 'refuse'` + stands + `)
			OR d.votes_abstained <> (SELECT count(*) FROM vote v WHERE v.session_id = d.session_id AND v.case_id = d.case_id AND ` + chosen + ` = 'abstain'` + stands + `)
			OR d.votes_for + d.votes_against + d.votes_abstained <> d.present - d.recused)`},
		{"sealed-vote-counted", "seat", `
			SELECT c.no, v.seat FROM decision d JOIN vote v ON v.case_id = d.case_id AND v.session_id = d.session_id JOIN case_file c ON c.id = v.case_id
			WHERE v.commitment <> '' AND NOT EXISTS (SELECT 1 FROM opened_vote o WHERE o.vote_id = v.id)` + stands},
		{"vote-unsealed", "seat", `
			SELECT c.no, v.seat FROM vote v JOIN case_file c ON c.id = v.case_id WHERE (v.commitment <> '' OR v.box <> '') AND v.choice <> ''`},
		{"commitment-unlike-leaf", "seat", `
			SELECT c.no, v.seat FROM vote v JOIN case_file c ON c.id = v.case_id WHERE v.commitment <> '' AND EXISTS (SELECT 1 FROM journal j WHERE j.kind = 'case' AND j.action IN ('vote', 'correct-vote') AND j.object = c.no)
			AND NOT EXISTS (SELECT 1 FROM journal j
				WHERE j.kind = 'case' AND j.action IN ('vote', 'correct-vote') AND j.object = c.no AND j.data LIKE '%' || v.commitment || '%')`},
		{"opened-without-decision", "choice", `
			SELECT c.no, o.choice FROM opened_vote o JOIN vote v ON v.id = o.vote_id JOIN case_file c ON c.id = o.case_id
			WHERE v.case_id <> o.case_id OR c.decided IS NULL AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.case_id = v.case_id AND d.session_id = v.session_id)
			OR EXISTS (SELECT 1 FROM decision d WHERE d.case_id = v.case_id AND d.session_id <> v.session_id)`},
		{"decided-before-session", "day", `
			SELECT c.no, s.day FROM decision d JOIN case_file c ON c.id = d.case_id JOIN session s ON s.id = d.session_id WHERE d.decided < s.day`},
		{"vote-unlike-outcome", "outcome", `
			SELECT c.no, d.outcome FROM decision d JOIN case_file c ON c.id = d.case_id
			WHERE d.outcome = 'granted' AND d.votes_for < d.votes_against OR d.outcome = 'refused' AND d.votes_against < d.votes_for`},
		{"quorum-missing", "present", `
			SELECT c.no, d.present FROM decision d JOIN case_file c ON c.id = d.case_id
			WHERE d.present < d.quorum OR d.present - d.recused < 1
			OR d.present > (SELECT count(DISTINCT t.seat) FROM attendance t WHERE t.session_id = d.session_id)`},
	}
}

// keyStood is a grant at whose moment a key of the granting body was on record.
const keyStood = `EXISTS (SELECT 1 FROM body_key k WHERE k.scheme = c.scheme AND k.side = 'granting' AND k.verifier <> '' AND k.at < e.at
				AND NOT EXISTS (SELECT 1 FROM body_key l WHERE l.scheme = k.scheme AND l.side = k.side AND l.verifier = '' AND l.at >= k.at AND l.at <= e.at))`

// aboutMarks: one number for a grant, counted, within its days.
func aboutMarks() []promise {
	return []promise{
		{"number-twice", "times", `
			SELECT min(number), count(*) FROM mark GROUP BY scheme, number_key HAVING count(*) > 1`},
		{"granted-twice", "marks", `
			SELECT c.no, count(*) FROM mark_event e JOIN case_file c ON c.id = e.case_id
			WHERE e.kind IN ('granted', 'renewed') GROUP BY c.no HAVING count(*) > 1`},
		{"mark-missing", "state", `
			SELECT c.no, c.state FROM case_file c WHERE c.state = 'granted' AND NOT EXISTS (SELECT 1
				FROM mark_event e WHERE e.case_id = c.id AND e.mark_id = c.mark_id AND e.kind IN ('granted', 'renewed')) AND NOT (` + onPaper + `)`},
		{"carried-mark-astray", "state", `
			SELECT c.no, c.state FROM case_file c WHERE c.carried LIKE '%"state":"granted"%' AND (c.state <> 'granted' OR c.decided IS NOT NULL
			OR NOT EXISTS (SELECT 1 FROM mark_event e WHERE e.mark_id = c.mark_id AND e.kind = 'granted' AND e.case_id = '')
			OR EXISTS (SELECT 1 FROM case_file o WHERE o.mark_id = c.mark_id AND o.id <> c.id AND o.carried LIKE '%"state":"granted"%'))`},
		{"mark-without-grant", "state", `
			SELECT m.number, c.state FROM mark m JOIN case_file c ON c.id = m.case_id WHERE c.state <> 'granted'`},
		{"grant-without-return", "kind", `
			SELECT c.no, e.kind FROM mark_event e JOIN case_file c ON c.id = e.case_id
			WHERE e.kind IN ('granted', 'renewed') AND e.corrects = 0 AND ` + keyStood + `
			AND NOT EXISTS (SELECT 1 FROM body_note n WHERE n.scheme = c.scheme AND n.case_no = c.no AND n.kind = 'returned' AND n.at <= e.at)`},
		{"grants-miscounted", "grants", `
			SELECT m.number, m.grant_count FROM mark m WHERE m.status <> 'listed' AND m.grant_count <>
				(SELECT count(*) FROM mark_event e WHERE e.mark_id = m.id AND e.kind IN ('granted', 'renewed') AND e.corrects = 0)`},
		{"mark-without-history", "status", `
			SELECT m.number, m.status FROM mark m WHERE m.status IN ('suspended', 'withdrawn', 'ended', 'listed')
			AND NOT EXISTS (SELECT 1 FROM mark_event e WHERE e.mark_id = m.id AND e.kind = m.status)`},
		{"correction-astray", "line", `
			SELECT m.number, e.no FROM mark_event e JOIN mark m ON m.id = e.mark_id
			WHERE e.corrects > 0 AND (e.correction = '' OR NOT EXISTS (SELECT 1 FROM mark_event o
				WHERE o.mark_id = e.mark_id AND o.no = e.corrects AND o.no < e.no AND (o.kind = e.kind OR e.kind = 'annulled')))`},
		{"number-astray", "formerly", `
			SELECT m.number, m.formerly FROM mark m WHERE m.formerly <> '' AND (' ' || m.formerly || ' ' LIKE '% ' || m.number || ' %'
				OR NOT EXISTS (SELECT 1 FROM mark_event e WHERE e.mark_id = m.id AND e.reason <> ''
					AND e.changes LIKE '%"field":"number"%' AND e.changes LIKE '%"to":"' || m.number || '"%'))`},
		{"entry-unlike-history", "to", `
			SELECT m.number, m.valid_to FROM mark m JOIN mark_event e ON e.mark_id = m.id AND e.kind = 'granted' AND e.corrects > 0
			WHERE m.case_id IS NULL AND NOT EXISTS (SELECT 1 FROM mark_event n WHERE n.mark_id = m.id AND n.corrects = e.no)
			AND (e.valid_from <> m.valid_from OR e.valid_to <> m.valid_to OR e.day <> m.granted)`},
		{"validity-absurd", "status", `
			SELECT m.number, m.status FROM mark m WHERE CASE WHEN m.status = 'listed'
				THEN m.listed_as_of IS NULL OR m.grant_count <> 0
				ELSE m.grant_count < 1 OR m.granted IS NULL OR m.valid_from IS NULL OR m.valid_to IS NULL OR m.valid_to < m.valid_from END`},
	}
}

// came joins a charge with what was paid on it, added up once for all charges; withheld of it is what payers kept back for a transfer,
// and told what a bank told of, which may be more than was owed.
const came = `
	LEFT JOIN (SELECT p.charge_id, sum(p.amount) AS amount, sum(CASE WHEN p.kind = 'withheld' THEN p.amount ELSE 0 END) AS withheld,
		sum(CASE WHEN p.record_id IS NOT NULL THEN p.amount ELSE 0 END) AS told FROM payment p GROUP BY p.charge_id) q ON q.charge_id = h.id `

// aboutMoney: what is paid was received, to the yen.
func aboutMoney() []promise {
	return []promise{
		{"paid-without-payment", "charge", `
			SELECT c.no, h.code FROM charge h JOIN case_file c ON c.id = h.case_id` + came + `
			WHERE h.status = 'paid' AND (h.paid IS NULL OR h.amount > coalesce(q.amount, 0))`},
		{"paid-over", "charge", `
			SELECT c.no, h.code FROM charge h JOIN case_file c ON c.id = h.case_id` + came + `
			WHERE h.status = 'paid' AND h.amount < coalesce(q.amount, 0) AND q.amount - h.amount > q.told
			AND NOT EXISTS (SELECT 1 FROM charge_correction x WHERE x.charge_id = h.id AND x.from_amount >= q.amount)`},
		{"payment-unsettled", "charge", `
			SELECT c.no, h.code FROM charge h JOIN case_file c ON c.id = h.case_id` + came + `
			WHERE h.status <> 'paid' AND h.amount > 0 AND h.amount <= coalesce(q.amount, 0)`},
		{"payment-astray", "day", `
			SELECT c.no, p.received FROM payment p JOIN charge h ON h.id = p.charge_id JOIN case_file c ON c.id = p.case_id
			WHERE p.case_id <> h.case_id OR p.amount < 1 AND p.reverses IS NULL AND p.kind <> 'refunded'`},
		{"bank-record-over", "record", `
			SELECT f.name, b.no FROM bank_record b JOIN bank_file f ON f.id = b.file_id
			JOIN (SELECT record_id, sum(amount) AS used FROM payment WHERE kind = '' GROUP BY record_id) p ON p.record_id = b.id
			WHERE p.used > b.amount OR p.used > 0 AND (b.outgoing OR b.cancels OR EXISTS (SELECT 1 FROM bank_record x WHERE x.takes = b.id))`},
		{"bank-record-astray", "record", `
			SELECT f.name, b.no FROM bank_record b JOIN bank_file f ON f.id = b.file_id LEFT JOIN bank_record o ON o.id = b.takes
			WHERE b.scheme <> f.scheme OR b.takes IS NOT NULL AND (NOT b.cancels OR o.amount <> b.amount OR o.scheme <> b.scheme OR o.cancels)
			OR EXISTS (SELECT 1 FROM payment p JOIN case_file c ON c.id = p.case_id WHERE p.record_id = b.id AND b.scheme <> '' AND c.scheme <> b.scheme)`},
		{"withheld-astray", "charge", `
			SELECT c.no, h.code FROM payment p JOIN charge h ON h.id = p.charge_id JOIN case_file c ON c.id = p.case_id
			WHERE p.kind = 'withheld' AND (p.record_id IS NULL OR p.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM payment m
				WHERE m.charge_id = p.charge_id AND m.record_id = p.record_id AND m.kind = '' AND m.reverses IS NULL))`},
		{"charge-unlike-correction", "charge", `
			SELECT c.no, h.code FROM charge_correction x JOIN charge h ON h.id = x.charge_id JOIN case_file c ON c.id = h.case_id
			WHERE NOT EXISTS (SELECT 1 FROM charge_correction n WHERE n.charge_id = x.charge_id AND n.round = x.round + 1)
			AND (x.amount <> h.amount OR x.due <> h.due OR x.case_id <> h.case_id)
			OR EXISTS (SELECT 1 FROM charge_correction n WHERE n.charge_id = x.charge_id AND n.round = x.round + 1
				AND (n.from_amount <> x.amount OR n.from_due <> x.due))`},
		{"charge-unpriced-astray", "charge", `
			SELECT c.no, h.code FROM charge h JOIN case_file c ON c.id = h.case_id` + came + `
			WHERE h.status = 'unpriced' AND (h.amount <> 0 OR q.charge_id IS NOT NULL)
			OR h.status IN ('owed', 'paid') AND h.amount < 1`},
		{"fee-table-overlaps", "day", `
			SELECT t.scheme, t.first_day FROM fee_table t JOIN fee_table o ON o.scheme = t.scheme AND o.first_day > t.first_day
			WHERE t.last_day >= o.first_day`},
		{"visit-correction-astray", "day", `
			SELECT c.no, v.day FROM visit v JOIN visit o ON o.id = v.corrects JOIN case_file c ON c.id = v.case_id
			WHERE v.case_id <> o.case_id OR v.reason = '' OR o.minutes < 1`},
		{"reversal-astray", "day", `
			SELECT c.no, p.received FROM payment p JOIN payment o ON o.id = p.reverses JOIN case_file c ON c.id = p.case_id
			WHERE p.charge_id <> o.charge_id OR p.amount <> - o.amount OR o.reverses IS NOT NULL OR p.reason = ''`},
	}
}
