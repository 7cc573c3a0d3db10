package suggestion

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
)

func TestAWordIsAPairOfChineseCharacters(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"路灯不亮": {"路灯", "灯不", "不亮"}, "灯": nil, "3号楼，5单元": {"号楼", "单元"}, "哈哈哈": {"哈哈"}, "13812341234 wifi": nil, "": nil,
	} {
		if got := wordsOf(text); !slices.Equal(got, want) {
			t.Errorf("words of %q: %q, want %q", text, got, want)
		}
	}
}

func TestWordsThatOverlapAreToldAsOneTheMostTellingFirst(t *testing.T) {
	t.Parallel()
	speaks := map[string]float64{"路灯": 1, "灯不": 0.5, "小区": 2}
	if got := why("小区路灯不亮，路灯不亮", speaks); !slices.Equal(got, []string{"小区", "路灯不"}) {
		t.Errorf("%q", got)
	}
}

// With no lessons a category is as likely as its name; a word that is as frequent everywhere speaks for none.
func TestLikelihoodsAreSharesAndAWordOfAllCategoriesSpeaksForNone(t *testing.T) {
	t.Parallel()
	a, b := &ent.Category{ID: uuid.UUID{1}, Name: "照明"}, &ent.Category{ID: uuid.UUID{2}, Name: "供水"}
	k := known{issues: map[uuid.UUID]int{a.ID: 10, b.ID: 10}, words: map[string]map[uuid.UUID]int{"小区": {a.ID: 5, b.ID: 5}}}
	found := judge("小区", []*ent.Category{a, b}, k)
	if len(found) != 2 || found[0].score != 0.5 || found[1].score != 0.5 || len(found[0].words) != 0 {
		t.Errorf("%v", found)
	}
	k.words["小区"][b.ID] = 0
	if found = judge("小区", []*ent.Category{b, a}, k); found[0].category != a.ID || found[0].score <= 0.5 || found[0].score+found[1].score != 1 {
		t.Errorf("%v", found)
	}
	if found = judge("邻居", []*ent.Category{a, b}, k); found != nil {
		t.Errorf("%v", found)
	}
	if found = judge("小区", nil, k); found != nil {
		t.Errorf("%v", found)
	}
}
