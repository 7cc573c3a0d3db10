// Package migrations holds the schema of the database as golang-migrate pairs, in the order of their names.
//
// Tables, indexes and foreign keys are written by `make migration` from ent/schema; extensions, checks, exclusions,
// partitions, functions and policies are written by hand in the same folder. One statement that an index, a foreign key
// or a policy needs stands alone in its file, so that the set also runs on a distributed database. A file that has been
// released never changes.
package migrations

import "embed"

// Files are all pairs.
//
//go:embed *.sql
var Files embed.FS
