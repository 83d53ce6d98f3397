package record

import "time"

// Passkey is a key of somebody's phone, computer or stick, which signs its owner in
// (パスキー). The office has the public half alone.
type Passkey struct {
	ID         string
	UserID     string
	Credential string // what the device calls the key, base64url
	Key        string // public key as the device gave it (COSE), base64url
	Name       string // what its owner calls it
	Synced     bool   // the device may copy it to others of its owner
	Count      int    // signatures, of a device that counts them
	Made       time.Time
	Used       time.Time // the zero moment: not yet
	Ended      time.Time // removed, or taken away; the zero moment: it stands
	Version    int
}
