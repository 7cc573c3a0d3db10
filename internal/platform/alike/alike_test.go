package alike

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTextsAreAlikeByTheirPairsOfNeighbouringCharacters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"路灯不亮", "路灯不亮", 100}, {"路灯不亮", "路灯坏了", 33}, {"路灯不亮", "垃圾没清", 0}, {"灯", "灯", 100}, {"", "路灯", 0}, {"", "", 0}, {"哈哈哈", "哈哈", 100}} {
		if got := To(c.a).Percent(c.b); got != c.want {
			t.Errorf("%q and %q are alike by %d, want %d", c.a, c.b, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		if there, back := To(a).Percent(b), To(b).Percent(a); there != back || there < 0 || there > 100 {
			t.Fatalf("%d and %d", there, back)
		}
	})
}
