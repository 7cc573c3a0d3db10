// Package principal knows who calls: it turns a verified token into the principal whose grants open doors and rows, and keeps it in
// memory until something that it rests on changes.
//
// Glossary: 主体 = Principal, 任职 = Membership, 角色 = Role, 权限 = Permission, 会话 = Session, 接口客户端 = ApiClient,
// 代办授权 = Mandate, 职务代理 = Substitution.
//
// Invariants:
//
//  1. A principal holds what the roles allow that its person holds now. What it rests on is at most 5 s old: a change made
//     by this process is known when it is committed (db.Tx.AccessChanged), one made by another with the next poll (Watch),
//     and while polls fail each call reads for itself (principals.get). A membership begins and ends to the microsecond.
//  2. The copy of trees and roles is never older than the last change that was read with the memberships (snapshot.serves).
//  3. A token for a person that does not exist, or of a session that is over, signs nobody in (read in resolver.go).
package principal
