package task_test

import (
	"testing"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
	"github.com/haolinju/haolinju/internal/task"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, task.Steps, intakev1.Task_State_name, task.Open, task.Done, task.Cancelled)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/task.md", "# Task (任务)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission. What is open when its issue is over lapses by itself.\n\n"+
		"```mermaid\n"+task.Steps.Mermaid("Task")+"```\n")
}

func TestATemplateIsWholeAndItsCodeStandsOnce(t *testing.T) {
	t.Parallel()
	good := task.Template{Code: "site", Category: "TEST.PROPERTY", Stage: "TRIAGED", Title: "现场核实", Hours: 24}
	if err := (task.Templates{good}).Check(); err != nil {
		t.Error(err)
	}
	for name, bad := range map[string]task.Templates{
		"twice":       {good, good},
		"no code":     {{Category: good.Category, Stage: "TRIAGED", Title: good.Title, Hours: 1}},
		"no category": {{Code: "a", Stage: "TRIAGED", Title: good.Title, Hours: 1}},
		"no stage":    {{Code: "a", Category: good.Category, Title: good.Title, Hours: 1}},
		"no title":    {{Code: "a", Category: good.Category, Stage: "SIGNED", Hours: 1}},
		"no time":     {{Code: "a", Category: good.Category, Stage: "SIGNED", Title: good.Title}},
		"too long":    {{Code: "a", Category: good.Category, Stage: "SIGNED", Title: good.Title, Hours: 24*366 + 1}},
	} {
		if bad.Check() == nil {
			t.Errorf("%s passes", name)
		}
	}
}
