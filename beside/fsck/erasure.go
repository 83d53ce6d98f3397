package fsck

// aboutErasures: what was erased was a document of its case, by an act that is on record, when its
// time was over and nothing held it; and what a reader understood of it is gone as well.
func aboutErasures() []promise {
	return []promise{
		{"erasure-without-leaf", "erased", `
			SELECT c.no, count(*) FROM erasure e JOIN case_file c ON c.id = e.case_id GROUP BY c.no
			HAVING count(DISTINCT e.at) > (SELECT count(*) FROM journal j WHERE j.kind = 'case' AND j.action = 'erase' AND j.object = c.no)`},
		{"erasure-astray", "file", `
			SELECT c.no, e.file_id FROM erasure e JOIN case_file c ON c.id = e.case_id
			WHERE NOT EXISTS (SELECT 1 FROM attachment f WHERE f.id = e.file_id AND f.case_id = e.case_id AND f.sha256 = e.sha256)
			AND NOT EXISTS (SELECT 1 FROM scan_report f WHERE f.id = e.file_id AND f.case_id = e.case_id AND f.sha256 = e.sha256)
			AND NOT EXISTS (SELECT 1 FROM observation f WHERE f.id = e.file_id AND f.case_id = e.case_id AND f.sha256 = e.sha256)`},
		{"erasure-too-early", "kept_to", `
			SELECT c.no, e.kept_to FROM erasure e JOIN case_file c ON c.id = e.case_id
			WHERE e.kept_to IS NULL OR e.months < 1 OR e.kept_to < coalesce(c.since, c.decided)`},
		{"erasure-under-hold", "file", `
			SELECT c.no, e.file_id FROM erasure e JOIN case_file c ON c.id = e.case_id
			JOIN hold h ON h.case_id = e.case_id AND h.at < e.at AND (h.released IS NULL OR h.released > e.at)`},
		{"erased-text-kept", "file", `
			SELECT c.no, e.file_id FROM erasure e JOIN case_file c ON c.id = e.case_id JOIN scan_page p ON p.report_id = e.file_id`},
	}
}
