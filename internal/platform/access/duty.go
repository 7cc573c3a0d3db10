package access

import (
	"strings"
	"sync"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// Permissions are those that the methods of the contract ask for, each with its duty.
var Permissions = sync.OnceValue(func() map[string]accessv1.Duty {
	all := map[string]accessv1.Duty{}
	eachMethod(func(_ protoreflect.MethodDescriptor, rule *accessv1.Access) {
		all[rule.GetPermission()] = max(all[rule.GetPermission()], rule.GetDuty())
	})
	return all
})

// changing are the permissions by which something is changed, or read in clear: those of which a method is not served by HTTP GET.
var changing = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	eachMethod(func(m protoreflect.MethodDescriptor, rule *accessv1.Access) {
		http, _ := proto.GetExtension(m.Options(), annotations.E_Http).(*annotations.HttpRule)
		all[rule.GetPermission()] = all[rule.GetPermission()] || http.GetGet() == ""
	})
	return all
})

// actsBy are the acts that use each permission.
var actsBy = sync.OnceValue(func() map[string][]accessv1.Act {
	all := map[string][]accessv1.Act{}
	eachMethod(func(_ protoreflect.MethodDescriptor, rule *accessv1.Access) {
		if act := rule.GetAct(); act != accessv1.Act_ACT_UNSPECIFIED {
			all[rule.GetPermission()] = append(all[rule.GetPermission()], act)
		}
	})
	return all
})

// OnlyReads says whether nothing is changed by a permission of the contract.
func OnlyReads(permission string) bool {
	changes, known := changing()[permission]
	return known && !changes
}

// PassesOn says whether a substitute may have a permission: not what an administrator answers for.
func PassesOn(permission string) bool {
	return Permissions()[permission] == accessv1.Duty_DUTY_UNSPECIFIED
}

// eachMethod goes through the methods of the contract with their rules.
func eachMethod(do func(protoreflect.MethodDescriptor, *accessv1.Access)) {
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "haolinju.") {
			return true
		}
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				rule, _ := proto.GetExtension(methods.Get(j).Options(), accessv1.E_Access).(*accessv1.Access)
				do(methods.Get(j), rule)
			}
		}
		return true
	})
}

// DutyOf is what whoever holds the grant answers for: what is granted for the whole district makes an administrator.
func DutyOf(permission string, scope accessv1.Scope) accessv1.Duty {
	if scope != accessv1.Scope_SCOPE_TENANT {
		return accessv1.Duty_DUTY_UNSPECIFIED
	}
	return Permissions()[permission]
}
