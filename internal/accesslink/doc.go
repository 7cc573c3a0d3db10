// Package accesslink lets somebody who has no account look at one issue, and answer what he is asked about it, by a secret link.
//
// Glossary: 查询链接 = AccessLink.
//
// Invariants:
//  1. An issue has one link at most, of which a digest is kept (access_link_pkey). GrantAccessLink.
//  2. It shows what the reporter sees and is made by nobody who sees less. GrantAccessLink, OpenAccessLink.
//  3. It is no sign-in: its token opens OpenAccessLink and ProvideInfoByLink and nothing else, and failed tries count with those to sign in.
package accesslink
