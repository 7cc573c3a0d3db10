package task

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/haolinju/haolinju/internal/platform/setting"
)

// The stages of an issue at which templates make tasks.
const (
	triaged = "TRIAGED" // for its sub-district
	signed  = "SIGNED"  // for the unit that leads
)

// Template is a task that comes with every issue of a category, or of one below it.
type Template struct {
	Code     string `json:"code"`
	Category string `json:"category"` // its code
	Stage    string `json:"stage"`    // TRIAGED or SIGNED
	Title    string `json:"title"`
	Required bool   `json:"required"`
	Hours    int    `json:"hours"` // from the stage until it is due
}

// Templates of a district.
type Templates []Template

// Check that each is whole and has a code of its own.
func (all Templates) Check() error {
	codes := map[string]bool{}
	for _, t := range all {
		if err := t.check(); err != nil {
			return fmt.Errorf("%s: %w", t.Code, err)
		}
		if codes[t.Code] {
			return fmt.Errorf("%s stands there twice", t.Code)
		}
		codes[t.Code] = true
	}
	return nil
}

func (t Template) check() error {
	if t.Code == "" || len(t.Code) > 64 || t.Category == "" {
		return errors.New("a template has a code of at most 64 characters, and the code of a category")
	}
	if t.Stage != triaged && t.Stage != signed {
		return errors.New("the stage is TRIAGED or SIGNED")
	}
	if length := utf8.RuneCountInString(t.Title); length == 0 || length > 200 {
		return errors.New("the title has 1 to 200 characters")
	}
	return setting.Between(1, 24*366)(t.Hours)
}

var templates = setting.Declare("intake.task_templates", Templates{}, "none at first; set by the district")
