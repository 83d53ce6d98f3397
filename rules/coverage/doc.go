// Package coverage says whether an applicant's audits together cover what the
// edition asks for (監査項目規程), and whether dated evidence is young enough on the
// day of filing.
package coverage
