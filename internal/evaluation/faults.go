package evaluation

import "github.com/haolinju/haolinju/internal/platform/fault"

// The faults of campaigns.
var (
	ErrNothingToWin = fault.New(fault.Invalid, "NOTHING_TO_WIN",
		"名额和入选分数线至少设置一项", "set a quota, a threshold or both")
	ErrWeightsNotWhole = fault.New(fault.WrongState, "WEIGHTS_NOT_WHOLE",
		"评选标准的权重之和应为 10000", "the weights of the criteria must sum to 10000")
	ErrNoBallot = fault.New(fault.WrongState, "NO_BALLOT",
		"本活动不设投票，请直接公示", "the campaign has no ballot; publish it")
	ErrBallotNotHeld = fault.New(fault.WrongState, "BALLOT_NOT_HELD",
		"本活动须先进入投票阶段再公示", "the campaign has a ballot; advance it to the vote first")
	ErrScreeningNotDone = fault.New(fault.WrongState, "SCREENING_NOT_DONE",
		"仍有提名未完成资格审核", "some nominations have not been screened")
	ErrSheetsMissing = fault.New(fault.WrongState, "SHEETS_MISSING",
		"仍有提名的评分表未达到规定份数", "some nominations lack submitted score sheets")
	ErrNothingToPublish = fault.New(fault.WrongState, "NOTHING_TO_PUBLISH",
		"没有达到入选条件的提名", "no nomination reaches the list")
	ErrPublicityNotOver = fault.New(fault.WrongState, "PUBLICITY_NOT_OVER",
		"公示期未满", "the time of publicity is not over")
	ErrObjectionOpen = fault.New(fault.WrongState, "OBJECTION_OPEN",
		"仍有异议未处理完毕", "an objection has not been decided")
	ErrResultsSealed = fault.New(fault.WrongState, "RESULTS_SEALED",
		"评选结果尚未公示", "the results are not public yet")
)

// The faults of nominations and objections.
var (
	ErrSubjectMisfit = fault.New(fault.Invalid, "SUBJECT_MISFIT",
		"提名对象与评选类别不符", "the subject is not of the kind that the campaign honours")
	ErrAlreadyNominated = fault.New(fault.Conflict, "ALREADY_NOMINATED",
		"该对象已被提名", "the subject is nominated already")
	ErrCampaignFull = fault.New(fault.Limited, "CAMPAIGN_FULL",
		"本活动的提名数量已达上限", "the campaign takes no more nominations")
	ErrConsentNotYours = fault.New(fault.Denied, "CONSENT_NOT_YOURS",
		"公开姓名须由被提名人本人同意", "only the nominee may consent to the publication of the name")
	ErrObjectionExists = fault.New(fault.Conflict, "OBJECTION_EXISTS",
		"您对该提名的异议正在处理中", "your objection to the nomination is being decided")
	ErrRecused = fault.New(fault.Denied, "DECIDER_RECUSED",
		"提名人、被提名人、异议人和被提名单位的人员须回避", "who nominated, is nominated, objected or is of the nominated unit does not decide")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"campaign_pkey":             fault.ErrConflict.On("campaign_id"),
	"nomination_pkey":           fault.ErrConflict.On("nomination_id"),
	"objection_pkey":            fault.ErrConflict.On("objection_id"),
	"nomination_subject_unique": ErrAlreadyNominated.On("nomination"),
	"objection_one_open":        ErrObjectionExists.On("objection.nomination"),
}
