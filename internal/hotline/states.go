package hotline

import "github.com/haolinju/haolinju/internal/platform/sending"

const (
	permitSend   = "intake.hotline_result.send" // the system's alone
	resultEvents = "haolinju.intake.hotline_result."
)

// Steps is the life of a result.
var Steps = sending.Steps(resultEvents, permitSend, permitRetry)
