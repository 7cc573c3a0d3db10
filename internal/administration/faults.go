package administration

import "github.com/haolinju/haolinju/internal/platform/fault"

// ErrConfigurationVersion refuses a document that was written by a later server.
var ErrConfigurationVersion = fault.New(fault.Invalid, "CONFIGURATION_VERSION_UNKNOWN",
	"配置文件的版本高于本系统支持的版本", "the document is of a later form than this server reads")
