// Package system tests the released binary with what stands around it: Node, a browser, a proxy, a pooler of connections. `make
// test-system` installs what they need and runs them; `make test` passes them by, because it needs nothing but Go and Postgres.
package system
