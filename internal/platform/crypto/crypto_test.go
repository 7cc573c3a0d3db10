package crypto

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

var (
	phone = Column{"person", "phone"}
	row   = uuid.MustParse("0192f0c1-7a3b-7000-8000-00000000000a")
	other = uuid.MustParse("0192f0c1-7a3b-7000-8000-00000000000b")
)

const (
	fangshan  = 110111
	elsewhere = 900001
	mobile    = "+8613812341234"
)

func seal(t testing.TB, k *Keeper, clear string) []byte {
	t.Helper()
	sealed, err := k.Seal(phone, fangshan, row, clear)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func TestASealedValueOpensInItsOwnPlaceAndNowhereElse(t *testing.T) {
	t.Parallel()
	for suite := range suites {
		t.Run(string(suite), func(t *testing.T) { opensInItsPlace(t, Generate(suite)) })
	}
}

func opensInItsPlace(t *testing.T, k *Keeper) {
	sealed := seal(t, k, mobile)
	if got, err := k.Open(phone, fangshan, row, sealed); err != nil || got != mobile {
		t.Fatalf("%q, %v", got, err)
	}
	for name, open := range map[string]func() (string, error){
		"another row":      func() (string, error) { return k.Open(phone, fangshan, other, sealed) },
		"another tenant":   func() (string, error) { return k.Open(phone, elsewhere, row, sealed) },
		"another column":   func() (string, error) { return k.Open(Column{"person", "name"}, fangshan, row, sealed) },
		"another table":    func() (string, error) { return k.Open(Column{"contact", "phone"}, fangshan, row, sealed) },
		"a shifted border": func() (string, error) { return k.Open(Column{"personp", "hone"}, fangshan, row, sealed) },
		"another key":      func() (string, error) { return Generate(AES).Open(phone, fangshan, row, sealed) },
		"a cut cipher":     func() (string, error) { return k.Open(phone, fangshan, row, sealed[:len(sealed)-1]) },
		"no cipher":        func() (string, error) { return k.Open(phone, fangshan, row, nil) },
		"the clear text":   func() (string, error) { return k.Open(phone, fangshan, row, []byte(mobile)) },
		"one altered byte": func() (string, error) { return k.Open(phone, fangshan, row, altered(sealed)) },
	} {
		if got, err := open(); !errors.Is(err, ErrSealed) || got != "" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func altered(sealed []byte) []byte {
	out := bytes.Clone(sealed)
	out[len(out)/2] ^= 1
	return out
}

func TestAnyTextComesBackAndItsCipherNeverRepeatsOrShowsIt(t *testing.T) {
	t.Parallel()
	keepers := []*Keeper{Generate(AES), Generate(SM4)}
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(keepers).Draw(t, "suite")
		clear := rapid.String().Draw(t, "clear")
		one, err := k.Seal(phone, fangshan, row, clear)
		if err != nil {
			t.Fatal(err)
		}
		two, err := k.Seal(phone, fangshan, row, clear)
		if err != nil || bytes.Equal(one, two) {
			t.Fatalf("two ciphers are equal: %x, %v", one, err)
		}
		if len(clear) > 3 && bytes.Contains(one, []byte(clear)) {
			t.Fatalf("the cipher shows %q", clear)
		}
		if got, err := k.Open(phone, fangshan, row, two); err != nil || got != clear {
			t.Fatalf("%q came back as %q, %v", clear, got, err)
		}
	})
}

func TestABlindIndexIsEqualForTheSameValueOfOneColumnAndTenantOnly(t *testing.T) {
	t.Parallel()
	for suite := range suites {
		t.Run(string(suite), func(t *testing.T) { indexesOneValue(t, Generate(suite)) })
	}
}

func indexesOneValue(t *testing.T, k *Keeper) {
	want := k.Index(phone, fangshan, "110101199001011x")
	for _, same := range []string{"110101199001011x", " 110101199001011X\t", "１１０１０１１９９００１０１１ｘ"} {
		if !bytes.Equal(k.Index(phone, fangshan, same), want) {
			t.Errorf("%q has another index", same)
		}
	}
	for name, index := range map[string][]byte{
		"another value":    k.Index(phone, fangshan, "110101199001012x"),
		"another tenant":   k.Index(phone, elsewhere, "110101199001011x"),
		"another column":   k.Index(Column{"person", "id_number"}, fangshan, "110101199001011x"),
		"a shifted border": k.Index(Column{"personp", "hone"}, fangshan, "110101199001011x"),
		"another key":      Generate(AES).Index(phone, fangshan, "110101199001011x"),
	} {
		if len(index) != 36 || bytes.Equal(index, want) {
			t.Errorf("%s has the same index", name)
		}
	}
}

func TestADerivedKeyBelongsToItsPurpose(t *testing.T) {
	t.Parallel()
	k := Generate(AES)
	if got := k.Derive("page"); len(got) != 32 || !bytes.Equal(got, k.Derive("page")) || bytes.Equal(got, k.Derive("upload")) {
		t.Errorf("%x", got)
	}
}

func TestABrokenKeysetFileIsRefused(t *testing.T) {
	t.Parallel()
	whole := filepath.Join(t.TempDir(), "keyset.json")
	if err := Generate(AES).Save(whole); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty":           "",
		"no keysets":      "{}",
		"cut":             string(content[:len(content)/2]),
		"indexing gone":   strings.Replace(string(content), `"indexing"`, `"other"`, 1),
		"keysets swapped": strings.NewReplacer(`"indexing"`, `"sealing"`, `"sealing"`, `"indexing"`).Replace(string(content)),
	} {
		path := filepath.Join(t.TempDir(), "keyset.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		k, err := Load(path)
		if err == nil || k != nil {
			t.Errorf("%s: loaded", name)
		}
		if _, err := LoadOrGenerate(path, AES); err == nil {
			t.Errorf("%s: replaced by new keys", name)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none.json")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestASecondStartUsesTheKeysOfTheFirst(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keyset.json")
	first, err := LoadOrGenerate(path, AES)
	if err != nil {
		t.Fatal(err)
	}
	second, err := LoadOrGenerate(path, AES)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := second.Open(phone, fangshan, row, seal(t, first, mobile)); err != nil || got != mobile {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAMaskKeepsOnlyWhatIsAllowed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mask        func(string) string
		clear, want string
	}{
		{MaskPhone, "13812341234", "138****1234"},
		{MaskPhone, "+8613812341234", "138****1234"},
		{MaskPhone, "69350123", "****0123"},
		{MaskPhone, "12345", "****45"},
		{MaskPhone, "1", "****"},
		{MaskPhone, "", ""},
		{MaskName, "张三", "张*"},
		{MaskName, "欧阳小明", "欧*"},
		{MaskName, "张", "张*"},
		{MaskName, "", ""},
		{MaskID, "11011119900101123X", "110***********123X"},
		{MaskID, "E12345678", "E*"},
		{MaskID, "", ""},
		{MaskMail, "zhang.san@example.cn", "z***@example.cn"},
		{MaskMail, "张@example.cn", "张***@example.cn"},
		{MaskMail, "@example.cn", ""},
		{MaskMail, "", ""},
	} {
		if got := c.mask(c.clear); got != c.want {
			t.Errorf("%q is shown as %q, want %q", c.clear, got, c.want)
		}
	}
}

func BenchmarkSeal(b *testing.B) {
	k := Generate(AES)
	for b.Loop() {
		seal(b, k, mobile)
	}
}

func BenchmarkIndex(b *testing.B) {
	k := Generate(AES)
	for b.Loop() {
		k.Index(phone, fangshan, mobile)
	}
}
