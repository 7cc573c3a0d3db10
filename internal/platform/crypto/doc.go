// Package crypto seals personal columns (names, telephones, addresses, id numbers) before they reach the database and
// masks them before they reach a caller who may not see them whole.
//
// Each value is sealed with AES-256-GCM, or with SM4-GCM where an installation asks for it, under a keyset. A blind
// index (HMAC-SHA-256 or HMAC-SM3 under another keyset) beside it answers "is there a row with this telephone" without
// the database seeing the telephone. Cipher and index both begin with the number of the key that made them, so what an
// older key has made is found and made anew while everything goes on.
//
// Glossary:
//
//	密文   = cipher, what a column …_cipher holds
//	盲索引 = blind index, what a column …_index holds
//	脱敏   = mask
//	国密   = SM3 and SM4, the national algorithms
//
// Invariants:
//  1. A sealed value opens only in its own table, column, tenant and row: these are the associated data of the cipher,
//     so a value that is copied to another row does not open. Enforced by Open.
//  2. Equal values have equal blind indexes only in the same column of the same tenant. Enforced by Index.
//  3. Without the right key there is an error, never a guess or clear text. Enforced by Open and Load.
//  4. A key that sealed anything stays in the keyset when another one becomes primary. Enforced by Edit.
package crypto
