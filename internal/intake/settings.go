package intake

import (
	"fmt"
	"slices"
	"strings"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// Flow is what a kind of issues drives.
type Flow struct {
	Order           string `json:"order"`           // REQUIRED, OPTIONAL or NONE
	Confidentiality string `json:"confidentiality"` // where the resident says nothing
}

// What a flow says of orders.
const (
	orderRequired = "REQUIRED"
	orderOptional = "OPTIONAL"
	orderNone     = "NONE"
)

// anonymous is the confidentiality of somebody whom nobody knows.
const anonymous = "ANONYMOUS"

// Flows are those of the kinds, by their stored words.
type Flows map[string]Flow

// Check that each kind has a flow, and nothing else has.
func (f Flows) Check() error {
	for value, kind := range intakev1.Issue_Kind_name {
		flow, ok := f[strings.TrimPrefix(kind, "KIND_")]
		switch {
		case value == 0:
			continue
		case !ok || len(f) != len(intakev1.Issue_Kind_name)-1:
			return fmt.Errorf("a flow for each kind, and for %s", kind)
		case !slices.Contains([]string{orderRequired, orderOptional, orderNone}, flow.Order):
			return fmt.Errorf("%s: order is REQUIRED, OPTIONAL or NONE", kind)
		case !slices.Contains([]string{realName, "CONFIDENTIAL", anonymous}, flow.Confidentiality):
			return fmt.Errorf("%s: confidentiality is REAL_NAME, CONFIDENTIAL or ANONYMOUS", kind)
		}
	}
	return nil
}

// The numbers and rules of intake; a tenant changes them by a dated row.
var (
	// authorityKinds are the kinds of units that handle matters by a duty of law, and so learn who brought one up; any other
	// unit learns it with the consent of that person.
	authorityKinds = setting.Declare("intake.authority_kinds", []string{"DISTRICT", "SUB_DISTRICT", "AREA_OFFICE", "TOWN", "TOWNSHIP",
		"COMMUNITY", "VILLAGE", "GRID", "DEPARTMENT", "RESIDENTS_COMMITTEE"},
		"PIPL art. 13(3), 23, 34 and 37: authorities, and organisations that a law charges with public affairs")
	// flows are what the kinds drive: a consultation is answered at once or dispatched, other requests of the law follow the duty
	// catalogue, a suggestion asks for an answer, praise is no request, and who tips off is shielded.
	flows = setting.Declare("intake.flows", Flows{
		"CONSULT": {orderOptional, realName}, "HELP": {orderRequired, realName}, "COMPLAINT": {orderRequired, realName},
		"TIP_OFF": {orderRequired, "CONFIDENTIAL"}, "SUGGESTION": {orderOptional, realName}, "PRAISE": {orderNone, realName},
	}, "接诉即办工作条例 art. 8 and 11; product default for what it leaves open")
	// draftDays is how old a draft may be that was made offline.
	draftDays = setting.Declare("intake.draft_days", 30, "product default; set by the district", setting.Between(1, 366))
	// reopenDays is how many days after closing an issue may be reopened.
	reopenDays = setting.Declare("intake.reopen_days", 15, "product default; set by the district", setting.Between(0, 366))
	// urgeHours is how many hours lie between two urges of an issue at least.
	urgeHours = setting.Declare("intake.urge_hours", 24, "product default; set by the district", setting.Between(0, 31*24))
)
