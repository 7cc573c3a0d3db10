package workcalendar

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitRead   = "directory.work_calendar.read"
	permitImport = "directory.work_calendar.import"
	permitWarn   = "directory.work_calendar.warn" // held by nobody: the job acts as the system
)

// Grants is what the seeded roles may do: the staff count by the calendars, the system administrator publishes them.
var Grants = []access.Grant{
	{Role: access.SystemAdmin, Permission: permitImport, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.Liaison, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
