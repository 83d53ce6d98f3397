// Package record names what the office keeps: applicants and their cases,
// answers and verdicts, findings, visits, payments, sessions and votes,
// decisions, marks, and the journal of all that was done. Records are plain
// values; what may be done to them is the business of the floors above. Every
// record that can change carries a Version, which counts its changes from 1.
package record
