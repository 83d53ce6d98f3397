package mark

import (
	"cmp"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// TrustInput enters the key of another body.
type TrustInput struct {
	Scheme string          `json:"scheme" doc:"key of the scheme"`
	Side   record.BodySide `json:"side" enum:"granting,deciding" doc:"what the other body does: it grants, or it decides"`
	Key    string          `json:"key,omitempty" doc:"key that verifies its notes; empty: none stands any longer"`
	Reason string          `json:"reason" doc:"where the key came from, or why it goes"`
}

// About says what the policy asks about.
func (in TrustInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Check finds what is wrong with the input by itself.
func (in TrustInput) Check() error {
	var p fault.Problems
	fault.OneOf(&p, "handover.side", "/side", in.Side, []record.BodySide{record.SideGranting, record.SideDeciding})
	p.Want(in.Reason != "", "reason.missing", "/reason")
	return p.Err()
}

// TrustBody enters the key by which notes of the other body are verified (他機関の鍵の登録):
//  1. the scheme has another body that grants;
//  2. the key is one, and another than the one that stands;
//  3. keep it beside those before; from now on nothing but a note that it has signed is taken.
func TrustBody(w *desk.Work, in TrustInput) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return desk.Missing(err, "/scheme")
	}
	p := fault.ProblemsIn(in.Check())
	_, another := w.Edition.Organisation.GrantedBy()
	p.Want(another, "handover.one-body", "/scheme", "given", in.Scheme)
	in.Key = strings.TrimSpace(in.Key)
	if in.Key != "" {
		_, err := w.Desk.Seals.Signed(nil, in.Key)
		for _, wrong := range fault.ProblemsIn(err) {
			p.Want(wrong.Code != "note.key", "note.key", "/key")
		}
	}
	p.Want(in.Key != KeyOf(w, in.Scheme, in.Side), "handover.same-key", "/key")
	if err := p.Err(); err != nil {
		return err
	}
	k := record.BodyKey{ID: w.NewID(), Scheme: in.Scheme, Side: in.Side, Key: in.Key, Reason: in.Reason, By: w.Actor.ID, At: w.Now}
	w.Add(&k)
	w.Result = k
	return nil
}

// KeyOf is the key of a body that stands; "" for none.
func KeyOf(w *desk.Work, scheme string, side record.BodySide) (key string) {
	for _, k := range desk.Read(w, w.BodyKeys, scheme) {
		if k.Side == side {
			key = k.Key
		}
	}
	return key
}

// ReceiveInput receives a decision that was handed over.
type ReceiveInput struct {
	Scheme   string `json:"scheme" doc:"key of the scheme"`
	Name     string `json:"name,omitempty" doc:"file name"`
	Handover []byte `json:"handover" flag:"handover" doc:"signed note of the body that decides; base64 in JSON"`
}

// About says what the policy asks about.
func (in ReceiveInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Journaled is the input with the hash of the note in its place.
func (in ReceiveInput) Journaled() any {
	return map[string]string{"scheme": in.Scheme, "handover": desk.Hash(in.Handover)}
}

// ReceiveHandover receives a decision of the body that decides (引継ぎの受領):
//  1. a key of that body is on record, and has signed the note;
//  2. it is of this scheme, and of a case that was not received before;
//  3. keep it as it came.
func ReceiveHandover(w *desk.Work, in ReceiveInput) error {
	key, err := otherKey(w, in.Scheme, record.SideDeciding)
	if err != nil {
		return err
	}
	var h Handover
	if err := opened(w, in.Handover, key, handoverKind, &h); err != nil {
		return err
	}
	_, again := noteOf(w, h.Case, record.NoteReceived)
	var p fault.Problems
	p.Want(h.Scheme == in.Scheme && h.Case != "", "handover.another-scheme", "/handover", "given", h.Scheme, "scheme", in.Scheme)
	p.Want(!again, "handover.twice", "/handover", "case", h.Case)
	if err := p.Err(); err != nil {
		return err
	}
	n := record.BodyNote{ID: w.NewID(), Scheme: in.Scheme, Kind: record.NoteReceived, CaseNo: h.Case, Digest: desk.Hash(textOf(string(in.Handover))),
		Note: string(in.Handover), By: w.Actor.ID, At: w.Now}
	w.Add(&n)
	w.Facts["case"], w.Facts["handover"] = n.CaseNo, n.Digest
	w.Result = NoteView{BodyNote: n, Handover: &h}
	return nil
}

// otherKey is the key of the other body of a scheme, whose edition comes to lie on the desk.
func otherKey(w *desk.Work, scheme string, side record.BodySide) (key string, err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(scheme, w.Today); err != nil {
		return "", desk.Missing(err, "/scheme")
	}
	if _, another := w.Edition.Organisation.GrantedBy(); !another {
		return "", fault.Wrong("handover.one-body", "/scheme", "given", scheme)
	}
	if key = KeyOf(w, scheme, side); key == "" {
		return "", fault.Wrong("handover.no-key", "/scheme")
	}
	return key, nil
}

// ReturnInput answers a handover.
type ReturnInput struct {
	Scheme    string     `json:"scheme" doc:"key of the scheme"`
	Receipt   string     `json:"receipt" doc:"receipt number at the body that decides"`
	Concluded civil.Date `json:"concluded,omitempty" doc:"day of the agreement; today when empty"`
	Paid      civil.Date `json:"paid,omitempty" doc:"day on which the fee was received, where there is one"`
	Number    string     `json:"number,omitempty" doc:"number of the mark, where this body gives it"`
	ValidTo   civil.Date `json:"valid_to,omitempty" doc:"last day of validity, where the edition leaves it to the office"`
}

// About says what the policy asks about.
func (in ReturnInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// ReturnHandover answers a handover as the body that grants (付与契約・登録料の確認と回答):
//  1. the decision was received, and is not answered yet;
//  2. the agreement was concluded between the decision and today, and by its last day;
//  3. the fee was received by then: nothing is granted unpaid;
//  4. sign the return by the office's key, and keep it as it was signed.
func ReturnHandover(w *desk.Work, in ReturnInput) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return desk.Missing(err, "/scheme")
	}
	received, known := noteOf(w, in.Receipt, record.NoteReceived)
	if !known {
		return fault.Wrong("handover.not-received", "/receipt", "given", in.Receipt)
	}
	h := HandoverIn(received)
	in.Concluded = cmp.Or(in.Concluded, w.Today)
	_, again := noteOf(w, in.Receipt, record.NoteAnswered)
	var p fault.Problems
	p.Want(!again, "handover.answered", "/receipt", "given", in.Receipt)
	p.Want(!in.Concluded.After(w.Today) && !in.Concluded.Before(h.Decided), "agreement.day", "/concluded", "given", in.Concluded, "decided", h.Decided, "today", w.Today)
	p.Want(!in.Paid.After(w.Today), "payment.day", "/paid", "given", in.Paid)
	if err := p.Err(); err != nil {
		return err
	}
	if last := h.AgreementDue; !last.IsZero() && (in.Concluded.After(last) || in.Paid.After(last)) {
		return &fault.Refusal{Clause: w.ClauseOf(scheme.ClockAgreement), Reason: "handover.late", Detail: fault.With("last_day", last)}
	}
	if h.Fee > 0 && in.Paid.IsZero() {
		return &fault.Refusal{Clause: fees.GateClause(w.Edition, scheme.GateGrant), Reason: "handover.unpaid", Detail: fault.With("fee", h.Fee)}
	}
	back := Return{Kind: returnKind, Case: h.Case, Concluded: in.Concluded, Fee: h.Fee, Handover: received.Digest, Number: strings.TrimSpace(in.Number),
		Paid: in.Paid, Scheme: in.Scheme, ValidTo: in.ValidTo}
	n, err := keepNote(w, record.BodyNote{Scheme: in.Scheme, Kind: record.NoteAnswered, CaseNo: h.Case, Digest: received.Digest}, back)
	w.Result = NoteView{BodyNote: n, Return: &back}
	return err
}
