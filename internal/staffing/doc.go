// Package staffing says who may do what where: the roles of a district with what they allow, and the memberships by which
// people hold them in units.
//
// Glossary: 任职 = Membership, 角色 = Role, 授权 = Grant, 三员分立 = Duty, 居民 = RESIDENT, 修订 = Revision.
//
// Invariants:
//
//  1. A person holds a role in a unit once at a time (membership_no_overlap), and nobody gives or takes a role that
//     reaches further than his own permissions do (withinReach).
//  2. No role amounts to two administrators' duties (dutyOf), and nobody holds two at a time (membership_one_duty).
//  3. A role says one thing at a time, planned changes included (internal/platform/revision); its duty changes at once only
//     (revise).
//  4. What has been stays as it was: a membership ends never in the past, and only sooner than was set (endOf).
package staffing
