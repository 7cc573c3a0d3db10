package people

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong with verifications.
var (
	ErrVerificationMisfit = fault.New(fault.Invalid, "VERIFICATION_MISFIT",
		"该认证级别所需的单位、地点、材料或证件号码不符", "the level needs another unit, place, evidence or id number")
	ErrIDNumberInvalid = fault.New(fault.Invalid, "ID_NUMBER_INVALID",
		"证件号码不正确", "it is not an identity number: the date or the check digit is wrong")
	ErrIDNumberTaken = fault.New(fault.Conflict, "ID_NUMBER_TAKEN",
		"该证件号码已认证为另一人员", "the identity number is confirmed of another person")
	ErrVerificationPending = fault.New(fault.Conflict, "VERIFICATION_PENDING",
		"相同的认证申请正在核验", "the same is being decided already")
	ErrOwnVerification = fault.New(fault.Denied, "OWN_VERIFICATION",
		"不能核验本人的认证申请", "nobody decides about himself")
)
