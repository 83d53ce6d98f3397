// Package scan reads the vulnerability reports (診断結果書類) of scanners as they
// were received: it finds the format by content, streams the findings and
// recomputes base scores from vectors. A file that is hostile, cut off or not a
// report is refused; a row that cannot be read is listed, never dropped.
package scan
