package people

import (
	"slices"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// IdentitiesOf are those of a user that stand.
func IdentitiesOf(w *desk.Work, u record.User) []record.Identity {
	return slices.DeleteFunc(desk.Read(w, w.Identities, u.ID), func(i record.Identity) bool { return !i.Ended.IsZero() })
}

// EndIdentity takes one away.
func EndIdentity(w *desk.Work, i record.Identity, by string) {
	i.Ended = w.Now
	w.Save(&i)
	dropGranted(w, i)
}

// dropGranted ends the roles that a provider has given and that no identity of it carries now.
func dropGranted(w *desk.Work, i record.Identity) {
	for _, r := range desk.Read(w, w.UserRoles, i.UserID) {
		if r.Ended.IsZero() && r.By == grantedBy(i.Provider) {
			r.Ended, r.EndedBy = w.Now, r.By
			w.Save(&r)
		}
	}
}

// grantedBy signs the roles that a provider gives. No user can be called so.
func grantedBy(provider string) string { return "oidc:" + provider }

// TieIdentity ties what a provider says of somebody to an account.
func TieIdentity(w *desk.Work, who desk.Identified, u record.User) error {
	if bound, known := desk.Find(w, w.Identity, who.Name()); known {
		if bound.UserID == u.ID {
			return nil
		}
		return fault.New(fault.Conflict, "oidc.bound", "")
	}
	w.Add(&record.Identity{ID: w.NewID(), UserID: u.ID, Provider: who.Provider, Issuer: who.Issuer, Subject: who.Subject, By: u.ID, At: w.Now, Version: 1})
	return nil
}

// errUnknown is the answer to whoever has no account here, whose account is kept out, and whose
// account the provider does not open alike.
func errUnknown() error { return fault.New(fault.Forbidden, "oidc.unknown", "") }

// ByIdentity is the user who has shown an identity (外部認証でのサインイン):
//  1. the one to whom issuer and subject are tied;
//  2. or, where the office has the provider do so, the one account that waits for its first
//     use under the address that the provider has verified;
//  3. nobody else, and nobody who is kept out.
func ByIdentity(w *desk.Work, who desk.Identified, p desk.Provider) (record.User, error) {
	if bound, known := desk.Find(w, w.Identity, who.Name()); known {
		u := desk.Read(w, w.Tx.User, bound.UserID)
		if u.Disabled {
			return record.User{}, errUnknown()
		}
		return u, nil
	}
	if !p.ByEmail || !who.Verified || who.Email == "" {
		return record.User{}, errUnknown()
	}
	there := desk.Read(w, w.UsersByEmail, who.Email)
	if len(there) != 1 || !waitsForFirstUse(w, there[0]) {
		return record.User{}, errUnknown()
	}
	u := there[0]
	u.Link, u.LinkUntil = "", time.Time{}
	return u, TieIdentity(w, who, u)
}

// waitsForFirstUse reports an account that was invited and that nobody has come into.
func waitsForFirstUse(w *desk.Work, u record.User) bool {
	return !u.Disabled && w.Now.Before(u.LinkUntil) && u.Link != "" && u.Password == "" && !HasSecond(w, u) && len(IdentitiesOf(w, u)) == 0 && len(SignedIn(w, u)) == 0
}

// RolesFor are the roles in which a user acts who came by a provider, by their IDs; nil for
// every one that the office has given (外部認証の役割):
//  1. without a map, what the office has given;
//  2. with one, of those what a claim names, and beyond them only what the map gives;
//  3. what the map gave and no claim names any more ends.
func RolesFor(w *desk.Work, u record.User, p desk.Provider, named func(desk.ClaimedRole) bool) (ids []string, err error) {
	if len(p.Roles) == 0 {
		return nil, nil
	}
	posts := slices.DeleteFunc(slices.Clone(p.Roles), func(r desk.ClaimedRole) bool { return !named(r) })
	for _, r := range desk.Read(w, w.UserRoles, u.ID) {
		given := r.Ended.IsZero() && r.By == grantedBy(p.ID)
		still := slices.ContainsFunc(posts, func(post desk.ClaimedRole) bool { return post.Grant && samePost(post.Post, r) })
		if given && !still {
			r.Ended, r.EndedBy = w.Now, r.By
			w.Save(&r)
		}
	}
	all := w.InRoles(u)
	for _, post := range posts {
		if has := slices.ContainsFunc(all, func(r record.InRole) bool { return post.Covers(r) }); has || !post.Grant {
			continue
		}
		r := record.UserRole{ID: w.NewID(), UserID: u.ID, Role: post.Role, Scheme: post.Scheme, Body: post.Body, Seat: post.Seat, By: grantedBy(p.ID), At: w.Now, Version: 1}
		var problems fault.Problems
		if belonging(w, UserInput{Role: r.Role, Scheme: schemesNamed(post.Post), Body: r.Body, Seat: r.Seat}, &problems); len(problems) > 0 || !access.IsStaff(r.Role) && r.Role != record.RoleAdmin {
			continue // the map gives what there is not: nothing
		}
		w.Add(&r)
		all = w.InRoles(u)
	}
	for _, r := range all {
		if slices.ContainsFunc(posts, func(post desk.ClaimedRole) bool { return post.Covers(r) }) {
			ids = append(ids, r.RoleID)
		}
	}
	if len(ids) == 0 {
		return nil, fault.New(fault.Forbidden, "oidc.no-role", "")
	}
	return ids, nil
}

// schemesNamed is how the schemes of a post are named where somebody is added.
func schemesNamed(p desk.Post) string {
	if p.Scheme == "" {
		return everyScheme
	}
	return p.Scheme
}

func samePost(p desk.Post, r record.UserRole) bool {
	return p.Role == r.Role && p.Scheme == r.Scheme && p.Body == r.Body && p.Seat == r.Seat
}

// Posts are role IDs as a browser keeps them.
func Posts(ids []string) string { return strings.Join(ids, ",") }
