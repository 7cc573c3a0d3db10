package disclosure_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestWhoMayKnowOfAnIssueIsTheSameInTheDatabase(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	who, when := uuid.Must(uuid.NewV7()), time.Now()
	known := 0
	for _, private := range []bool{false, true} {
		for _, withheld := range []bool{false, true} {
			for _, reporter := range []*uuid.UUID{nil, &who} {
				for _, confirmed := range []*time.Time{nil, &when} {
					for _, confidentiality := range []string{"REAL_NAME", "CONFIDENTIAL", "ANONYMOUS"} {
						for _, kind := range []string{"HELP", "TIP_OFF"} {
							row := &ent.Issue{Private: private, Withheld: withheld, ReporterID: reporter, ConfirmTime: confirmed, Confidentiality: confidentiality, Kind: kind}
							var there bool
							if err := k.Owner().QueryRow(t.Context(), "select "+disclosure.WhereKnown+` from (select $1::bool private, $2::bool withheld,
								$3::uuid reporter_id, $4::timestamptz confirm_time, $5::text confidentiality, $6::text kind) issue`,
								private, withheld, reporter, confirmed, confidentiality, kind).Scan(&there); err != nil {
								t.Fatal(err)
							}
							if here := disclosure.Known(row); here != there {
								t.Errorf("%v: %t here, %t in the database", row, here, there)
							} else if here {
								known++
							}
						}
					}
				}
			}
		}
	}
	if known != 3 { // by an account, by a code, by both
		t.Errorf("%d are known", known)
	}
}
