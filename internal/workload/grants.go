package workload

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitCapacity    = "dispatch.capacity.set"
	permitCapacities  = "dispatch.capacity.get"
	permitAbsence     = "dispatch.absence.set"
	permitAbsences    = "dispatch.absence.get"
	permitHandler     = "dispatch.handler.set"
	permitHandlers    = "dispatch.handler.get"
	actChooseByEvents = "dispatch.handler.choose"
)

// Grants is what the seeded roles may do: who leads a unit, or speaks for it, says who handles what; each says himself when he is away.
var Grants = []access.Grant{
	{Role: access.StreetLeader, Permission: permitCapacity, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitCapacities, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitAbsence, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitAbsences, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitHandler, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitHandlers, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Liaison, Permission: permitCapacity, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitCapacities, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitAbsence, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitAbsences, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitHandler, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitHandlers, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitCapacities, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitAbsence, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.CommunityWorker, Permission: permitAbsences, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.CommunityWorker, Permission: permitHandlers, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Dispatcher, Permission: permitAbsence, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Dispatcher, Permission: permitAbsences, Scope: accessv1.Scope_SCOPE_SELF},
}
