// Package migrations holds the schema of the database as golang-migrate pairs, in the order of their names.
//
// Tables, indexes and foreign keys are written by `make migration` from ent/schema; extensions, checks, exclusions,
// partitions, functions and policies are written by hand in the same folder. One statement that an index, a foreign key
// or a policy needs stands alone in its file, so that the set also runs on a distributed database. A file that has been
// released never changes.
package migrations

import "embed"

// Files are the ways up: the program goes no other. The ways back are here for who goes back by hand, and would be a fifth of a megabyte of each
// binary.
//
//go:embed *.up.sql
var Files embed.FS
