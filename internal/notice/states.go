package notice

import "github.com/haolinju/haolinju/internal/platform/sending"

const (
	permitDeliver  = "notice.delivery.deliver" // the system's alone
	deliveryEvents = "haolinju.notice.delivery."
)

// Steps is the life of a delivery.
var Steps = sending.Steps(deliveryEvents, permitDeliver, permitRetry)
