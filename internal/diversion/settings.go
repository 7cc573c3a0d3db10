package diversion

import (
	"fmt"
	"unicode/utf8"

	"github.com/haolinju/haolinju/internal/platform/setting"
)

// maxText is how many characters a text holds, as the reply to a resident does.
const maxText = 2000

// Texts are what the resident is told, by the class of diversion. To that of SAME_MATTER the progress of the earlier issue is added.
type Texts map[string]string

// Check that there is a text for each class of the law and for nothing else.
func (t Texts) Check() error {
	for _, class := range []string{"EMERGENCY", "STATUTORY_ROUTE", sameMatter, "SECRET", "OUT_OF_REMIT", "UNLAWFUL"} {
		if n := utf8.RuneCountInString(t[class]); n == 0 || n > maxText {
			return fmt.Errorf("%s has no text, or one of more than %d characters", class, maxText)
		}
	}
	if len(t) != 6 {
		return fmt.Errorf("%d texts for six classes", len(t))
	}
	return nil
}

var texts = setting.Declare("intake.diversion_texts", Texts{
	"EMERGENCY":       "此类紧急情况请直接拨打110、119、120或122。",
	"STATUTORY_ROUTE": "该事项依法应通过诉讼、仲裁、纪检监察、行政复议、政府信息公开或信访等途径处理，请向相应机关提出。",
	sameMatter:        "您此前已就同一事项反映，现将进展告知如下。",
	"SECRET":          "该事项涉及国家秘密、商业秘密或个人隐私，依法不能提供。",
	"OUT_OF_REMIT":    "该事项不属于政府职责范围，建议通过市场或社会渠道解决。",
	"UNLAWFUL":        "该诉求不符合法律规定或公序良俗，不予办理，请予理解。",
}, "接诉即办工作条例 art. 11; the words are the product's, set by the district")
