# Two commands do everything: `make demo` and `make test`. Both need Go; the
# second says or installs what else it needs.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

GO      ?= go
PACKAGES ?= ./...
# -buildvcs=false: a clone that belongs to another user still builds.
export GOFLAGS := $(filter-out -buildvcs%,$(GOFLAGS)) -buildvcs=false -trimpath
export CGO_ENABLED := 0

VERSION := $(shell git describe --always --dirty 2>/dev/null || echo unknown)

## build: bin/akashi, one static program
.PHONY: build
build:
	$(GO) build -trimpath -ldflags '-X main.version=$(VERSION)' -o bin/akashi ./cmd/akashi

## man: manual pages of every command, in dist/man
.PHONY: man
man:
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} $(GO) run ./doors/cli/internal/genman '$(VERSION)' dist/man

## demo: build, fill a store with sample cases, serve it on loopback; flags for `akashi demo` in FLAGS
.PHONY: demo
demo: build
	exec ./bin/akashi demo $(FLAGS)

## test: the whole gate; installs what is missing on Debian as root, else names it
.PHONY: test
test: needs check

## check: the gate without looking for what is missing
.PHONY: check
check: static race told measured

## quick: the inner loop; no race detector, PostgreSQL, browser or proof; vets what has changed; every story when a package they run through has changed
.PHONY: quick
quick: export GOGC = 400
# No call is drawn into the pages and no table for a debugger is linked: the compiler takes
# three times as long over 40,000 generated lines with it, for tests that last a second.
quick: export GOFLAGS := $(GOFLAGS) -gcflags=akashi/doors/web=-l -ldflags=-s
quick: format
	@changed=$$(.ci/changed); [ -z "$$changed" ] || $(GO) vet $$changed
	TMPDIR=$$(.ci/tmp) AKASHI_TEST_POSTGRES=none AKASHI_TEST_BROWSER=none AKASHI_TEST_STORIES=$$(.ci/stories) $(GO) test -short -vet=off $$($(GO) list $(PACKAGES) | grep -v '/cmd/akashi/proof$$')

## static: format, vet, staticcheck, the floors of the house, parts, generated files, one program from any folder
.PHONY: static
static: format vet staticcheck floors parts fresh reproducible

.PHONY: format
format:
	@bad=$$(gofmt -l $$(find . -name '*.go' -not -path './.*')); \
	if [ -n "$$bad" ]; then printf 'not formatted, run gofmt -w:\n%s\n' "$$bad" >&2; exit 1; fi

.PHONY: vet
vet:
	$(GO) vet $(PACKAGES)

.PHONY: staticcheck
staticcheck:
	$(GO) tool staticcheck $(PACKAGES)

.PHONY: floors
floors:
	$(GO) test -vet=off ./beside/archtest

# go.mod says exactly what is used, and what was downloaded is what go.sum says.
.PHONY: parts
parts:
	$(GO) mod tidy -diff
	$(GO) mod verify

# Generates in a copy and compares, so that the check changes nothing here.
.PHONY: fresh
fresh:
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	mkdir "$$work/kept" "$$work/made"; \
	tar -cf - --exclude=./.git --exclude=./bin --exclude=./var --exclude=./dist . | tar -xf - -C "$$work/kept"; \
	cp -a "$$work/kept/." "$$work/made/"; \
	$(MAKE) --no-print-directory -C "$$work/made" generate; \
	if ! diff -r "$$work/kept" "$$work/made"; then \
		echo 'generated files are stale: run `make generate` and read the difference' >&2; exit 1; fi

# The same source gives the same program, byte for byte, whatever folder it lies in.
.PHONY: reproducible
reproducible:
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; mkdir "$$work/copy"; \
	tar -cf - --exclude=./.git --exclude=./bin --exclude=./var --exclude=./dist . | tar -xf - -C "$$work/copy"; \
	$(GO) build -trimpath -ldflags '-X main.version=same' -o "$$work/here" ./cmd/akashi; \
	(cd "$$work/copy" && $(GO) build -trimpath -ldflags '-X main.version=same' -o "$$work/there" ./cmd/akashi); \
	cmp "$$work/here" "$$work/there"

# Every package in which something is done at once, with the race detector, which needs a C compiler. Of the program itself what one
# process does: the stories told within it, what it sends and serves, and people in browsers. The detector sees nothing where
# one thing is done after another or by a process that ends with it, as in those ALONE, and takes six times as long over it.
ALONE = /beside/fsck$$|/beside/torture$$|/cmd/akashi$$|/cmd/akashi/demo$$|/cmd/akashi/proof$$
SEVERAL = InBrowsers$$|^TestLettersAgainstAServer$$|^TestServingSendsLetters$$|^TestWhatAnotherWritesShowsWithinASecond$$
.PHONY: race
race: export CGO_ENABLED := 1
race:
	TMPDIR=$$(.ci/tmp) AKASHI_REQUIRE_ALL=$${AKASHI_REQUIRE_ALL:-tools} $(GO) test -race -vet=off -timeout 40m $$($(GO) list $(PACKAGES) | grep -vE '$(ALONE)')
	TMPDIR=$$(.ci/tmp) AKASHI_REQUIRE_ALL=$${AKASHI_REQUIRE_ALL:-tools} AKASHI_TEST_STORIES=all $(GO) test -race -short -vet=off -timeout 20m ./cmd/akashi
	TMPDIR=$$(.ci/tmp) AKASHI_REQUIRE_ALL=$${AKASHI_REQUIRE_ALL:-tools} $(GO) test -race -vet=off -timeout 20m -run '$(SEVERAL)' ./cmd/akashi

## told: the program as it is built: every story, both stores, browsers, and beside them the proof
.PHONY: told
told:
	@proved=$$(mktemp); $(MAKE) --no-print-directory proof >"$$proved" 2>&1 & proof=$$!; \
	trap 'kill $$proof 2>/dev/null || true; rm -f "$$proved"' EXIT; \
	failed=0; $(MAKE) --no-print-directory stories || failed=$$?; \
	wait $$proof || failed=$$?; cat "$$proved"; exit $$failed

.PHONY: stories
stories:
	TMPDIR=$$(.ci/tmp) AKASHI_REQUIRE_ALL=$${AKASHI_REQUIRE_ALL:-tools} $(GO) test -vet=off -timeout 40m $$($(GO) list $(PACKAGES) | grep -E '$(ALONE)' | grep -v '/proof$$')

# Who may do and see what, asked for in every cell and in two worlds, without the race detector.
## proof: the matrix, the canaries and the twin worlds, with their counts
.PHONY: proof
proof:
	TMPDIR=$$(.ci/tmp) AKASHI_REQUIRE_ALL=$${AKASHI_REQUIRE_ALL:-tools} $(GO) test -vet=off -count=1 -timeout 45m -v ./cmd/akashi/proof

# One round of everything that is measured: it holds the two ways to each answer
# against each other, and shows that the benchmark still runs.
.PHONY: measured
measured:
	$(MAKE) --no-print-directory bench ROUNDS=1

## generate: templates, the drawn lifecycle and whatever else a program writes
.PHONY: generate
generate:
	@if [ -n "$$(find . -name '*.templ' -not -path './.*' -print -quit)" ]; then $(GO) tool templ generate -log-level error; fi
	$(GO) generate $(PACKAGES)

## bench: what must be fast beside its limits, in one table; OUT=file ONLY=score,verdict ROUNDS=9
.PHONY: bench
bench: build
	$(GO) build -o bin/measure ./beside/bench/internal/measure
	./bin/measure -akashi bin/akashi $(MEASURE) $(if $(OUT),-out '$(OUT)') $(if $(ONLY),-only '$(ONLY)') $(if $(ROUNDS),-rounds '$(ROUNDS)')

## bench-full: the same over registers of a million marks; takes longer
.PHONY: bench-full
bench-full: MEASURE = -full
bench-full: bench

## screens: pictures of the main pages for docs/screens, and what is told of them to who does not see
.PHONY: screens
screens:
	$(GO) test -vet=off -count=1 ./cmd/akashi -run '^TestScreens$$' -update

## torture: kills, failing disks, power cuts, a database taken away, and what was lost by it; ONLY=kill,fault,flush,backup,power,postgres,calendar,books FULL=1
.PHONY: torture
torture: build
	$(GO) build -o bin/torment ./beside/torture/internal/torment
	./bin/torment -akashi bin/akashi $(if $(FULL),-full) $(if $(ONLY),-only '$(ONLY)')

## fuzz: each fuzz target for a moment; FUZZTIME=10m for longer
FUZZTIME ?= 5s
.PHONY: fuzz
fuzz:
	@for dir in $$($(GO) list -f '{{.Dir}}' $(PACKAGES)); do \
		for target in $$(cat "$$dir"/*_test.go 2>/dev/null | sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p'); do \
			(cd "$$dir" && $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) .); \
		done; \
	done

## lint-api: the OpenAPI document under the recommended rules of Redocly and Spectral; fetches both, needs node
.PHONY: lint-api
lint-api:
	@command -v npx >/dev/null || { echo 'lint-api needs node: there is no npx here' >&2; exit 1; }
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	AKASHI_OPENAPI="$$work/openapi.json" $(GO) test -count=1 -vet=off -run '^TestDescriptionIsWhole$$' ./doors/api; \
	cd "$$work"; echo 'extends: ["spectral:oas"]' >spectral.yaml; \
	npx --yes @redocly/cli@2 lint --extends recommended-strict openapi.json; \
	npx --yes @stoplight/spectral-cli@6 lint --fail-severity warn --ruleset spectral.yaml openapi.json

## needs: install what the gate needs (as root on Debian), or name it
.PHONY: needs
needs:
	@.ci/needs

## clean: remove what was built, and the demo's store
.PHONY: clean
clean:
	rm -rf bin dist var

## help: this list
.PHONY: help
help:
	@sed -n 's/^## \([a-z]*\): \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18
