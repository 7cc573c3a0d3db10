package visit

import (
	"errors"
	"fmt"

	"github.com/haolinju/haolinju/internal/platform/setting"
)

// Limits are from where on something speaks against a visit.
type Limits struct {
	Metres         int `json:"metres"`          // from the point
	AccuracyMetres int `json:"accuracy_metres"` // of the position
	DeviceMinutes  int `json:"device_minutes"`  // between the clocks of device and server
}

// Check the bounds.
func (l Limits) Check() error {
	return errors.Join(setting.Between(1, 100_000)(l.Metres), setting.Between(1, 100_000)(l.AccuracyMetres), setting.Between(1, 24*60)(l.DeviceMinutes))
}

// Demand is that in a category, and those below it, nothing is over before the lead was on the spot.
type Demand struct {
	Category    string `json:"category"`    // its code
	Attachments int    `json:"attachments"` // that the visit has at least
}

// Demands of a district.
type Demands []Demand

// Check that each names a category, once.
func (all Demands) Check() error {
	seen := map[string]bool{}
	for _, d := range all {
		if d.Category == "" || seen[d.Category] {
			return fmt.Errorf("%q: each names a category, once", d.Category)
		}
		seen[d.Category] = true
		if err := setting.Between(0, 9)(d.Attachments); err != nil {
			return fmt.Errorf("%s: %w", d.Category, err)
		}
	}
	return nil
}

var (
	limits = setting.Declare("dispatch.visit_limits", Limits{Metres: 300, AccuracyMetres: 100, DeviceMinutes: 5},
		"product default: a residential compound, and what telephones reach between houses; set by the district")
	demands = setting.Declare("dispatch.visits_required", Demands{}, "none at first; set by the district")
)
