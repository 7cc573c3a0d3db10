package notice

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call of NoticeService may fail with, beside the faults of the platform.
var (
	ErrChannelOff = fault.New(fault.WrongState, "CHANNEL_NOT_SET_UP",
		"本系统未开通此通知渠道", "this channel is not set up here")
	ErrMailCode = fault.New(fault.Invalid, "MAIL_CODE_WRONG",
		"验证码错误或已失效，请重新获取", "the code is wrong or no longer valid; ask for a new one")
	ErrMailRefused = fault.New(fault.Invalid, "MAIL_REFUSED",
		"该邮箱拒收，请检查地址", "the server of this address refuses the mail; check the address")
	ErrMailUnavailable = fault.New(fault.Unavailable, "MAIL_UNAVAILABLE",
		"邮件暂时无法发送，请稍后再试", "mail cannot be sent at the moment; try again later")
	ErrTemplateUnknown = fault.New(fault.Invalid, "TEMPLATE_UNKNOWN",
		"没有此订阅消息模板", "there is no such template of subscription messages")
)
