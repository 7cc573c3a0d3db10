// Package workload says who of a called unit handles a duty: whoever is on duty, or else who has the least to do for what he can take on; and who takes
// the place of those who are away.
//
// Glossary:
//
//	承办人 = handler        承办容量 = Capacity, duties at once        均衡派单 = balanced by load, BASIS_LOAD
//	外出 = Absence          替岗 = replacement                         转交 = hand on, HandOnDuties
//
// Invariants:
//
//  1. Two duties that reach a unit at once do not count the same load: who chooses a handler holds the capacities of the unit. hold.
//  2. Who is chosen is present, has room, works in the unit, and neither has brought the matter up, under whichever account, nor works in a unit
//     that is recused from it. survey.
//  3. Nobody is away for a unit twice at a time, and nobody takes, by however many steps, his own place. absence_no_overlap, absence_not_by_himself,
//     checkCycle, under the lock of the unit.
//  4. What is chosen follows from the rows alone, whatever their order. pick.
package workload
