// Package partner keeps the systems of partners that call in their own name: where they stand, what they may do there, and
// what they prove it with.
//
// Glossary: 接口客户端 = ApiClient, 密钥 = secret, 证书主体 = certificate subject, 授权 = Grant.
//
// Invariants:
//
//  1. A client has at most two secrets that work, the older until its end (admits, api_client_previous_secret). Only digests of
//     them are kept.
//  2. It holds no permission that is about oneself, gives others credentials or roles or is else a security administrator's, and not
//     what two administrators answer for (grantable). It is no person: where a row is to name one, the call is refused (db.Write,
//     FOR_PERSONS_ONLY).
//  3. A certificate stands for one client of a district at most (api_client_certificate_subject_unique), whose subject it has to
//     the letter.
package partner
