package contact

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about a contact may fail with, beside the faults of the platform and of codes.
var (
	ErrNotAsked = fault.New(fault.WrongState, "CONTACT_NOT_ASKED",
		"该诉求无须再确认联系人", "the contact of this issue is not asked, or not any more")
	ErrNoPhone = fault.New(fault.WrongState, "CONTACT_WITHOUT_PHONE",
		"该诉求没有留下联系电话", "the issue carries no telephone")
	ErrCode = fault.New(fault.Invalid, "CONTACT_CODE",
		"验证码不正确或已失效", "the code is wrong, used or too old")
)
