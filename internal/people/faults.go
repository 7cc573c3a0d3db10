package people

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong with verifications, mandates and merges.
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
	ErrMergeMisfit = fault.New(fault.Invalid, "MERGE_MISFIT",
		"无法确定要合并的两个不同人员", "it is not clear which two persons are to be merged")
	ErrOwnMerge = fault.New(fault.Denied, "OWN_MERGE",
		"不能批准本人提出或涉及本人的合并", "nobody approves what he has proposed or is part of")
	ErrMergeConflict = fault.New(fault.Conflict, "MERGE_CONFLICT",
		"两个人员参加了同一事项，须先撤回其一", "both take part in the same; one must withdraw first")
	ErrHoldsOffice = fault.New(fault.WrongState, "HOLDS_OFFICE",
		"被合并人员仍有任职，须先结束", "the duplicate holds an office, which must end first")
	ErrMerged = fault.New(fault.Conflict, "MERGED_ALREADY",
		"其中一人已参与另一项合并", "one of the two is part of another merge")
	ErrUndoOver = fault.New(fault.WrongState, "UNDO_OVER",
		"已超过可撤销合并的期限", "the time in which a merge can be undone is over")
)
