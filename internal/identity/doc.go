// Package identity knows who calls: it turns a verified token into the principal whose grants open doors and rows, and
// tells the caller who he is.
//
// Glossary: 主体 = Principal, 令牌 = token, 任职 = Membership, 角色 = Role, 权限 = Permission.
//
// Invariants:
//
//  1. A principal holds exactly what the roles allow that its person holds at the moment of the call: memberships and
//     the versions of roles and tree are read for each call, in one round trip (Resolver.Resolve).
//  2. The copy of the organisation tree and of the roles is never older than the versions read with the memberships
//     (snapshot.serves).
//  3. A token for a person that does not exist signs nobody in (Resolver.Resolve).
package identity
