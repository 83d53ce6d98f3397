package mark

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"

	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/ident"
	"akashi/values/yen"
)

// The kinds of notes between two bodies, as the first member of each says.
const (
	handoverKind = "akashi-handover-v1"
	returnKind   = "akashi-return-v1"
)

// Handover is what one body tells the other of its decision to grant (付与適格決定の引継ぎ). Its
// members are in the order of their names, on one line: who signs anew signs the same.
type Handover struct {
	Kind         string          `json:"akashi"`
	AgreementDue civil.Date      `json:"agreement_due,omitzero"`
	Case         string          `json:"case"`
	Decided      civil.Date      `json:"decided"`
	Edition      string          `json:"edition"`
	Fee          yen.Amount      `json:"fee"` // of the grant; the other body's to take
	Holder       HandoverHolder  `json:"holder"`
	Leaf         HandoverLeaf    `json:"leaf"`
	Number       string          `json:"number,omitempty"` // of the mark that is renewed
	Scheme       string          `json:"scheme"`
	Size         string          `json:"size,omitempty"`
	Type         record.CaseType `json:"type"`
}

// HandoverHolder is what the register needs of the applicant.
type HandoverHolder struct {
	Address         string `json:"address,omitempty"`
	CorporateNumber string `json:"corporate_number,omitempty"`
	Name            string `json:"name"`
	NameKana        string `json:"name_kana,omitempty"`
	Service         string `json:"service,omitempty"`
	Website         string `json:"website,omitempty"`
}

// HandoverLeaf is the leaf of the journal that tells of the decision, by its hash.
type HandoverLeaf struct {
	Hash string `json:"hash"`
	Seq  int64  `json:"seq"`
}

// Return is what the body that grants tells the other (付与の回答): when it concluded the agreement,
// when it was paid, and the number and the last day that it gave, where they are its own.
type Return struct {
	Kind      string     `json:"akashi"`
	Case      string     `json:"case"`
	Concluded civil.Date `json:"concluded"`
	Fee       yen.Amount `json:"fee"`
	Handover  string     `json:"handover"` // SHA-256 of the text that was handed over, hex
	Number    string     `json:"number,omitempty"`
	Paid      civil.Date `json:"paid,omitzero"`
	Scheme    string     `json:"scheme"`
	ValidTo   civil.Date `json:"valid_to,omitzero"`
}

// NoteView is a note between two bodies, with what it says.
type NoteView struct {
	record.BodyNote
	Handover *Handover `json:"handover,omitempty"`
	Return   *Return   `json:"return,omitempty"`
}

// grantedBy is the key of the body that grants this case in the place of the office; "" where the
// office does, or where no key stands.
func grantedBy(w *desk.Work) string {
	if _, another := w.Edition.Organisation.GrantedBy(); !another {
		return ""
	}
	return KeyOf(w, w.Case.Scheme, record.SideGranting)
}

// HandoverToMake reports whether another body grants, can be told from anybody, and has not been
// handed the decision yet.
func HandoverToMake(w *desk.Work) bool {
	_, handed := noteOf(w, w.Case.No, record.NoteHanded)
	return grantedBy(w) != "" && !handed
}

// AgreementToCome foresees the agreement: where another body grants, the fee comes in with its
// return, for which the handover has to be made.
func AgreementToCome(w *desk.Work) desk.Prospect {
	switch {
	case grantedBy(w) == "":
		return desk.Prospect{}
	case HandoverToMake(w):
		return w.Against(fault.Wrong("handover.not-made", "/return"))
	}
	return desk.Prospect{Grounds: desk.Grounds{lifecycle.PaidForGrant: desk.Holds(true)}}
}

// HandOver hands a decision over to the body that grants (引継ぎ):
//  1. a key of that body is on record, so that its answer can be told from anybody's;
//  2. write down what the agreement, the fee and the register need, with the leaf of the decision;
//  3. sign it by the office's key, and keep it as it was signed: there is one of a case.
func HandOver(w *desk.Work, _ desk.NoInput) error {
	if grantedBy(w) == "" {
		return fault.New(fault.Conflict, "handover.no-key", "")
	}
	h := Handover{Kind: handoverKind, AgreementDue: w.Case.AgreementDue, Case: w.Case.No, Decided: w.Case.Decided, Edition: w.Case.Edition,
		Fee: ToTake(w), Scheme: w.Case.Scheme, Size: string(w.Case.Size), Type: w.Case.Type}
	p := w.Case.Particulars
	h.Holder = HandoverHolder{Address: p.Address, CorporateNumber: p.CorporateNumber, Name: p.Name, NameKana: p.NameKana,
		Service: w.Case.Service, Website: cmp.Or(w.Case.Website, p.Website)}
	if w.Case.Type == record.Renewal {
		h.Number = desk.Read(w, w.Tx.Mark, w.Case.MarkID).Number
	}
	leaves := desk.Read(w, w.Leaves, desk.LeafQuery{Kind: desk.OnCase, Object: w.Case.No, Actions: []access.Action{access.Decide}, Newest: true, Limit: 1})
	for _, leaf := range leaves {
		h.Leaf = HandoverLeaf{Hash: leaf.Hash, Seq: leaf.Seq}
	}
	_, err := keepNote(w, record.BodyNote{Scheme: w.Case.Scheme, Kind: record.NoteHanded, CaseNo: w.Case.No}, h)
	return err
}

// ToTake is what is open of the fees that wait for the grant.
func ToTake(w *desk.Work) (sum yen.Amount) {
	payments := desk.Read(w, w.Payments, w.Case.ID)
	for _, c := range desk.Read(w, w.Charges, w.Case.ID) {
		if fees.Gates(w.Edition, scheme.GateGrant, c.Code) && c.Status == record.ChargeOwed {
			sum += fees.Open(c, payments)
		}
	}
	return sum
}

// takeReturn takes the signed return of the body that grants (付与の回答の受入れ):
//  1. without a key of it on record the office enters the agreement by hand, and no return is taken;
//  2. with one, nothing but a return that the key has signed will do, for the handover of this
//     case as it was made;
//  3. what it says of the day, of the number and of the last day stands in the place of what
//     would be entered by hand;
//  4. the fee that it was paid is the open one, and settles it.
func takeReturn(w *desk.Work, in *AgreementInput) (back Return, err error) {
	key := grantedBy(w)
	handed, made := noteOf(w, w.Case.No, record.NoteHanded)
	switch {
	case key == "" && len(in.Return) == 0:
		return back, nil
	case key == "":
		return back, fault.Wrong("handover.no-key", "/return")
	case !made:
		return back, fault.Wrong("handover.not-made", "/return")
	case len(in.Return) == 0:
		return back, fault.Wrong("handover.return-missing", "/return")
	}
	if err := opened(w, in.Return, key, returnKind, &back); err != nil {
		return back, err
	}
	fee := ToTake(w)
	var p fault.Problems
	p.Want(back.Case == w.Case.No && back.Scheme == w.Case.Scheme && back.Handover == handed.Digest, "handover.another-case", "/return", "given", back.Case, "case", w.Case.No)
	p.Want(in.Concluded.IsZero() || in.Concluded == back.Concluded, "handover.other-day", "/concluded", "given", in.Concluded, "day", back.Concluded)
	p.Want(in.ValidTo.IsZero() || in.ValidTo == back.ValidTo, "handover.other-day", "/valid_to", "given", in.ValidTo, "day", back.ValidTo)
	p.Want(fee == 0 || back.Fee == fee && !back.Paid.IsZero() && !back.Paid.After(w.Today), "handover.fee", "/return", "given", back.Fee, "open", fee)
	if w.Case.Type == record.New && back.Number != "" {
		p.Want(mayHave(w, back.Number), "handover.number", "/return", "given", back.Number, "number", w.Joined().Number.Pattern)
	}
	if err := p.Err(); err != nil {
		return back, err
	}
	in.Concluded, in.ValidTo = back.Concluded, back.ValidTo
	w.Add(&record.BodyNote{ID: w.NewID(), Scheme: w.Case.Scheme, Kind: record.NoteReturned, CaseNo: w.Case.No, Digest: handed.Digest, Note: string(in.Return), By: w.Actor.ID, At: w.Now})
	w.Facts["handover"] = handed.Digest
	return back, settle(w, back.Paid)
}

// settle keeps what the other body was paid as money received for what waits for the grant.
func settle(w *desk.Work, paid civil.Date) error {
	payments := desk.Read(w, w.Payments, w.Case.ID)
	for _, c := range desk.Read(w, w.Charges, w.Case.ID) {
		open := fees.Open(c, payments)
		if !fees.Gates(w.Edition, scheme.GateGrant, c.Code) || c.Status != record.ChargeOwed || open <= 0 {
			continue
		}
		if err := money.RecordPayment(w, money.PaymentInput{Charge: c.ID, Amount: open, Received: paid, Note: w.Edition.Organisation.Granting}); err != nil {
			return err
		}
	}
	w.Told = nil
	return nil
}

// mayHave reports whether a new mark may have the number: by the grammar of the edition, and
// nobody else's.
func mayHave(w *desk.Work, number string) bool {
	grammar, err := ident.Compile(w.Joined().Number.Pattern)
	if err != nil {
		return false
	}
	_, err = grammar.Parse(number)
	return err == nil && !taken(w, number)
}

// noteOf is the note of a kind about a case.
func noteOf(w *desk.Work, no string, kind record.BodyNoteKind) (record.BodyNote, bool) {
	return desk.First(desk.Read(w, w.BodyNotesOf, no), func(n record.BodyNote) bool { return n.Scheme == w.Edition.Scheme && n.Kind == kind })
}

// keepNote signs what a note says and keeps it. Its digest is that of the handover: of its own
// text where none is given.
func keepNote(w *desk.Work, n record.BodyNote, says any) (record.BodyNote, error) {
	var text bytes.Buffer
	enc := json.NewEncoder(&text) // which ends with a line
	enc.SetEscapeHTML(false)
	if err := enc.Encode(says); err != nil {
		return n, err
	}
	signed, err := w.Desk.Seals.Sign(text.Bytes())
	if err != nil {
		return n, err
	}
	n.ID, n.Note, n.Digest, n.By, n.At = w.NewID(), string(signed), cmp.Or(n.Digest, desk.Hash(text.Bytes())), w.Actor.ID, w.Now
	w.Add(&n)
	w.Facts["handover"] = n.Digest
	return n, nil
}

// opened reads what a note says that a key has signed; it is of the kind that is asked for.
func opened(w *desk.Work, note []byte, key, kind string, says any) error {
	text, err := w.Desk.Seals.Signed(note, key)
	if err != nil {
		return fault.Wrong("handover.signature", "/"+fieldOf(kind))
	}
	var head struct {
		Kind string `json:"akashi"`
	}
	if json.Unmarshal(text, &head) != nil || head.Kind != kind || json.Unmarshal(text, says) != nil {
		return fault.Wrong("handover.kind", "/"+fieldOf(kind), "wanted", kind)
	}
	return nil
}

// fieldOf is the field in which a note of a kind is handed in.
func fieldOf(kind string) string {
	if kind == returnKind {
		return "return"
	}
	return "handover"
}

// HandoverIn reads a handover that was signed here, or verified before it was kept.
func HandoverIn(n record.BodyNote) (h Handover) {
	_ = json.Unmarshal(textOf(n.Note), &h) // it was read before it was kept
	return h
}

// textOf is the text of a note that was verified before it was kept: what stands before its last
// empty line, which its signatures follow.
func textOf(note string) []byte {
	return []byte(note[:max(0, strings.LastIndex(note, "\n\n"))] + "\n")
}
