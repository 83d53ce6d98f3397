package review

import (
	"context"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// ObservationInput is what was seen on site.
type ObservationInput struct {
	Criterion string `json:"criterion,omitempty" doc:"criterion that it is about; none for the whole review"`
	Text      string `json:"text" maxLength:"4000" doc:"what was seen"`
	Name      string `json:"name,omitempty" doc:"file name of the photo"`
	Content   []byte `json:"content,omitempty" flag:"photo" doc:"a photo, JPEG or PNG, base64 in JSON; where and when it was taken is left out"`
	Corrects  string `json:"corrects,omitempty" doc:"ID of the observation whose place it takes"`
	Reason    string `json:"reason,omitempty" doc:"why it takes that place"`

	came string // SHA-256 of the photo as it came
	bare error  // why nothing of it can be kept
}

// Identity is what the request is known again by.
func (in *ObservationInput) Identity() any {
	in.came = desk.Hash(in.Content)
	return in.Journaled()
}

// Journaled is the input with the photo's hash in the place of its content.
func (in ObservationInput) Journaled() any {
	told := map[string]any{"criterion": in.Criterion, "text": in.Text, "corrects": in.Corrects, "reason": in.Reason}
	if len(in.Content) > 0 {
		told["name"], told["received_sha256"] = in.Name, in.came
	}
	return told
}

// MostOfPhoto is the largest photo that is taken, in bytes.
const MostOfPhoto = 25 << 20

// Prepare leaves of a photo the picture alone, and keeps it.
func (in *ObservationInput) Prepare(ctx context.Context, d *desk.Desk) {
	if len(in.Content) == 0 || len(in.Content) > MostOfPhoto {
		return
	}
	if in.came == "" {
		in.came = desk.Hash(in.Content)
	}
	in.Content, in.bare = d.Files.Bare(in.Content)
	if in.bare == nil {
		d.KeepAhead(ctx, in.Name, in.Content)
	}
}

// Observe keeps what was seen on site (現地の観察記録):
//  1. something was seen, and the criterion is one of the edition;
//  2. of a photo, where and when and with what it was taken is left out, and the picture is kept
//     under its hash;
//  3. what corrects another says why, and stands in its place: one's own alone.
func Observe(w *desk.Work, in ObservationInput) error {
	var p fault.Problems
	p.Want(strings.TrimSpace(in.Text) != "", "observation.text", "/text")
	if in.Criterion != "" && len(w.Edition.Named(in.Criterion)) == 0 {
		fault.Choose(&p, "attach.criterion", "/criterion", in.Criterion, w.Edition.CriterionIDs())
	}
	p.Want(len(in.Content) <= MostOfPhoto, "observation.photo-large", "/content", "max", MostOfPhoto>>20)
	if in.bare != nil {
		p = append(p, fault.ProblemsIn(in.bare)...)
	}
	if in.Corrects != "" {
		was, stands := desk.First(StandingObservations(desk.Read(w, w.Observations, w.Case.ID)), func(o record.Observation) bool { return o.ID == in.Corrects })
		p.Want(stands && was.By == w.Actor.ID, "observation.none", "/corrects", "given", in.Corrects)
		p = append(p, fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())...)
	}
	if err := p.Err(); err != nil {
		return err
	}
	o := &record.Observation{ID: w.NewID(), CaseID: w.Case.ID, Criterion: in.Criterion, Text: in.Text, Corrects: in.Corrects, Reason: in.Reason, By: w.Actor.ID, At: w.Now}
	if len(in.Content) > 0 {
		kept, err := w.KeepFile(in.Name, in.Content)
		if err != nil {
			return err
		}
		o.Name, o.Type, o.Size, o.SHA256 = in.Name, kept.Type, kept.Size, kept.SHA256
		w.Told = fault.With("name", in.Name, "size", kept.Size, "sha256", kept.SHA256, "flags", kept.Flags)
		w.Facts["sha256"] = kept.SHA256
	}
	w.Add(o)
	return nil
}

// StandingObservations are those that no other corrects.
func StandingObservations(all []record.Observation) (standing []record.Observation) {
	for _, o := range all {
		if _, corrected := desk.First(all, func(x record.Observation) bool { return x.Corrects == o.ID }); !corrected {
			standing = append(standing, o)
		}
	}
	return standing
}
