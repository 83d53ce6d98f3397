package cli

import (
	"cmp"
	"context"
	"io"
	"net/url"
	"path/filepath"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/doors/limit"
	"akashi/record"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/words"
)

// Parts are what the commands need of the world and of the tools. The roof
// fills them in.
type Parts struct {
	Version string
	In      io.Reader
	Out     io.Writer // the answer
	Err     io.Writer // everything else
	Watched bool      // Err is a terminal
	Env     func(name string) (string, bool)
	Now     func() time.Time
	Open    func(name string) (io.ReadCloser, error) // a file named by an argument
	Create  func(name string) (io.WriteCloser, error)

	Schemes Schemes
	Scan    Scan
	Sheet   Sheet
	// Calendar writes a calendar as programs take it.
	Calendar func(w io.Writer, c desk.Calendar) error

	// Inspect judges a file as an upload called name would be judged.
	Inspect func(r io.Reader, name string) (Checkup, error)
	// Office opens the office's store, and brings it up to date; where there is none
	// it is fault.NotFound.
	Office func(ctx context.Context, at Site) (*Office, error)
	// Begin opens it too, and makes it where there is none.
	Begin func(ctx context.Context, at Site) (*Office, error)
	// Scratch opens an office that is gone when it is closed.
	Scratch func(ctx context.Context, at Site) (*Office, error)
	// Serve answers requests at the address until ctx ends; ready is told the
	// address by which the office is reached.
	Serve func(ctx context.Context, o *Office, at Address, ready func(url string)) error
	// Work does all that is due by now, sends what letters there are, and ends.
	Work func(ctx context.Context, o *Office, at Address) (Worked, error)
	// Fill fills an empty office with the demonstration.
	Fill func(ctx context.Context, at Site) (Demo, error)
	// Fsck checks the store from outside, and the files that it names unless quick; told
	// hears how far it has come.
	Fsck func(ctx context.Context, at Site, quick bool, told func(done, whole int64)) (Checkup, error)
	// SealEvidence encrypts the files that are kept as they came; told hears how far it has come.
	SealEvidence func(ctx context.Context, at Site, dry bool, told func(done, whole int64)) (Sealed, error)
	// Backup copies the office's store, verifies a copy, or restores one.
	Backup Backup
	Routes func() []ask.Route
	// Signed is the text of a note that a key has signed.
	Signed func(note []byte, key string) ([]byte, error)
	// Conditions are those under which an office works: disk, permissions, key, clock and
	// the last backup.
	Conditions func(ctx context.Context, at Site) []Condition
	// TryMail hands a letter over and says what the server answered.
	TryMail func(ctx context.Context, at Site, l TestLetter) Condition
}

// TestLetter is a letter by which somebody tries the server for mail.
type TestLetter struct{ To, Subject, Text, Lang string }

// Condition is one of them.
type Condition = ask.Condition

// Schemes finds rule books.
type Schemes struct {
	Shipped func() (*scheme.Shelf, error)
	Folder  func(dir string) (*scheme.Shelf, error)
	File    func(name string) (*scheme.Edition, error)
}

// Scan reads vulnerability reports and vectors.
type Scan struct {
	Formats []string
	Read    func(r io.Reader, as desk.ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error)
	Base    func(vector string) (version string, base diagnosis.Tenths, err error)
}

// Sheet reads and writes tables.
type Sheet struct {
	Read    func(r io.Reader, format, encoding string) (rows [][]string, found string, err error)
	Write   func(w io.Writer, rows [][]string) error
	Columns func() (map[string]string, error) // headings as offices write them, by field
}

// Sealed is what came of encrypting what was kept as it came.
type Sealed struct {
	DryRun bool           `json:"dry_run"`
	Files  int            `json:"files"` // encrypted, or to be
	Size   int64          `json:"size"`  // of these, in bytes
	Left   fault.Problems `json:"-"`     // what is not what its name says: nobody may take it for sound
}

// Checkup is what a tool has found out, and whether that is good.
type Checkup struct {
	Good  bool
	Found fault.Problems        // what is not good
	Done  string                // sentence that says what was done all the same, or ""
	View  func(*words.Book) any // all of it, as JSON
}

// Plain is a view in which nothing is said.
func Plain(view any) func(*words.Book) any { return func(*words.Book) any { return view } }

// Site says where an office keeps its things, by which rule books and when.
type Site struct {
	Data     string // folder of the store and the evidence
	Database string // address of another store; "" for the one in Data
	Key      string // file of the office's key; "" for the one beside Data
	Secret   string // that opens the key; "" where it is not encrypted
	Evidence EvidenceSettings
	Shelf    *scheme.Shelf
	Schemes  string // folder of the office's own scheme files; "" where it has none
	Now      func() time.Time
	Mail     MailSettings
	Undo     time.Duration // in which a letter can be taken back
	OIDC     ProviderSettings
	Scanner  string // address of a scanner for viruses; "" where none is asked
}

// EvidenceSettings say how files are kept.
type EvidenceSettings struct {
	Sealed bool   // encrypted to the office's key; else as they come
	Others string // public keys of age that open every file, beside the office's
}

// ProviderSettings are the file with the other providers by which people sign in, and where the
// secret of each is found.
type ProviderSettings struct {
	File   []byte // empty where there are none
	Secret func(id string) (string, error)
}

// MailSettings say where letters are handed over, as somebody writes it.
type MailSettings struct {
	Address        string // "" where nothing is sent
	User, Password string
	From           string // whom letters are from
}

// KeyFile is where the office's key lies: beside its folder, and so in none of its
// backups, when nobody says where.
func (s Site) KeyFile() string { return cmp.Or(s.Key, filepath.Clean(s.Data)+".key") }

// Name says where the store is, without the password of a database.
func (s Site) Name() string {
	if s.Database == "" {
		return s.Data
	}
	if address, err := url.Parse(s.Database); err == nil {
		return address.Redacted()
	}
	return "--database"
}

// Office is an office that has been opened.
type Office struct {
	*app.App
	VerifyLog func(ctx context.Context) (Checkup, error)
	// Conditions are those under which it works.
	Conditions func(ctx context.Context) []Condition
	// Tidy clears away what killed programs have left, and answers to requests that nobody
	// will repeat any more, and says how many.
	Tidy func(ctx context.Context) (answers int64, err error)
	// Incoming is the folder in which files lie that come piece by piece.
	Incoming string
	Sealed   bool // files that come in are kept encrypted
	// Posted hears that there are letters to send.
	Posted <-chan struct{}
	// Rekey takes the key from where a site has it.
	Rekey func(Site)
	Lost  <-chan struct{} // closed when the store must be opened anew
	Close func() error
}

// Address is where and how an office is served.
type Address struct {
	Listen    string // host:port; port 0 for any
	PublicURL string
	Secure    bool
	Limits    limit.Config
	Metrics   string // host:port of the figures; "" for none
	Quiet     bool   // no line in the log for each request
	Silent    bool   // nothing in it but failures: somebody reads what is said
	Store     string // what the office is called
	Mail      MailSettings
	OIDC      ProviderSettings
	ByHand    bool // what a day brings is not done by the server itself
	// SignUp says of which schemes people ask for an account themselves.
	SignUp func(scheme string) bool
	// Again reads the settings anew.
	Again func() (Address, Site, error)
}

// Demo is what the demonstration hands out.
type Demo struct {
	Address string       `json:"address"` // "" when it is only filled
	Day     civil.Date   `json:"day"`
	Filled  bool         `json:"filled"` // false: the store had been filled before
	People  []DemoPerson `json:"people"`
	Tokens  []DemoToken  `json:"tokens"`
	Cases   []DemoCase   `json:"cases"`
	Marks   []DemoMark   `json:"marks"`

	// Alone are the office's decisions that acts wait for nobody.
	Alone []record.Safeguard `json:"second_person_off"`
}

// DemoPerson is somebody whom one can be in the demonstration.
type DemoPerson struct {
	User   string      `json:"user"`
	Role   record.Role `json:"role"`
	Scheme string      `json:"scheme"` // "" for all
	Name   string      `json:"name"`
	Login  string      `json:"login"` // address that signs the person in, once
}

// DemoToken is a bearer token for a program.
type DemoToken struct {
	User   string      `json:"user"`
	Role   record.Role `json:"role"`
	Scheme string      `json:"scheme"`
	Token  string      `json:"token"`
}

// DemoCase is one case, by where it stands.
type DemoCase struct {
	No     string          `json:"no"`
	Scheme string          `json:"scheme"`
	Type   record.CaseType `json:"type"`
	State  string          `json:"state"`
}

// DemoMark is one entry of the register, by what it is worth today.
type DemoMark struct {
	Number string `json:"number"`
	Status string `json:"status"`
}

// Backup copies a store and proves the copy.
type Backup struct {
	Create  func(ctx context.Context, at Site, to string) (Checkup, error)
	Verify  func(ctx context.Context, from string, at Site) (Checkup, error)
	Restore func(ctx context.Context, from string, at Site) (Checkup, error)
}
