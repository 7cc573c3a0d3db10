package moderation

import "github.com/haolinju/haolinju/internal/platform/fault"

// What the calls of ModerationService may fail with, beside the faults of the platform.
var (
	ErrMisfit = fault.New(fault.Invalid, "REDACTION_MISFIT",
		"该内容没有此部分，或替换文字过长", "the subject has no such part, or the text is too long for it")
	ErrNothing = fault.New(fault.WrongState, "NOTHING_TO_REDACT",
		"该部分没有文字", "there are no words to redact")
	ErrRedactionExists = fault.New(fault.Conflict, "REDACTION_EXISTS",
		"该遮蔽编号已被使用", "the redaction id is taken")
	ErrRedactionOver = fault.New(fault.WrongState, "REDACTION_OVER",
		"该遮蔽已失效", "the redaction holds no more")
	ErrOriginalGone = fault.New(fault.WrongState, "ORIGINAL_GONE",
		"原文已删除", "the words were erased")
	ErrAlreadyFlagged = fault.New(fault.Conflict, "ALREADY_FLAGGED",
		"您已举报过该内容", "you have flagged this already")
	ErrFlagExists = fault.New(fault.Conflict, "FLAG_EXISTS",
		"该举报编号已被使用", "the flag id is taken")
	ErrOwnWords = fault.New(fault.WrongState, "OWN_WORDS",
		"不能举报自己的内容", "the words are your own")
	ErrRecused = fault.New(fault.Denied, "RECUSED",
		"当事人、诉求人和举报人须回避", "who wrote, reported or flagged it does not decide")
	ErrNotClaimed = fault.New(fault.WrongState, "NOT_CLAIMED",
		"该审核件由他人领取", "somebody else has claimed the case")
	ErrWord = fault.New(fault.Invalid, "WORD_INVALID",
		"敏感词须含文字或数字，且不得重复", "a word has a letter or digit, and stands in the list once")
	ErrWordsPast = fault.New(fault.Invalid, "WORD_LIST_PAST",
		"生效时间不能早于现在", "a list does not begin in the past")
	ErrWordsExist = fault.New(fault.Conflict, "WORD_LIST_EXISTS",
		"该编号或生效时间已有词表", "the id is taken, or another list begins at that time")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"redaction_pkey":  ErrRedactionExists.On("redaction_id"),
	"flag_pkey":       ErrFlagExists.On("flag_id"),
	"flag_once":       ErrAlreadyFlagged.On("flag.subject"),
	"word_list_pkey":  ErrWordsExist.On("word_list_id"),
	"word_list_begin": ErrWordsExist.On("word_list.begin_time"),
}
