// Package reseal moves sealed columns from one key to the next while everything goes on: it finds what an older key has
// made by the mark at the beginning of cipher and blind index, seals it anew in batches, and tells what is left.
//
// It needs no list of columns. The catalogue has them: every column …_cipher of a table with tenant_id and id, with the
// blind index …_index beside it where there is one. A test opens every such value of every capability in this way.
//
// Invariant: a row is written as it was read, under its lock; its version does not change, for nobody has changed what it
// says.
package reseal
