// Package staffing says who may do what where: the roles of a district with what they allow, the memberships by which
// people hold them in units, and the substitutions by which somebody acts in the office of who is absent.
//
// Glossary: 任职 = Membership, 角色 = Role, 授权 = Grant, 三员分立 = Duty, 居民 = RESIDENT, 修订 = Revision, 职务代理 = Substitution,
// 代理人 = substitute, 缺勤者 = absent officer.
//
// Invariants:
//
//  1. A person holds a role in a unit once at a time (membership_no_overlap), and nobody gives or takes a role that
//     reaches further than his own permissions do (withinReach).
//  2. No role amounts to two administrators' duties (dutyOf), and nobody holds two at a time (membership_one_duty).
//  3. A role says one thing at a time, planned changes included (internal/platform/revision); its duty changes at once only
//     (revise).
//  4. An office has one substitute at a time (substitution_no_overlap), who is not its holder, and whom another has named
//     (substitution_named_by_another, unfit). He may do there what the holder may at that moment, but nothing of the holder's own and
//     nothing that an administrator answers for (access.Principal.StandIn), and can pass nothing on: naming one is an
//     administrator's permission.
//  5. What has been stays as it was: a membership ends never in the past, and only sooner than was set (endOf, EndSubstitution).
package staffing
