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
	ErrPersonUnknown = fault.New(fault.Invalid, "PERSON_UNKNOWN",
		"人员不存在", "the person does not exist")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"reading_reason":         fault.ErrInvalid.On("reason"),
	"data_request_pkey":      fault.ErrConflict.On("data_request_id"),
	"legal_hold_pkey":        fault.ErrConflict.On("legal_hold_id"),
	"data_request_one_open":  ErrRequestOpen.On("data_request.kind"),
	"legal_hold_one":         ErrHoldExists.On("legal_hold.person"),
	"legal_hold_basis":       fault.ErrInvalid.On("legal_hold.basis"),
	"legal_hold_person_fkey": ErrPersonUnknown.On("legal_hold.person"),
}
