package integration

import "github.com/haolinju/haolinju/internal/platform/fault"

var errTokenExpired = fault.New(fault.Invalid, "RESUME_TOKEN_EXPIRED",
	"续传标记已过期，其后的事件可能已不可回放，请重新读取", "events behind the resume token may be gone from the replay; read anew what you need")
