package confirmation

import (
	"errors"

	"github.com/haolinju/haolinju/internal/platform/setting"
)

// Terms are those of a joint confirmation.
type Terms struct {
	Voices  int    `json:"voices"`  // from how many voices on an issue needs one before it is closed
	Percent int    `json:"percent"` // of the voters who have to confirm
	Hours   int    `json:"hours"`   // in which they answer
	Silent  string `json:"silent"`  // for what a voter counts who does not: CONFIRMED or REFUSED
}

// Check the terms.
func (t Terms) Check() error {
	if t.Silent != string(Confirmed) && t.Silent != string(Refused) {
		return errors.New("silent is CONFIRMED or REFUSED")
	}
	return errors.Join(setting.Between(1, 10_000)(t.Voices), setting.Between(1, 100)(t.Percent), setting.Between(1, 24*60)(t.Hours))
}

var terms = setting.Declare("intake.joint_confirmation", Terms{Voices: 3, Percent: 50, Hours: 72, Silent: string(Confirmed)}, "product default; set by the district")
