package app_test

import (
	"fmt"

	"google.golang.org/protobuf/proto"

	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var auditCases = map[string]doorCase{
	"AuditService.ListAuditEntries": {testkit.AuditAdmin, func(d *district) proto.Message {
		d.readPhone()
		return &auditv1.ListAuditEntriesRequest{PageSize: 5, Filter: fmt.Sprintf(`object = %q AND actor = %q AND action = "directory.person.reveal"`,
			person(testkit.Resident), person(testkit.Dispatcher))}
	}},
	"AuditService.VerifyAudit": {testkit.AuditAdmin, func(*district) proto.Message { return &auditv1.VerifyAuditRequest{} }},
}

var privacyCases = map[string]doorCase{
	"PrivacyService.ListReadings": {testkit.Resident, func(d *district) proto.Message {
		d.readPhone()
		return &privacyv1.ListReadingsRequest{Parent: person(testkit.Resident), PageSize: 5}
	}},
}

// readPhone is a reading of the resident's telephone by the dispatcher.
func (d *district) readPhone() {
	prepare[*directoryv1.RevealPersonResponse](d, testkit.Dispatcher, &directoryv1.RevealPersonRequest{Name: person(testkit.Resident),
		Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_CALLBACK, Reason: "回访诉求人"})
}
