package callback

import "github.com/haolinju/haolinju/internal/platform/fault"

// ErrCallbackAnswers is returned for a callback that says more or less than it has reached.
var ErrCallbackAnswers = fault.New(fault.Invalid, "CALLBACK_ANSWERS",
	"有效回访须填写是否联系、是否解决、是否满意；无效回访不得填写", "a valid callback has all three answers, another has none")
