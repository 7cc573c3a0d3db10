// Package explain tells why somebody may, or may not, see or act on a record: for himself by a membership, in the office of who is
// absent, or in the place of a person who has given him a mandate. It decides nothing: it asks what the chain and the capabilities
// decide by, the facts of the record (records.Book) and the grants that roles give (Holdings).
//
// Glossary: 权限解释 = Explanation, 依据 = Ground, 障碍 = Obstacle.
//
// Invariant: a record that the caller may not know of is explained like one that there is not (facts).
package explain
