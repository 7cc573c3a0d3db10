# `make` alone lists the targets. All of them need Go; test, check, demo, bench and migration also need the binaries of
# PostgreSQL (14 or newer, with its contrib modules), in any of the usual places or named by PG_BIN_DIR.

BUF      := go tool -modfile=tools/go.mod buf
RELEASED := api/released.binpb

# Everything that `make gen` writes.
GENERATED = find api/gen ent -type f ! -path 'ent/schema/*' ! -path 'ent/migrations/*' ! -path 'ent/generate.go' -print

.DEFAULT_GOAL := help
.PHONY: help build pgo clients demo test test-system check bench bench-load bench-compare bench-scale-out bench-growth gen migration golden rows release-contract \
	check-format check-contract check-generated check-migrations

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build/server, one static binary as it is released
	CGO_ENABLED=0 go build -trimpath -tags grpcnotrace -ldflags='-s -w -funcalign=16' -pgo=cmd/server/server.pgo -o $(or $(to),build/server) ./cmd/server

pgo: ## cmd/server/server.pgo, the profile by which the released binary is compiled, from the load of the bench
	go run ./internal/tools/bench -only load -connections 16 -rounds 2 -profile cmd/server/server.pgo

clients: ## build/clients: the TypeScript package and the Postman collection; needs Node
	@mkdir -p build/clients
	cd api/client/ts && npm ci --silent && npm run --silent build && npm pack --silent --pack-destination ../../../build/clients
	cd api/client/ts && npm run --silent postman -- ../../../build/clients/haolinju.postman_collection.json

demo: ## start everything with nothing set up, play the stories, keep serving
	go run ./cmd/server demo

# What is compiled only to be tested is not inlined and has no debug information: that takes a third of the compiler's time.
test test-system check: export GOFLAGS += '-gcflags=github.com/haolinju/haolinju/...=-l -dwarf=false'

test: ## all tests, on a private PostgreSQL of their own, and all that vet has to say
	go test -vet=all -timeout 20m ./...

test-system: ## tests with Node, a browser, HAProxy and PgBouncer, which it installs where they are missing
	internal/system/install.sh
	cd api/client/ts && npm ci --silent
	PATH=$$PATH:/usr/sbin go test -tags system -count=1 -timeout 20m ./internal/system

check: check-format check-contract check-generated check-migrations ## everything about the code that is not a test

bench: ## measure what the chain costs a call, what a due time costs, the first and second start of the demo, and the load, against their bars
	go run ./internal/tools/bench

bench-load: ## measure the built server beside bare handlers and pgbench, and two who want the same
	go run ./internal/tools/bench -only load

bench-compare: ## old=…: show the change of the last load against a run that was saved, a copy of build/bench.txt, by benchstat
	@test -f '$(old)' -a -f build/bench.txt || { echo 'run make bench-load, save build/bench.txt, run it again: make bench-compare old=…' >&2; exit 2; }
	go tool -modfile=tools/go.mod benchstat -row /work,/door,/connections old='$(old)' new=build/bench.txt

bench-scale-out: ## measure what a second server on the same database costs, against its bar
	go run ./internal/tools/bench -only scale-out

bench-growth: ## measure what a page costs as tables grow to a million issues, against its bar and the plans that are kept
	go run ./internal/tools/bench -only growth

gen: .build/proto-deps ## write api/gen and ent anew from api/proto and ent/schema
	$(BUF) generate --clean
	go run ./internal/tools/openapi
	go run ./internal/tools/tables/write

migration: ## name=…: write the migrations that ent/schema asks for
	@test -n "$(name)" || { echo 'say what it is for: make migration name=add_something' >&2; exit 2; }
	go run ./internal/tools/migration -name '$(name)'

golden: ## write the pages under docs/ that tests compare
	go test -count=1 -run Drawn $$(grep -rl --include='*_test.go' 'drawn\.Page(' cmd internal | xargs -n1 dirname | sort -u | sed 's,^,./,') -update

rows: ## which tests prove which row of the feature list
	@grep -rlE --include='*_test.go' '^// proves ' api cmd internal | sort | xargs awk ' \
		/^\/\/ proves / { sub(/^\/\/ proves /, ""); rows = rows " " $$0; next } \
		/^func Test/ && rows { \
			test = $$2; sub(/\(.*/, "", test); n = split(rows, row, /[ ,]+/); \
			for (i = 1; i <= n; i++) if (row[i]) print row[i] "\t" FILENAME "\t" test; \
			rows = "" }' | sort | awk -F '\t' ' \
		$$1 != last { print $$1; last = $$1 } { sub(/\/[^\/]*$$/, "", $$2); print "    " $$2 "  " $$3 }'

release-contract: .build/proto-deps ## at a release: the contract that later ones may not break
	$(BUF) build api/proto --exclude-source-info -o $(RELEASED)

# Third-party .proto files, printed from the Go modules that the server is built with.
.PHONY: .build/proto-deps
.build/proto-deps:
	go run ./internal/tools/protodeps -out $@

check-format:
	@unformatted=$$(gofmt -l api cmd ent examples internal); test -z "$$unformatted" || { echo "not formatted by gofmt:"; echo "$$unformatted"; exit 1; }

check-contract: .build/proto-deps
	$(BUF) format -d --exit-code api/proto
	$(BUF) lint
	$(BUF) breaking api/proto --against $(RELEASED)

# Generated files are what their sources say: writing them anew changes, adds and removes nothing.
check-generated:
	@mkdir -p .build
	@$(GENERATED) | sort | xargs cksum > .build/generated.before
	@$(MAKE) --no-print-directory gen
	@$(GENERATED) | sort | xargs cksum > .build/generated.after
	@diff .build/generated.before .build/generated.after || { echo 'generated files were not up to date; they are now: commit them'; exit 1; }

check-migrations:
	go run ./internal/tools/migration -check
