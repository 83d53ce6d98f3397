package ask

import (
	"encoding/base64"
	"encoding/hex"
	"mime"
	"strconv"

	"akashi/app"
)

// FileHead is the head of an answer that gives a file as it was received, for keeping
// and never for showing: whoever handed it in chose what is in it.
func FileHead(file app.FileView) map[string]string {
	digest, _ := hex.DecodeString(file.SHA256) // made by hex
	return map[string]string{
		"Content-Type":            "application/octet-stream",
		"Content-Disposition":     mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}),
		"Content-Security-Policy": "sandbox; default-src 'none'",
		"Repr-Digest":             "sha-256=:" + base64.StdEncoding.EncodeToString(digest) + ":",
		"Content-Length":          strconv.Itoa(len(file.Content)),
	}
}
