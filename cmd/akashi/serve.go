package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"akashi/cmd/akashi/demo"
	"akashi/doors/api"
	"akashi/doors/ask"
	"akashi/doors/cli"
	"akashi/doors/limit"
	"akashi/doors/web"
	"akashi/tools/ical"
	"akashi/tools/parcel"
	"akashi/values/fault"
)

// farewell is how long open requests may take after the office was told to close.
const farewell = 10 * time.Second

// served is an office that is being served.
type served struct {
	*cli.Office
	seen   *counter
	limits *limit.Limits
	log    *slog.Logger
	doors  http.Handler
}

// serve answers people and programs until ctx ends.
func serve(ctx context.Context, o *cli.Office, at cli.Address, ready func(url string)) error {
	s, err := atDoors(o, at)
	if err != nil {
		return err
	}
	letters, err := mailing(o, at, s.log)
	if err != nil {
		return err
	}
	told, done := newTraffic(s.seen, at, os.Stderr)
	defer done()
	again := make(chan os.Signal, 1) // from before anybody knows the address: unheard, it would end the program
	signal.Notify(again, syscall.SIGHUP)
	defer signal.Stop(again)
	listener, err := net.Listen("tcp", at.Listen)
	if err != nil {
		return err
	}
	servers := []*http.Server{server(told.watch(beats{sleep}.keep(s.doors)))}
	ended := make(chan error, 2)
	go func() { ended <- servers[0].Serve(listener) }()
	if at.Metrics != "" {
		figures, err := net.Listen("tcp", at.Metrics)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		servers = append(servers, server(told))
		go func() { ended <- servers[1].Serve(figures) }()
	}
	if letters.Mail != nil {
		letters.URL = urlOf(at, listener)
	}
	ready(urlOf(at, listener))
	s.log.Info("serving", "version", version, "store", at.Store, "editions", editions(o), "listen", listener.Addr().String(), "metrics", at.Metrics)
	s.keepHouse(ctx, at, again)
	byItself, stop := context.WithCancel(ctx)
	var rest sync.WaitGroup
	rest.Go(func() { letters.Run(byItself) })
	if !at.ByHand {
		rest.Go(func() { calendar(o, s.log).Run(byItself) })
	}
	defer func() { stop(); rest.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-o.Lost: // what is written from now on may be lost
		err = fault.New(fault.Unavailable, "store.outcome-unknown", "")
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	for _, server := range servers {
		err = errors.Join(err, server.Shutdown(closing))
	}
	for range servers {
		if end := <-ended; !errors.Is(end, http.ErrServerClosed) {
			err = errors.Join(err, end)
		}
	}
	return err
}

func server(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       2 * time.Minute, // a report of 64 MB over a slow line
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}

// keepHouse clears away once a day, and takes the settings anew when it is told to hang
// up again, until ctx ends. What is open stays open.
func (s *served) keepHouse(ctx context.Context, at cli.Address, again <-chan os.Signal) {
	daily := time.NewTicker(24 * time.Hour)
	go func() {
		defer daily.Stop()
		for s.tidy(ctx); ; {
			select {
			case <-ctx.Done():
				return
			case <-daily.C:
				s.tidy(ctx)
			case <-again:
				s.reload(at)
			}
		}
	}()
}

func (s *served) tidy(ctx context.Context) {
	forgotten, err := s.Tidy(ctx)
	if err != nil && !errors.Is(err, fault.Unavailable) && ctx.Err() == nil {
		s.log.Error("not cleared away", "error", err)
	}
	if forgotten > 0 {
		s.log.Info("cleared away", "answers", forgotten)
	}
}

// reload takes what can be changed while the office is open: limits, proxies and the key.
// Settings that cannot be read change nothing.
func (s *served) reload(at cli.Address) {
	now, site, err := at.Again()
	if err != nil {
		s.log.Error("settings not taken", "error", err)
		return
	}
	s.limits.Set(now.Limits)
	s.Rekey(site)
	s.log.Info("settings taken")
}

func editions(o *cli.Office) (all []string) {
	for _, ed := range o.Shelf.All() {
		all = append(all, ed.Scheme+"/"+ed.ID)
	}
	return all
}

func urlOf(at cli.Address, l net.Listener) string {
	if at.PublicURL != "" {
		return strings.TrimSuffix(at.PublicURL, "/")
	}
	return "http://" + l.Addr().String()
}

// doors puts the pages and the API under one roof.
func doors(o *cli.Office, at cli.Address) (http.Handler, error) {
	s, err := atDoors(o, at)
	return s.doors, err
}

// atDoors is an office with its doors open.
func atDoors(o *cli.Office, at cli.Address) (served, error) {
	providers, err := providersAt(at.OIDC, o.Now)
	if err != nil {
		return served{}, err
	}
	if providers != nil {
		o.App.Providers = providers
	}
	s := served{Office: o, seen: &counter{App: o.App}, limits: limit.New(at.Limits, time.Now), log: logTo(os.Stderr, at.Silent)}
	pages, err := web.New(web.Config{Office: s.seen, WriteSheet: writeTable, WriteCalendar: ical.Write, Shelf: o.Shelf, Now: o.Now, Log: s.log, Limits: s.limits, Ready: s.seen.ready, Parcels: parcel.Open(o.Incoming, web.FileLimit, o.Seals, o.Sealed),
		Machine: o.Conditions, Whole: func(ctx context.Context) (fault.Problems, error) {
			found, err := o.VerifyLog(ctx)
			return found.Found, err
		},
		PublicURL: strings.TrimSuffix(at.PublicURL, "/"), Secure: at.Secure, SignUp: at.SignUp, Sample: demo.Holds(context.Background(), o.App)})
	if err != nil {
		return s, err
	}
	programs, err := api.New(api.Config{Office: s.seen, Shelf: o.Shelf, Now: o.Now, Log: s.log, Limits: s.limits, Version: version})
	if err != nil {
		return s, err
	}
	s.doors = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			programs.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
	return s, nil
}

// routes lists every address of both doors.
func routes() []ask.Route { return append(web.Routes(), api.Routes()...) }
