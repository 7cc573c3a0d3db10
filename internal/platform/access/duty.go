package access

import (
	"strings"
	"sync"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// Permissions are those that the methods of the contract ask for, each with its duty.
var Permissions = sync.OnceValue(func() map[string]accessv1.Duty {
	all := map[string]accessv1.Duty{}
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "haolinju.") {
			return true
		}
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				rule, _ := proto.GetExtension(methods.Get(j).Options(), accessv1.E_Access).(*accessv1.Access)
				all[rule.GetPermission()] = max(all[rule.GetPermission()], rule.GetDuty())
			}
		}
		return true
	})
	return all
})

// DutyOf is what whoever holds the grant answers for: what is granted for the whole district makes an administrator.
func DutyOf(permission string, scope accessv1.Scope) accessv1.Duty {
	if scope != accessv1.Scope_SCOPE_TENANT {
		return accessv1.Duty_DUTY_UNSPECIFIED
	}
	return Permissions()[permission]
}
