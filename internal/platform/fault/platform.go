package fault

import "google.golang.org/grpc/codes"

// The faults that every capability may meet.
var (
	ErrInvalid = New(Invalid, "INVALID_ARGUMENT",
		"请求内容不符合要求", "the request is not valid")
	ErrUnauthenticated = New(Unauthenticated, "UNAUTHENTICATED",
		"请先登录", "sign in first")
	ErrDenied = New(Denied, "PERMISSION_DENIED",
		"您没有权限执行此操作", "you may not do this")
	ErrNotActing = New(Denied, "NO_MANDATE",
		"您没有代办此人事项的有效授权", "you have no mandate to act in the place of this person")
	ErrNotStandingIn = New(Denied, "NO_SUBSTITUTION",
		"您没有该职务的有效代理", "no substitution lets you act in that office")
	ErrActNotCovered = New(Denied, "ACT_NOT_COVERED",
		"此操作不在代办授权的范围内", "the mandate does not cover this")
	ErrForPersons = New(Denied, "FOR_PERSONS_ONLY",
		"此操作只能由人员本人进行", "only a person can do this, no API client")
	ErrNotFound = New(NotFound, "NOT_FOUND",
		"内容不存在或您无权查看", "it does not exist or is not visible to you")
	ErrConflict = New(Conflict, "ALREADY_EXISTS",
		"内容已存在", "it exists already")
	ErrWrongState = New(WrongState, "WRONG_STATE",
		"当前状态不允许此操作", "the current state does not allow this step")
	ErrStale = New(Stale, "STALE",
		"内容已被更新，请刷新后重试", "it has changed since you read it; read it again")
	ErrLimited = New(Limited, "RATE_LIMITED",
		"操作过于频繁，请稍后再试", "too many requests; try again later")
	ErrUnavailable = New(Unavailable, "DATABASE_UNAVAILABLE",
		"服务暂时不可用，请稍后再试", "the service is temporarily unavailable; try again later")
	ErrIdempotencyInFlight = New(InFlight, "IDEMPOTENCY_IN_FLIGHT",
		"相同的请求正在处理中", "a request with the same idempotency key is still running")
	ErrIdempotencyReused = New(Reused, "IDEMPOTENCY_KEY_REUSED",
		"该幂等键已用于其他内容的请求", "the idempotency key was used for another request")
	ErrTooLarge = New(TooLarge, "REQUEST_TOO_LARGE",
		"请求内容过大", "the request is too large")
	ErrSlow = New(Slow, "REQUEST_TIMEOUT",
		"请求发送过慢", "the request did not come in in time")
	ErrDeadline = New(Deadline, "DEADLINE_EXCEEDED",
		"处理超时，请稍后再试", "the call took longer than allowed")
	ErrCanceled = New(Canceled, "CANCELED",
		"请求已取消", "the caller canceled the request")
	ErrUnimplemented = New(Unimplemented, "UNIMPLEMENTED",
		"不支持该操作", "there is no such method")
	ErrRouteNotFound = New(NotFound, "ROUTE_NOT_FOUND",
		"没有这个接口地址", "there is no such path")
	ErrMethodNotAllowed = New(NotAllowed, "METHOD_NOT_ALLOWED",
		"该接口地址不支持此请求方法", "the path does not answer this HTTP method")
	ErrInternal = New(Internal, "INTERNAL",
		"系统内部错误，请凭请求编号联系管理员", "internal error; quote the request id to the operator")
)

// stock are the faults that stand for a bare gRPC code, as the transport and generated code return it.
var stock = map[codes.Code]*Fault{
	codes.InvalidArgument:    ErrInvalid,
	codes.OutOfRange:         ErrInvalid,
	codes.Unauthenticated:    ErrUnauthenticated,
	codes.PermissionDenied:   ErrDenied,
	codes.NotFound:           ErrNotFound,
	codes.AlreadyExists:      ErrConflict,
	codes.FailedPrecondition: ErrWrongState,
	codes.Aborted:            ErrStale,
	codes.ResourceExhausted:  ErrLimited,
	codes.Unavailable:        ErrUnavailable,
	codes.DeadlineExceeded:   ErrDeadline,
	codes.Canceled:           ErrCanceled,
	codes.Unimplemented:      ErrUnimplemented,
}

// ofCode is the stock fault of a code; a code without one is our mistake.
func ofCode(code codes.Code) *Fault {
	if f, ok := stock[code]; ok {
		return f
	}
	return ErrInternal
}
