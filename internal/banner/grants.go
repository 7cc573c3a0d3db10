package banner

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// permitManage lets somebody say what is shown, as the contract names it.
const permitManage = "notice.banner.manage"

// Grants is what the seeded roles may do.
var Grants = []access.Grant{{Role: access.SystemAdmin, Permission: permitManage, Scope: accessv1.Scope_SCOPE_TENANT}}
