// Package crypto seals personal columns (names, telephones, addresses, id numbers) before they reach the database and
// masks them before they reach a caller who may not see them whole.
//
// Each value is sealed with AES-256-GCM under a keyset. A blind index (HMAC-SHA-256 under another keyset) beside it
// answers "is there a row with this telephone" without the database seeing the telephone.
//
// Glossary:
//
//	密文   = cipher, what a column …_cipher holds
//	盲索引 = blind index, what a column …_index holds
//	脱敏   = mask
//
// Invariants:
//  1. A sealed value opens only in its own table, column, tenant and row: these are the associated data of the cipher,
//     so a value that is copied to another row does not open. Enforced by Open.
//  2. Equal values have equal blind indexes only in the same column of the same tenant. Enforced by Index.
//  3. Without the right key there is an error, never a guess or clear text. Enforced by Open and Load.
//  4. A key that sealed anything stays in the keyset when a new one becomes primary. Enforced by Rotate.
package crypto
