// Package oidc asks an OpenID Connect issuer who somebody is: authorization code flow with PKCE, as a confidential client.
//
// Invariants:
//  1. What the issuer says is believed by its signature alone, of an asymmetric algorithm and with a key of the issuer's own
//     document, for this client, and for the handshake that was begun (nonce). Enforced by Client.Identify.
//  2. A key that the issuer has withdrawn is believed an hour at most (Client.provider).
//  3. No answer of an issuer is read beyond 1 MiB, waited for longer than 5 s or followed elsewhere (NewClient), and what it
//     says of a person is told in no error.
package oidc
