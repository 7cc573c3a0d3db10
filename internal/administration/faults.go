package administration

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong here beyond the faults that every capability knows.
var (
	ErrConfigurationVersion = fault.New(fault.Invalid, "CONFIGURATION_VERSION_UNKNOWN",
		"配置文件的版本高于本系统支持的版本", "the document is of a later form than this server reads")

	ErrDictionaryCodeTaken = fault.New(fault.Conflict, "DICTIONARY_CODE_TAKEN",
		"该字典代码已被使用", "the code of the dictionary is in use")
	ErrDictionariesTooMany = fault.New(fault.Limited, "DICTIONARIES_TOO_MANY",
		"本区的数据字典数量已达上限", "the district has as many dictionaries as it may")
	ErrDictionaryFull = fault.New(fault.Limited, "DICTIONARY_FULL",
		"该字典的字典项数量已达上限", "the dictionary has as many codes as it may")
	ErrDictionaryOfTheProduct = fault.New(fault.WrongState, "DICTIONARY_OF_THE_PRODUCT",
		"系统字典只能增加其他语言的名称", "a dictionary of the product takes labels in further languages and nothing else")
	ErrEntryCodeTaken = fault.New(fault.Conflict, "DICTIONARY_ENTRY_CODE_TAKEN",
		"该代码已被使用，停用后也不能另作他用", "the dictionary has the code already, maybe retired")
	ErrLabelMissing = fault.New(fault.Invalid, "LABEL_MISSING",
		"须有中文名称（zh）", "there must be a label in Chinese (zh)")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"dictionary_code_unique":       ErrDictionaryCodeTaken.On("dictionary_id"),
	"dictionary_labelled":          ErrLabelMissing.On("dictionary.labels"),
	"dictionary_entry_code_unique": ErrEntryCodeTaken.On("dictionary_entry_id"),
	"dictionary_entry_labelled":    ErrLabelMissing.On("dictionary_entry.labels"),
}
