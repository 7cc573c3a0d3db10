package privacy

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call of PrivacyService may fail with, beside the faults of the platform.
var (
	ErrRequestOpen = fault.New(fault.Conflict, "DATA_REQUEST_OPEN",
		"已有同类请求在办理中", "a request of that kind is open")
	ErrHoldExists = fault.New(fault.Conflict, "LEGAL_HOLD_EXISTS",
		"该人员的数据已被依法保全", "a hold lies on the data of that person")
	ErrHoldLifted = fault.New(fault.WrongState, "LEGAL_HOLD_LIFTED",
		"该保全已解除", "the hold was lifted")
	ErrBasis = fault.New(fault.Invalid, "BASIS_NOT_CONSENT",
		"公开和提供给第三方须以本人单独同意为依据", "publication and hand-over stand on separate consent alone")
	ErrNoticeConflict = fault.New(fault.Conflict, "PRIVACY_NOTICE_CONFLICT",
		"同一目的的告知正在由他人发布，请重试", "another call publishes a notice for the same purpose; try again")
	ErrNoticeUnknown = fault.New(fault.Invalid, "PRIVACY_NOTICE_UNKNOWN",
		"没有此告知", "there is no such notice")
	ErrNoticeSuperseded = fault.New(fault.WrongState, "PRIVACY_NOTICE_SUPERSEDED",
		"该告知已有新版本，请阅读新版本后再同意", "a later edition of the notice holds; read that one")
	ErrNotAsked = fault.New(fault.Invalid, "CONSENT_NOT_ASKED",
		"该处理以法定职责为依据，不以同意为前提", "a statutory duty is the basis, not consent")
	ErrPersonUnknown = fault.New(fault.Invalid, "PERSON_UNKNOWN",
		"人员不存在", "the person does not exist")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"reading_reason":                fault.ErrInvalid.On("reason"),
	"data_request_pkey":             fault.ErrConflict.On("data_request_id"),
	"legal_hold_pkey":               fault.ErrConflict.On("legal_hold_id"),
	"data_request_one_open":         ErrRequestOpen.On("data_request.kind"),
	"legal_hold_one":                ErrHoldExists.On("legal_hold.person"),
	"legal_hold_basis":              fault.ErrInvalid.On("legal_hold.basis"),
	"privacy_notice_pkey":           fault.ErrConflict.On("privacy_notice_id"),
	"privacy_notice_edition_unique": ErrNoticeConflict.On("privacy_notice.purpose"),
	"privacy_notice_one_in_force":   ErrNoticeConflict.On("privacy_notice.purpose"),
	"consent_pkey":                  fault.ErrConflict.On("consent_id"),
	"consent_one_open":              fault.ErrConflict.On("consent.privacy_notice"),
	"legal_hold_person_fkey":        ErrPersonUnknown.On("legal_hold.person"),
}
