// Package ent holds the tables of the system as Go types. All of it but schema/ and migrations/ is generated from
// schema/ by `make gen`; nothing here is edited by hand.
package ent
