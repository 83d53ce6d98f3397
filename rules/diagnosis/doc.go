// Package diagnosis judges a vulnerability report (脆弱性診断報告書) by the rule of
// an edition: base scores of the CVSS version that the edition names, its bands
// and their duties, the age of the report. The scanner's own colours, overrides
// and quality marks are shown and never decide.
package diagnosis
