package password

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// quick are parameters that cost little.
var quick = Params{Memory: 64, Passes: 1, Lanes: 1}

func TestAPasswordIsRightForItsOwnHashAlone(t *testing.T) {
	t.Parallel()
	h := New(quick)
	one, err := h.Hash(t.Context(), "正确的密码 1")
	if err != nil {
		t.Fatal(err)
	}
	if two, err := h.Hash(t.Context(), "正确的密码 1"); err != nil || two == one || !strings.HasPrefix(one, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Errorf("%s and %s, %v", one, two, err)
	}
	for given, want := range map[string]bool{"正确的密码 1": true, "正确的密码 2": false, "": false} {
		if right, stale, err := h.Verify(t.Context(), one, given); right != want || stale || err != nil {
			t.Errorf("%q: %v, %v, %v", given, right, stale, err)
		}
	}
}

func TestAHashOfOlderParametersHoldsAndIsStale(t *testing.T) {
	t.Parallel()
	old, err := New(Params{Memory: 32, Passes: 1, Lanes: 1}).Hash(t.Context(), "secret")
	if err != nil {
		t.Fatal(err)
	}
	if right, stale, err := New(quick).Verify(t.Context(), old, "secret"); !right || !stale || err != nil {
		t.Errorf("%v, %v, %v", right, stale, err)
	}
}

func TestNobodyHasAPasswordAndNoOtherTextIsAHash(t *testing.T) {
	t.Parallel()
	h := New(quick)
	if right, _, err := h.Verify(t.Context(), "", ""); right || err != nil {
		t.Errorf("nobody: %v, %v", right, err)
	}
	good, err := h.Hash(t.Context(), "secret")
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"secret", "$2y$10$abc", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "t=1", "t=0", 1),
		strings.Replace(good, "m=64", "m=x", 1), good[:len(good)-4], good + "!", strings.Replace(good, "v=19", "v=16", 1)} {
		if right, _, err := h.Verify(t.Context(), bad, "secret"); right || !errors.Is(err, errMalformed) {
			t.Errorf("%s: %v, %v", bad, right, err)
		}
	}
}

func TestAHashWaitsForAPlaceNoLongerThanItsCaller(t *testing.T) {
	t.Parallel()
	h := New(quick)
	for range cap(h.slots) {
		h.slots <- struct{}{}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := h.Hash(ctx, "secret"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
