package fsck

// aboutPeople: an account comes of one sign-up, what another provider knows somebody by is of
// one account, and was tied by its owner.
func aboutPeople() []promise {
	return []promise{
		{"sign-up-unlike-account", "organisation", `
			SELECT s.id, s.organisation FROM sign_up s
			WHERE (s.link <> '' OR s.version < 2) AND EXISTS (SELECT 1 FROM user_account u WHERE u.id = s.id)
			OR s.link = '' AND s.version > 1 AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = s.id)`},
		{"sign-up-astray", "organisation", `
			SELECT s.id, s.organisation FROM sign_up s WHERE s.email = '' OR s.scheme = '' OR s.at IS NULL OR s.until IS NULL OR s.until < s.at`},
		{"identity-twice", "issuer", `
			SELECT min(i.user_id), i.issuer FROM identity i WHERE i.ended IS NULL GROUP BY i.issuer, i.subject HAVING count(*) > 1`},
		{"identity-astray", "provider", `
			SELECT i.user_id, i.provider FROM identity i WHERE i.issuer = '' OR i.subject = '' OR i.at IS NULL OR i.ended < i.at`},
		{"identity-without-leaf", "provider", `
			SELECT i.user_id, i.provider FROM identity i WHERE NOT EXISTS (SELECT 1 FROM journal j
				WHERE j.kind = 'user' AND j.action IN ('add-identity', 'sign-in') AND j.object = i.user_id AND j.at >= i.at)`},
	}
}

// ofApplicant is whether a role stands on the applicant's side of a case.
const ofApplicant = `role IN ('applicant', 'responsible')`

// aboutMessages: what one side of a case writes to the other is written by somebody of that
// side, who was there, and not after the last act; what it divides among its contacts is theirs.
func aboutMessages() []promise {
	return []promise{
		{"message-without-leaf", "person", `
			SELECT c.no, m.by FROM message m JOIN case_file c ON c.id = m.case_id GROUP BY c.no, m.by
			HAVING count(*) > (SELECT count(*) FROM journal j
				WHERE j.kind = 'case' AND j.action = 'write-message' AND j.object = c.no AND j.actor = m.by)`},
		{"message-of-other-side", "person", `
			SELECT c.no, m.by FROM message m JOIN case_file c ON c.id = m.case_id
			WHERE NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = m.by AND (m.side = 'applicant') = (u.` + ofApplicant + `))
			AND NOT EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = m.by AND (m.side = 'applicant') = (r.` + ofApplicant + `))`},
		{"message-of-unassigned", "person", `
			SELECT c.no, m.by FROM message m JOIN case_file c ON c.id = m.case_id JOIN user_account u ON u.id = m.by
			WHERE u.role IN ('reviewer', 'assessor') AND NOT EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id)
			AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.case_id = m.case_id AND a.user_id = m.by
				AND a.at <= m.at AND (a.ended IS NULL OR a.ended >= m.at))`},
		{"message-astray", "person", `
			SELECT c.no, m.by FROM message m JOIN case_file c ON c.id = m.case_id
			WHERE m.side NOT IN ('applicant', 'office') OR m.text = '' OR m.at IS NULL OR m.at > (SELECT max(j.at) FROM journal j)`},
		{"allotment-astray", "person", `
			SELECT c.no, a.user_id FROM allotment a JOIN case_file c ON c.id = a.case_id
			WHERE a.criterion = '' OR a.at IS NULL OR a.at > (SELECT max(j.at) FROM journal j)
			OR a.user_id <> '' AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = a.user_id AND u.` + ofApplicant + `)
			AND NOT EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = a.user_id AND r.` + ofApplicant + `)`},
		{"intake-astray", "step", `
			SELECT c.no, k.step FROM intake_check k JOIN case_file c ON c.id = k.case_id
			WHERE k.standing NOT IN ('whole', 'missing') OR k.standing = 'missing' AND k.note = ''
			OR k.step = '' OR k.by = '' OR k.at IS NULL OR k.at > (SELECT max(j.at) FROM journal j)`},
	}
}
