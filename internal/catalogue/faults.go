package catalogue

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong with categories beyond the faults that every capability knows.
var (
	ErrCategoryCodeTaken = fault.New(fault.Conflict, "CATEGORY_CODE_TAKEN",
		"该分类代码已被使用", "the category code is in use")
	ErrCategoryNotEmpty = fault.New(fault.WrongState, "CATEGORY_NOT_EMPTY",
		"该分类之下尚有分类", "other categories stand below it")
	ErrCategoryParent = fault.New(fault.Invalid, "CATEGORY_PARENT_NOT_ALLOWED",
		"分类不能移到自身之下", "a category cannot stand below itself")
	ErrCategoryMovePlanned = fault.New(fault.Invalid, "CATEGORY_MOVE_PLANNED",
		"上级分类只能立即变更", "a category moves at once or not at all")
	ErrCategoryChangePlanned = fault.New(fault.WrongState, "CATEGORY_CHANGE_PLANNED",
		"该分类有未生效的变更，请先撤销", "a change of the category is planned: cancel it first")
	ErrCategoryParentDeleted = fault.New(fault.WrongState, "CATEGORY_PARENT_DELETED",
		"上级分类已删除", "the category above is deleted")
	ErrQuestion = fault.New(fault.Invalid, "CATEGORY_QUESTION",
		"问题或选项代码重复，或选项与问题类型不符", "a code of a question or choice is used twice, or the choices do not fit the type")
	ErrNoticeOver = fault.New(fault.Invalid, "CATEGORY_NOTICE_OVER",
		"提示的结束时间须晚于开始时间", "a notice ends after it begins")

	ErrAnswerRequired = fault.New(fault.Invalid, "ANSWER_REQUIRED",
		"请回答此问题", "answer this question")
	ErrAnswerInvalid = fault.New(fault.Invalid, "ANSWER_INVALID",
		"回答不符合问题的要求", "the answer does not fit the question")
	ErrAdvice = fault.New(fault.WrongState, "ADVICE_INSTEAD",
		"请按提示处理，无需提交诉求", "follow the advice; nothing was filed")
)
