package notice

import (
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

const habit = "product default; set by the district"

var (
	// templates by type of event. Nobody is told of a type that has none.
	templates = setting.Declare("notice.templates", Templates{
		"haolinju.intake.issue.created.v1": inbox("诉求已受理", "您的诉求已受理，可随时查看办理进展。",
			"Issue received", "Your issue has been received. You can look up its progress at any time."),
		"haolinju.intake.issue.dispatched.v1": inbox("诉求已派单", "您的诉求已派给承办单位办理。",
			"Issue dispatched", "Your issue has been handed to the unit that handles it."),
		"haolinju.intake.issue.answered.v1": outside("issue_answered", "诉求已答复", "您的诉求已有答复，请查看。",
			"Issue answered", "Your issue has been answered."),
		"haolinju.intake.issue.replied.v1": outside("issue_replied", "诉求已反馈", "承办单位已反馈办理结果，请查看并评价。",
			"Result of your issue", "The unit that handled your issue has told its result. Please read and rate it."),
		"haolinju.intake.issue.diverted.v1": outside("issue_diverted", "诉求引导", "您的诉求需通过其他途径办理，请查看说明。",
			"Another way for your issue", "Your issue is handled elsewhere. Please read where and why."),
		"haolinju.intake.issue.merged.v1": inbox("诉求已并单", "您的诉求与另一件诉求为同一事项，已合并办理，请查看说明。",
			"Issue merged", "Your issue is about the same matter as another one and is handled with it. Please read why."),
		"haolinju.intake.issue.split.v1": inbox("诉求已拆分", "您的诉求包含多个事项，已拆分为多件分别办理，请查看说明。",
			"Issue split", "Your issue is about several matters. Each is handled as an issue of its own; please read why."),
		"haolinju.intake.issue.info_requested.v1": outside("issue_info_requested", "请补充信息", "办理您的诉求还需要您补充信息，请尽快回复。",
			"We need to know more", "To handle your issue something is needed that only you can tell. Please answer soon."),
		"haolinju.intake.issue.held.v1": outside("issue_held", "诉求挂账", "您的诉求暂不具备解决条件，已挂账并将定期复查，请查看原因。",
			"Issue on hold", "Your issue cannot be solved now. It is on hold and will be looked at again; please see why."),
		"haolinju.intake.issue.released.v1": inbox("诉求恢复办理", "您的诉求已恢复办理。", "Issue goes on", "Your issue is being handled again."),
		"haolinju.intake.issue.extended.v1": outside("issue_extended", "诉求延期", "您的诉求需要更长时间办理，预计日期已调整，请查看原因。",
			"More time for your issue", "Your issue takes longer. What you may expect has a new date; please see why."),
		"haolinju.intake.issue.urge_answered.v1": inbox("催办已答复", "您的催办已有答复，请查看。",
			"Your urge is answered", "You have been told how far your issue is."),
		"haolinju.intake.issue.reopening_refused.v1": outside("issue_reopening_refused", "重办结果", "您的诉求未予重办，请查看理由。",
			"Issue not reopened", "Your issue is not taken up again. Please see why."),
		"haolinju.intake.issue.closed.v1": inbox("诉求已办结", "您的诉求已办结。", "Issue closed", "Your issue is closed."),
		"haolinju.intake.following.issue_changed.v1": byMail("following_issue_changed", "关注的诉求有进展", "您关注的诉求办理状态有变化，请查看。",
			"News of an issue", "The state of an issue that you follow has changed."),
		"haolinju.intake.following.issues_published.v1": byMail("following_issues_published", "关注的区域或类别有新诉求", "您关注的区域或类别有新的公开诉求，请查看。",
			"New issues", "There are new public issues in an area or a category that you follow."),
		"haolinju.dispatch.dispatch.sent.v1": outside("dispatch_sent", "新的派单", "您的单位收到一张派单，请及时签收。",
			"New dispatch", "Your unit has been called by a dispatch. Please sign for it."),
		"haolinju.dispatch.consultation.created.v1": outside("consultation_created", "派前会商", "您的单位被邀请会商一件事项的职责，请在时限内提出意见。",
			"Consultation", "Your unit is asked whose duty a matter is. Please give its opinion in time."),
		"haolinju.dispatch.consultation.concluded.v1": inbox("会商已有结论", "您的单位参加的派前会商已有结论，请查看。",
			"Consultation concluded", "A consultation in which your unit takes part is concluded. Please see whose duty the matter is."),
		"haolinju.dispatch.consultation.withdrawn.v1": inbox("会商已撤回", "您的单位参加的派前会商已撤回，无需再提出意见。",
			"Consultation withdrawn", "A consultation in which your unit takes part was withdrawn. No opinion is needed any more."),
		"haolinju.dispatch.dispatch.escalated.v1": inbox("提级", "一张派单已提请区级决定。决定前各单位照常办理，时限照常计算。",
			"Escalated", "A dispatch was brought before the district. Until it decides, the units go on and the limits run."),
		"haolinju.dispatch.dispatch.escalation_decided.v1": outside("dispatch_escalation_decided", "区级批示", "区级已对提级的派单作出批示，请查看并办理。",
			"Decided by the district", "The district has decided on a dispatch that was brought before it. Please see what is to be done."),
		"haolinju.intake.chain_link.opened.v1": inbox("上报与下派", "一件诉求已上报或下派到您的单位，请查看。",
			"An issue for your unit", "An issue was reported up or sent down to your unit. Please see to it."),
		"haolinju.dispatch.retrospective.created.v1": inbox("复盘", "您的单位参加一项事项的复盘，请提出复盘发现。",
			"Retrospective", "Your unit takes part in looking back on a matter. Please say what was found."),
		"haolinju.dispatch.follow_up.created.v1": inbox("新的整改任务", "您的单位有一项复盘整改任务，请在时限内完成。",
			"Follow-up", "Something is to be done by your unit after a retrospective. Please see until when."),
		"haolinju.dispatch.follow_up.overdue.v1": inbox("整改任务逾期", "您的单位有一项复盘整改任务已逾期，请尽快完成。",
			"Follow-up overdue", "What your unit is to do after a retrospective is overdue. Please see to it."),
		"haolinju.dispatch.supervision.reminded.v1": inbox("催办", "您单位承办的事项办理时限将至，请尽快办理。",
			"Reminder", "The time for a duty of your unit is running out. Please see to it."),
		"haolinju.dispatch.supervision.ordered.v1": outside("supervision_ordered", "督办", "您单位承办的事项已被督办，请在规定时间内回复。",
			"Order of supervision", "A duty of your unit is supervised. Please answer in time."),
		"haolinju.dispatch.supervision.overdue.v1": outside("supervision_overdue", "区级督办", "督办逾期未回复，已转区级督办。",
			"Supervised by the district", "An order of supervision was not answered in time. The district sees to it now."),
		"haolinju.dispatch.assignment_push.stuck.v1": inbox("承办动态推送受阻", "发往承办单位业务系统的承办动态未能送达，请检查该系统，并在系统外跟进该事项。",
			"A system is not told", "The system of a called unit does not take what is told of its duty. Please check it, and see to the duty otherwise."),
		"haolinju.intake.task.assigned.v1": inbox("新任务", "您有一项新任务，请在时限内完成。",
			"A task for you", "A task has been given to you. Please see until when it is due."),
		"haolinju.intake.task.overdue.v1": inbox("任务逾期", "一项任务已逾期，请尽快完成。",
			"Task overdue", "A task is overdue. Please see to it."),
		"haolinju.directory.work_calendar.missing.v1": inbox("请发布下一年度工作日历", "下一年度工作日历尚未发布，时限暂按周一至周五估算，请尽快发布。",
			"The working calendar is missing", "No working calendar of the next year was published yet; limits are estimated. Please publish it."),
		"haolinju.intake.joint_confirmation.created.v1": outside("joint_confirmation", "请确认办理结果", "您附议的诉求已反馈结果，请确认是否已解决。",
			"Is it solved?", "There is a result of an issue that you joined. Please say whether the matter is solved."),
		"haolinju.moderation.redaction.created.v1": inbox("内容已遮蔽", "您发表的内容有部分已被遮蔽，请查看理由。诉求照常办理。",
			"Words redacted", "Some of your words are no longer shown. Please see why. Your issue is handled as before."),
		"haolinju.restriction.restriction.imposed.v1": outside("restriction_imposed", "限制通知", "您在一个事项上被限制。请查看事由与期限，可在期限内申诉。",
			"You are restricted", "You are restricted in one thing. Please see why and until when; you may appeal."),
		"haolinju.restriction.restriction.appeal_granted.v1": outside("restriction_appeal_granted", "申诉结果", "您的申诉成立，限制已解除。",
			"Your appeal", "Your appeal was granted, and the restriction is lifted."),
		"haolinju.restriction.restriction.appeal_denied.v1": outside("restriction_appeal_denied", "申诉结果", "您的申诉未被采纳，限制维持，请查看理由。",
			"Your appeal", "Your appeal was denied, and the restriction stays. Please see why."),
		"haolinju.restriction.restriction.lifted.v1": inbox("限制已解除", "对您的限制已解除。", "Restriction lifted", "A restriction of yours is lifted."),
		"haolinju.booking.booking.created.v1":        inbox("预订已确认", "您的预订已确认。", "Booking confirmed", "Your booking is confirmed."),
		"haolinju.booking.booking.cancelled.v1": outside("booking_cancelled", "预订已取消", "您的预订已取消，请查看详情。",
			"Booking cancelled", "Your booking has been cancelled. Please see its details."),
		"haolinju.directory.substitution.created.v1": inbox("职务代理", "一项职务代理已设定，请查看代理的职务和时间。",
			"Substitution", "A substitution has been set. Please see the office and the time."),
		"haolinju.directory.substitution.ended.v1": inbox("职务代理结束", "一项职务代理已提前结束。",
			"Substitution ended", "A substitution has ended before its time."),
	}, habit)
	// codeWords are the mail that confirms an address; the code follows the text.
	codeWords = setting.Declare("notice.mail_code_words", inbox("邮箱验证码",
		"请在应用中输入以下验证码，以确认用本邮箱接收通知。如非本人操作，请忽略本邮件。",
		"Code for your mail address", "Enter this code to receive notices by mail. If you have not asked for it, ignore this mail."), habit)
	// exitAddress is what stands before the token in messages that somebody may unsubscribe from, such as "https://…/unsubscribe#": what
	// stands behind the # of an address is sent to no server.
	exitAddress = setting.Declare("notice.unsubscribe_address", "", habit)
	// waits is how long a delivery rests after each failed try, in minutes; after the last of them it is given up.
	waits = setting.Declare("notice.retry_minutes", []int{1, 5, 30, 120, 720}, habit)
	// freshHours is how old an event may be to be told of, in hours: after a long standstill nobody is told stale news.
	freshHours = setting.Declare("notice.fresh_hours", 24, habit)
	// keepDays is how long a notice and its deliveries are kept, in days.
	keepDays = setting.Declare("notice.keep_days", 180, habit)
)

func inbox(title, text, titleEn, textEn string) Template {
	return Template{Title: map[string]string{fault.Chinese: title, fault.English: titleEn}, Text: map[string]string{fault.Chinese: text, fault.English: textEn}}
}

// byMail is for what nobody pays a short message for.
func byMail(provider, title, text, titleEn, textEn string) Template {
	t := inbox(title, text, titleEn, textEn)
	t.Channels, t.Provider = []string{EMail}, provider
	return t
}

func outside(provider, title, text, titleEn, textEn string) Template {
	t := inbox(title, text, titleEn, textEn)
	t.Channels, t.Provider = []string{WeChat, SMS, EMail}, provider
	return t
}
