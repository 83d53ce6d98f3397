package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"akashi/cmd/akashi/demo"
	"akashi/doors/api"
	"akashi/doors/ask"
	"akashi/doors/cli"
	"akashi/doors/limit"
	"akashi/doors/web"
	"akashi/values/fault"
)

// farewell is how long open requests may take after the office was told to close.
const farewell = 10 * time.Second

// serve answers people and programs until ctx ends.
func serve(ctx context.Context, o *cli.Office, at cli.Address, ready func(url string)) error {
	handler, err := doors(o, at)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", at.Listen)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       2 * time.Minute, // a report of 64 MB over a slow line
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	var lost error
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	ready(urlOf(at, listener))
	select {
	case err := <-ended:
		return err
	case <-o.Lost: // what is written from now on may be lost
		lost = fault.New(fault.Unavailable, "store.outcome-unknown", "")
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	if err := server.Shutdown(closing); err != nil {
		return err
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return lost
}

func urlOf(at cli.Address, l net.Listener) string {
	if at.PublicURL != "" {
		return strings.TrimSuffix(at.PublicURL, "/")
	}
	return "http://" + l.Addr().String()
}

// doors puts the pages and the API under one roof.
func doors(o *cli.Office, at cli.Address) (http.Handler, error) {
	log := slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	office := &counter{App: o.App}
	limits := limit.New(at.Limits, time.Now)
	pages, err := web.New(web.Config{Office: office, Shelf: o.Shelf, Now: o.Now, Log: log, Limits: limits,
		PublicURL: strings.TrimSuffix(at.PublicURL, "/"), Secure: at.Secure, Sample: demo.Holds(context.Background(), o.App)})
	if err != nil {
		return nil, err
	}
	programs, err := api.New(api.Config{Office: office, Shelf: o.Shelf, Now: o.Now, Log: log, Limits: limits, Version: version})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", programs)
	mux.Handle("/", pages)
	return mux, nil
}

// routes lists every address of both doors.
func routes() []ask.Route { return append(web.Routes(), api.Routes()...) }
