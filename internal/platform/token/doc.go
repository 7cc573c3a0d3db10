// Package token issues and verifies access tokens: JWTs for access (RFC 9068, typ "at+jwt") signed with Ed25519.
//
// Invariants:
//  1. Only EdDSA verifies, and only with a key of our own set, found by kid: nothing in a token names, carries or fetches
//     a key. Enforced by Verifier.check.
//     Keys change only by their own file (Reload), and a token whose key is gone is refused even where its signature was
//     verified before.
//  2. A token is for one issuer and one audience; neither can be left empty. Enforced by NewIssuer and NewVerifier.
//  3. Every verification checks the times against the given now, also when the signature was verified before.
//     Enforced by Verifier.Verify.
//  4. Whatever is wrong with a token, the caller learns UNAUTHENTICATED; the log learns why.
//  5. A token larger than 8 KiB is refused unread.
package token
