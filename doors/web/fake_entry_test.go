package web_test

import (
	"context"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

func (o *office) Invitation(_ context.Context, link string) (record.User, error) {
	if link == freshLink {
		return record.User{ID: "new", Name: "見本 太郎", Role: record.RoleReviewer, Body: "jaipa", Scheme: "anshin", LinkUntil: noon}, nil
	}
	if link != goodLink {
		return record.User{}, fault.New(fault.Forbidden, "access.link-spent", "")
	}
	return record.User{ID: "officer", Name: "見本 花子", Role: record.RoleSecretariat, Password: "chosen", LinkUntil: noon}, nil
}

func (o *office) AllProviders() []desk.Provider {
	return []desk.Provider{{ID: "mihon", Name: map[string]string{"ja": "見本認証", "en": "Sample"}}}
}

func (o *office) SignUps(context.Context, access.Actor) ([]app.SignUpLine, error) {
	return []app.SignUpLine{{SignUp: record.SignUp{ID: "s", Scheme: "anshin", Organisation: "見本インターネット株式会社", CorporateNumber: "4011001098993", Name: "見本 太郎", Email: "taro@mihon.example", Until: noon}, Letter: "l"}}, nil
}

func (o *office) Joining(context.Context, app.Visitor) (record.Pending, error) {
	return record.Pending{Input: []byte(`{"organisation":"見本インターネット株式会社"}`)}, nil
}

func (o *office) SignUp(context.Context, people.SignUpInput) error { return nil }

func (o *office) MakeCalendar(context.Context, app.Visitor) (string, error) { return "s3cret", nil }

func (o *office) EndCalendar(context.Context, app.Visitor) error { return nil }

func (o *office) CalendarAt(context.Context, string) (string, app.Calendar, error) {
	return "", app.Calendar{}, fault.New(fault.NotFound, "page-unknown", "")
}

func (o *office) Forgotten(context.Context, string) error { return nil }

func (o *office) Account(context.Context, app.Visitor) (app.AccountView, error) {
	return app.AccountView{User: record.User{ID: "officer", Name: "見本 花子", Role: record.RoleSecretariat, PasswordAt: noon, AppAt: noon},
		HasPassword: true, HasApp: true, CodesLeft: 9, Keys: []record.Passkey{{ID: "k", Name: "電話", Made: noon}}, SignIns: []app.SignInLine{
			{SignIn: record.SignIn{ID: "here", Agent: "Firefox/Windows", Begun: noon}, Used: noon.Add(time.Minute), Here: true},
			{SignIn: record.SignIn{ID: "other", Agent: "/", Begun: noon}, Used: noon}}}, nil
}

func (o *office) OfferApp(context.Context, app.Visitor) (app.AppOffer, error) {
	return app.AppOffer{Secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", Box: "box"}, nil
}

func (o *office) Enter(_ context.Context, e app.Entry) (string, error) {
	if e.Link != goodLink {
		return "", fault.New(fault.Forbidden, "access.link-spent", "")
	}
	return goodToken, nil
}

func (o *office) SignOut(_ context.Context, secret string) error {
	if o.broken != nil {
		return o.broken
	}
	if secret != goodToken {
		return fault.New(fault.Forbidden, "access.link-spent", "")
	}
	return nil
}

func (o *office) Joint(ctx context.Context) (context.Context, func()) { return ctx, func() {} }

func (o *office) Visitor(_ context.Context, token string) (app.Visitor, error) {
	if token == adminToken {
		return app.Visitor{Actor: access.Actor{ID: "root", Role: record.RoleAdmin}, Name: "管理 太郎", SignIn: record.SignIn{Second: noon}, Second: true}, nil
	}
	if token == clerkToken {
		return app.Visitor{Actor: access.Actor{ID: "uketsuke", Role: record.RoleClerk, Scheme: "anshin", Body: "jaipa"}, Name: "受付 花子", SignIn: record.SignIn{Second: noon}, Second: true,
			Roles: []record.InRole{{User: record.User{Role: record.RoleClerk, Scheme: "anshin", Body: "jaipa"}}, {User: record.User{Role: record.RoleMember, Scheme: "anshin", Seat: "chair"}, RoleID: "r"}}}, nil
	}
	if token != goodToken {
		return app.Visitor{}, fault.New(fault.Forbidden, "access.unknown-token", "")
	}
	return app.Visitor{Actor: access.Actor{ID: "officer", Role: record.RoleSecretariat}, Name: "見本 花子", SignIn: record.SignIn{Second: noon}, Second: true,
		Roles: []record.InRole{{User: record.User{Role: record.RoleSecretariat}}, {User: record.User{Role: record.RoleAccounts, Scheme: "anshin"}, RoleID: "r"}}}, nil
}
