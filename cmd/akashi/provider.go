package main

import (
	"context"
	"strings"
	"time"

	"akashi/doors/cli"
	"akashi/tools/oidc"
	"akashi/values/fault"
)

// providersAt are the other providers by which people sign in; nil where there are none.
func providersAt(s cli.ProviderSettings, now func() time.Time) (*oidc.Clients, error) {
	settings, err := oidc.Read(s.File, s.Secret)
	if err != nil || len(settings.Providers) == 0 {
		return nil, err
	}
	return oidc.New(settings, now), nil
}

// providersOf says whether the providers can be reached by which people sign in.
func providersOf(ctx context.Context, at cli.Site) cli.Condition {
	clients, err := providersAt(at.OIDC, at.Now)
	if err != nil {
		return cli.Condition{Code: "oidc", State: "unread"}
	}
	if clients == nil {
		return cli.Condition{Code: "oidc", Good: true, State: "off"}
	}
	var names []string
	for _, p := range clients.Providers() {
		names = append(names, p.ID)
	}
	away := clients.Reach(ctx)
	figures := fault.With("names", strings.Join(names, ", "), "away", strings.Join(away, ", "))
	if len(away) > 0 {
		return cli.Condition{Code: "oidc", State: "away", Figures: figures}
	}
	return cli.Condition{Code: "oidc", Good: true, State: "on", Figures: figures}
}
