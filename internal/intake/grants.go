package intake

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitCreate   = "intake.issue.create"
	permitGet      = "intake.issue.get"
	permitTriage   = "intake.issue.triage"
	permitAnswer   = "intake.issue.answer"
	permitDispatch = "intake.issue.dispatch"
	permitReply    = "intake.issue.reply"
	permitCallback = "intake.issue.callback"
	permitClose    = "intake.issue.close"
	permitReopen   = "intake.issue.reopen"
	permitWithdraw = "intake.issue.withdraw"
	permitRate     = "intake.issue.rate"
	permitMerge    = "intake.issue.merge"
	permitRefuse   = "intake.issue.refuse_reopening"
	permitReview   = "intake.issue.review"

	// The permissions of the verbs whose matter belongs to others, who also grant them.
	permitDivert      = "intake.issue.divert"
	permitRequestInfo = "intake.issue.request_info"
	permitProvideInfo = "intake.issue.provide_info"
	permitHold        = "intake.issue.hold"
	permitRelease     = "intake.issue.release"
	permitUrge        = "intake.issue.urge"
	permitAnswerUrge  = "intake.issue.answer_urge"
	permitSplit       = "intake.issue.split"

	// The permissions that guard what lies behind the door of permitGet.
	permitNotes    = "intake.note.get"     // internal timeline entries
	permitReporter = "intake.reporter.get" // the masked reporter of a confidential issue

	permitReveal = "intake.reporter.reveal" // a contact value in clear
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.Resident, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitReopen, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitWithdraw, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitRate, Scope: accessv1.Scope_SCOPE_SELF},

	{Role: access.CommunityWorker, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitNotes, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitReveal, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitReply, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitWithdraw, Scope: accessv1.Scope_SCOPE_SUBTREE},

	{Role: access.Liaison, Permission: permitGet, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitNotes, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitReveal, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitReply, Scope: accessv1.Scope_SCOPE_UNIT},

	{Role: access.Dispatcher, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitNotes, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitReporter, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitReveal, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitTriage, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitAnswer, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitDispatch, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitReply, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitCallback, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitClose, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitReopen, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitReview, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitRefuse, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitWithdraw, Scope: accessv1.Scope_SCOPE_SUBTREE},

	{Role: access.StreetLeader, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitNotes, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitCallback, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitReopen, Scope: accessv1.Scope_SCOPE_SUBTREE},

	// The district triages what came in without a territory.
	{Role: access.SystemAdmin, Permission: permitGet, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitNotes, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitTriage, Scope: accessv1.Scope_SCOPE_TENANT},

	{Role: access.AuditAdmin, Permission: permitGet, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitNotes, Scope: accessv1.Scope_SCOPE_TENANT},
}
