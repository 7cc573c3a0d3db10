package disclosure

import "github.com/haolinju/haolinju/ent"

// WhereKnown is Known as a condition on the rows of issue.
const WhereKnown = `not private and not withheld and (reporter_id is not null or confirm_time is not null)
	and confidentiality = 'REAL_NAME' and kind <> 'TIP_OFF'`

// Known says whether everybody may know that there is such an issue, and where: it is not kept private or back, its reporter has an account
// or has confirmed it, and is neither secret nor one who tips off.
func Known(row *ent.Issue) bool {
	return !row.Private && !row.Withheld && (row.ReporterID != nil || row.ConfirmTime != nil) && row.Confidentiality == "REAL_NAME" && row.Kind != "TIP_OFF"
}
