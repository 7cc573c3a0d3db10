package partner

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong beyond the faults that every capability knows.
var (
	ErrPermissionNotForClients = fault.New(fault.Invalid, "PERMISSION_NOT_FOR_CLIENTS",
		"没有此项权限，或该权限不能授予接口客户端，或所列权限分属两种管理员职责",
		"there is no such permission, or no client may hold it, or the list holds two of the duties of administrators")
	ErrCertificateTaken = fault.New(fault.Conflict, "CERTIFICATE_TAKEN",
		"该证书主体已由其他客户端使用", "another client comes with a certificate of this subject")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"api_client_pkey":                       fault.ErrConflict.On("api_client_id"),
	"api_client_certificate_subject_unique": ErrCertificateTaken.On("api_client.certificate_subject"),
}
