// Package paper prints documents of the office as PDF, on A4, with the faces that it brings along: letters look the
// same wherever they are printed, and the same document is the same bytes each time.
//
// The faces are BIZ UDPGothic, and for what it has not (𠮷) the rest of Noto Sans JP: the characters from U+2E80 on that
// the first has no glyph for, cut out with
//
//	hb-subset NotoSansJP-Regular.ttf --unicodes=… --no-hinting --drop-tables+=GSUB,GPOS,GDEF,vhea,vmtx,VORG,BASE,STAT
//
// Both are under the SIL Open Font License, which lies beside them.
package paper
