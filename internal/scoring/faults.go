package scoring

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong with criteria and score sheets beyond the faults that every capability knows.
var (
	ErrCriterionExists = fault.New(fault.Conflict, "CRITERION_EXISTS",
		"本活动已有同名标准", "the campaign has a criterion of that title")
	ErrJudgeRecused = fault.New(fault.Denied, "JUDGE_RECUSED",
		"评委须回避与本人或本单位有关的提名", "a judge steps aside from his own nomination, self or unit")
	ErrSheetExists = fault.New(fault.Conflict, "SHEET_EXISTS",
		"您已为该提名建立评分表", "you have a score sheet for the nomination already")
	ErrScoresIncomplete = fault.New(fault.Invalid, "SCORES_INCOMPLETE",
		"每项标准须且只须给出一个分数", "give exactly one score for each criterion of the campaign")
	ErrScoreOutOfRange = fault.New(fault.Invalid, "SCORE_OUT_OF_RANGE",
		"分数超出该项标准的满分", "the score exceeds the full marks of the criterion")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"criterion_pkey":            fault.ErrConflict.On("criterion_id"),
	"score_sheet_pkey":          fault.ErrConflict.On("score_sheet_id"),
	"criterion_title_unique":    ErrCriterionExists.On("criterion.title"),
	"score_sheet_one_per_judge": ErrSheetExists.On("score_sheet.nomination"),
}
