package redact_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/redact"
)

// valuer is asked for what it is when it is logged.
type valuer struct{ value any }

func (v valuer) LogValue() slog.Value { return slog.AnyValue(v.value) }

func TestCase88NothingOfASecretKindIsLoggedWhateverIsLogged(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t-canary"
	for what, value := range map[string]any{
		"a configuration": struct{ URL string }{"postgres://app:" + secret + "@db/x"},
		"a message":       &identityv1.Tokens{AccessToken: secret},
		"bytes":           []byte(secret),
		"a list":          []string{secret},
		"an address":      "dial postgres://app:" + secret + "@10.0.0.1:5432/haolinju?sslmode=require: refused",
		"its other form":  "host=db user=app password=" + secret + " dbname=x",
		"a quoted one":    "password='" + secret + " of two words'",
		"a header":        "authorization: Bearer " + secret,
		"a signed token":  "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0." + secret,
		"an error":        errors.New("GET https://gateway/?token=" + secret),
		"a group":         slog.GroupValue(slog.String("inner", "token="+secret)),
	} {
		for name, handler := range map[string]func(*bytes.Buffer) slog.Handler{
			"JSON": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
			"text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		} {
			var out bytes.Buffer
			log := slog.New(redact.Handler(handler(&out)))
			log.Info("x", "what", value)
			log.With("n", 1, "what", value).WithGroup("g").Info("x", slog.Group("deep", "what", value), "valuer", valuer{value})
			if strings.Contains(out.String(), secret) || strings.Contains(out.String(), "115 51 99") {
				t.Errorf("%s as %s: %s", what, name, out.String())
			}
		}
	}
	var out bytes.Buffer
	slog.New(redact.Handler(slog.NewTextHandler(&out, nil))).
		Info("call of postgres://app:p@db", "access_token", secret, "keys", crypto.Generate(crypto.AES), "took", time.Second, "n", 3, "cause", errors.New("gone"))
	for _, want := range []string{`msg="call of postgres://app:***@db"`, "access_token=***", "keys=*crypto.Keeper", "took=1s", "n=3", "cause=gone", "level=INFO"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is not in %s", want, out.String())
		}
	}
}
