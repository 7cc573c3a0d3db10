package scoring

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// SheetState is whether a score sheet counts.
type SheetState string

// The states of a score sheet.
const (
	SheetDraft     SheetState = "DRAFT"
	SheetSubmitted SheetState = "SUBMITTED"
)

// SheetVerb changes a score sheet.
type SheetVerb string

// The verbs of a score sheet.
const (
	UpdateSheet SheetVerb = "update"
	SubmitSheet SheetVerb = "submit"
)

// SheetSteps is the life of a score sheet: nothing leads out of SUBMITTED.
var SheetSteps = lifecycle.Table[SheetState, SheetVerb]{
	{From: SheetDraft, Do: UpdateSheet, To: SheetDraft, Who: "evaluation.score_sheet.update"},
	{From: SheetDraft, Do: SubmitSheet, To: SheetSubmitted, Who: "evaluation.score_sheet.submit", Emits: "haolinju.evaluation.score_sheet.submitted.v1"},
}
