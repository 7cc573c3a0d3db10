package hotline

import "github.com/haolinju/haolinju/internal/platform/fault"

// What the calls may fail with, beside the faults of the platform.
var (
	ErrFileMissing = fault.New(fault.WrongState, "IMPORT_FILE_MISSING",
		"文件尚未上传或已不再保存", "the file has not been put, or is kept no more")
	ErrFileUnreadable = fault.New(fault.Invalid, "IMPORT_FILE_UNREADABLE",
		"无法读取该文件：应为未加密的 .xlsx、.xlsm 或 .csv（UTF-8、GB18030）", "the file cannot be read: it must be .xlsx or .xlsm without a password, or .csv in UTF-8 or GB18030")
	ErrHeaderMissing = fault.New(fault.Invalid, "IMPORT_HEADER_MISSING",
		"前 20 行中没有包含工单编号、主要内容和来电时间的表头", "none of the first 20 rows holds the headers of number, content and time")
	ErrRunning = fault.New(fault.WrongState, "IMPORT_RUNNING",
		"该文件正在导入", "another run over the file lasts")
	ErrNumberNeeded = fault.New(fault.Invalid, "HOTLINE_ORDER_NAMED_BY",
		"请提供诉求或工单编号", "give the issue, or the number of the order")
)

// What may be wrong with a cell, or with a row.
var (
	ErrCellMissing = fault.New(fault.Invalid, "CELL_MISSING",
		"不能为空", "it must not be empty")
	ErrCellTooLong = fault.New(fault.Invalid, "CELL_TOO_LONG",
		"内容过长", "it is too long")
	ErrDateUnreadable = fault.New(fault.Invalid, "DATE_UNREADABLE",
		"无法识别的日期时间", "it is no day or time that is known")
	ErrDateInFuture = fault.New(fault.Invalid, "DATE_IN_FUTURE",
		"时间晚于当前时间", "it lies in the future")
	ErrTitleCut = fault.New(fault.Invalid, "TITLE_CUT",
		"标题过长，已截短，原文保留", "the title is cut; the whole of it is kept beside")
	ErrNoTelephone = fault.New(fault.Invalid, "CONTACT_NO_TELEPHONE",
		"不是电话号码，原文保留", "it is no telephone number; it is kept beside")
	ErrWordUnknown = fault.New(fault.Invalid, "WORD_UNKNOWN",
		"无法识别的取值，原文保留", "the word is not known; it is kept beside")
	ErrNoCategory = fault.New(fault.Invalid, "CATEGORY_NOT_FOUND",
		"没有对应的诉求分类", "no category goes by these words")
	ErrUnitNotFound = fault.New(fault.Invalid, "UNIT_NOT_FOUND",
		"没有恰好同名的单位，原文保留", "no unit, or more than one, has exactly this name; it is kept as it stands")
	ErrOtherDistrict = fault.New(fault.Invalid, "OTHER_DISTRICT",
		"不属于本区", "it belongs to another district")
	ErrFiledOtherwise = fault.New(fault.Conflict, "FILED_OTHERWISE",
		"与已受理的诉求内容不同，诉求未改动", "the issue was filed with something else, and stays as it is")
	ErrTooManyRows = fault.New(fault.Invalid, "IMPORT_TOO_MANY_ROWS",
		"文件行数超过上限，其后的行未导入", "the file has more rows than allowed; this one and those behind it are not taken")
)
