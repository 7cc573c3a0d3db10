package restriction

import "github.com/haolinju/haolinju/internal/platform/fault"

// What filing may fail with.
var ErrThrottled = fault.New(fault.Limited, "THROTTLED",
	"提交次数已达上限，请稍后再试；遇有危险请拨打 110、119、120，其他诉求也可拨打 12345",
	"as many were submitted as may be for now; in danger call 110, 119 or 120, and the hotline 12345 takes any other matter")
