package callback

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the tasks and draws; who may call back says intake.
const (
	permitTasks = "intake.callback_task.get"
	permitCall  = "intake.issue.callback"
	permitDraw  = "intake.callback_draw.open" // of the system alone
)

// Grants are what the seeded roles may do: whoever calls back sees what is to be done, and his leaders with him.
var Grants = []access.Grant{
	{Role: access.Dispatcher, Permission: permitTasks, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitTasks, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.SystemAdmin, Permission: permitTasks, Scope: accessv1.Scope_SCOPE_TENANT},
}
