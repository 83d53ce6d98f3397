package app

import (
	"context"
	"time"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
)

// forgottenLasts is how long the link to who has forgotten a password is good.
const forgottenLasts = time.Hour

// Forgotten sends whoever has forgotten the password of an account a link, to the address on
// record (パスワードの再設定):
//  1. the account is that of a name or of an address that it alone has, as at the entrance;
//  2. the link takes the place of the one before, and nothing else ends or changes: whoever
//     asks may be anybody;
//  3. an account without a password is told so by letter, since it has none to forget;
//  4. where there is no such account nothing is sent. What is answered is the same, and a
//     leaf is written each time.
func (a *App) Forgotten(ctx context.Context, name string) error {
	link := a.Secret()
	return a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		u := goesBy(w, name)
		switch {
		case !desk.Reached(u):
		case u.Password == "":
			w.SecretLetter(u, "password-none", "")
		default:
			u.Link, u.LinkUntil = people.Hashed(link), w.Now.Add(forgottenLasts)
			w.Save(&u)
			w.SecretLetter(u, "password-forgotten", link)
		}
		return w.Append(&record.Leaf{At: w.Now, Action: "forget-password", Kind: access.KindUser, Object: u.ID, Data: "{}"})
	})
}
