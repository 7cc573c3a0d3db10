package diversion

import "github.com/haolinju/haolinju/internal/platform/fault"

// ErrEarlierIssue is returned for a diversion to an earlier issue without one, and for any other with one.
var ErrEarlierIssue = fault.New(fault.Invalid, "EARLIER_ISSUE_REQUIRED",
	"同一事项须指明同一诉求人此前的诉求，其他类型不填", "of the same matter name an earlier issue of the same reporter, of any other class none")
