package catalogue

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong with categories beyond the faults that every capability knows.
var (
	ErrCategoryCodeTaken = fault.New(fault.Conflict, "CATEGORY_CODE_TAKEN",
		"该分类代码已被使用", "the category code is in use")
	ErrCategoryNotEmpty = fault.New(fault.WrongState, "CATEGORY_NOT_EMPTY",
		"该分类之下尚有分类", "other categories stand below it")
	ErrCategoryParentDeleted = fault.New(fault.WrongState, "CATEGORY_PARENT_DELETED",
		"上级分类已删除", "the category above is deleted")
)
