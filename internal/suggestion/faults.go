package suggestion

import "github.com/haolinju/haolinju/internal/platform/fault"

// What the calls may fail with, beside the faults of the platform.
var (
	ErrTextMissing = fault.New(fault.Invalid, "SUGGESTION_TEXT_MISSING",
		"请填写标题、描述或诉求编号之一", "a title, a description or an issue is needed")
	ErrReceipt = fault.New(fault.Invalid, "SUGGESTION_RECEIPT_INVALID",
		"分类建议凭据无效", "the receipt is none of a suggestion of this district")
	ErrLate = fault.New(fault.WrongState, "CATEGORY_CHOICE_LATE",
		"诉求已受理，分类由工作人员确定", "the issue is triaged: the staff chooses its category")
	ErrExists = fault.New(fault.Conflict, "CATEGORY_CHOICE_EXISTS",
		"该环节的分类选择已记录", "the choice of this stage is recorded already")
)
