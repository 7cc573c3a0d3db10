package split

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{{Role: access.Dispatcher, Permission: "intake.issue.split", Scope: accessv1.Scope_SCOPE_SUBTREE}}
