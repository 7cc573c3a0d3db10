package people

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// MergeState is how far a merge of two persons has come; the words are those of the contract without their prefix.
type MergeState string

// The states of a merge.
const (
	MergeProposed MergeState = "PROPOSED"
	Merged        MergeState = "MERGED"
	MergeRejected MergeState = "REJECTED"
	MergeUndone   MergeState = "UNDONE"
)

// MergeVerb moves a merge.
type MergeVerb string

// The verbs of a merge.
const (
	ProveMerge   MergeVerb = "prove"
	ApproveMerge MergeVerb = "approve"
	RejectMerge  MergeVerb = "reject"
	UndoMerge    MergeVerb = "undo"
)

// MergeSteps is the life of a merge.
var MergeSteps = lifecycle.Table[MergeState, MergeVerb]{
	{From: MergeProposed, Do: ProveMerge, To: Merged, Who: permitProposeMerge, Emits: "haolinju.people.person_merge.merged.v1"},
	{From: MergeProposed, Do: ApproveMerge, To: Merged, Who: permitDecideMerge, Emits: "haolinju.people.person_merge.merged.v1"},
	{From: MergeProposed, Do: RejectMerge, To: MergeRejected, Who: permitProposeMerge, Emits: "haolinju.people.person_merge.rejected.v1"},
	{From: Merged, Do: UndoMerge, To: MergeUndone, Who: permitUndoMerge, Emits: "haolinju.people.person_merge.undone.v1"},
}
