package people

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong with verifications and mandates.
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
	ErrMandateMisfit = fault.New(fault.Invalid, "MANDATE_MISFIT",
		"代办授权的社区、电话或期限不符", "the mandate needs another unit, telephone or end, or consent in person")
	ErrOwnMandate = fault.New(fault.Denied, "OWN_MANDATE",
		"代办人、被代办人与见证人不能为同一人", "delegate, person and witness are not the same")
	ErrConsentCode = fault.New(fault.Invalid, "CONSENT_CODE_WRONG",
		"验证码错误或已失效，请重新获取", "the code is wrong or no longer valid; ask for a new one")
)
