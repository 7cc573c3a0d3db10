package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// district is a running server with a memory of the ids that were seen.
type district struct {
	*testkit.Kit
	t      *testing.T
	rest   http.Handler
	native *grpc.ClientConn
	seen   map[string]string

	numbers       int    // telephones that were made up
	entered       int    // categories that were made up
	substitutions int    // that were made up, each on a day of its own
	working       bool   // the work of the test is declared
	absence       string // of the liaison of the planning bureau, who is away just now
}

func openDistrict(t *testing.T, changes ...func(*app.Parts)) *district {
	t.Helper()
	d := &district{Kit: testkit.Start(t, append([]func(*app.Parts){unreachable(t)}, changes...)...), t: t, seen: map[string]string{}}
	// The cases file more as one resident than one may.
	if _, err := d.Owner().Exec(t.Context(), `update setting set value = '{"person_hour": 100000, "person_day": 100000}' where key like 'restriction.%_limits'`); err != nil {
		t.Fatal(err)
	}
	handler, server := d.Doors()
	d.rest = handler
	pipe := bufconn.Listen(1 << 20)
	go server.Serve(pipe)
	t.Cleanup(server.Stop)
	var err error
	if d.native, err = grpc.NewClient("passthrough:///district", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return pipe.DialContext(ctx) })); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.native.Close() })
	return d
}

// outcome is what a caller gets: the code by its name, and the body as REST writes it.
type outcome struct{ code, body string }

// door is a way to make a call, with an idempotency key or an empty one.
type door func(d *district, m protoreflect.MethodDescriptor, who testkit.Who, request proto.Message, key string) outcome

// native goes by gRPC over a connection.
func native(d *district, m protoreflect.MethodDescriptor, who testkit.Who, request proto.Message, key string) outcome {
	d.t.Helper()
	answer, err := d.invoke(m, who, request, key)
	if err == nil {
		body, err := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(answer)
		if err != nil {
			d.t.Fatal(err)
		}
		return outcome{"OK", d.anonymise(body)}
	}
	problem := fault.Problem(status.Convert(err), "")
	body, err := json.Marshal(problem)
	if err != nil {
		d.t.Fatal(err)
	}
	return outcome{problem.Code, d.anonymise(body)}
}

// rest goes by the place-th binding of the method, or by its last where it has fewer.
func rest(place int) door {
	return func(d *district, m protoreflect.MethodDescriptor, who testkit.Who, request proto.Message, key string) outcome {
		d.t.Helper()
		all := bindings(m)
		method, target, body := restCall(d.t, all[min(place, len(all)-1)], request)
		answer := send(d.t, d.Kit, d.rest, who, method, target, body, "Idempotency-Key", key)
		raw, parsed := read(d.t, answer)
		code, media := "OK", "application/json"
		if m.IsStreamingServer() {
			media = "application/x-ndjson"
		}
		if answer.StatusCode != http.StatusOK {
			code, _ = parsed["code"].(string)
			media = fault.ProblemType
			if parsed["status"] != float64(answer.StatusCode) {
				d.t.Errorf("%s %s: the status is %d, the body says %v", method, target, answer.StatusCode, parsed["status"])
			}
		}
		if got := answer.Header.Get("Content-Type"); got != media {
			d.t.Errorf("%s %s: Content-Type %s, want %s", method, target, got, media)
		}
		return outcome{code, d.anonymise([]byte(raw))}
	}
}

// invoke makes a call by gRPC.
func (d *district) invoke(m protoreflect.MethodDescriptor, who testkit.Who, request proto.Message, key string) (proto.Message, error) {
	d.t.Helper()
	kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Output().FullName())
	if err != nil {
		d.t.Fatal(err)
	}
	answer := kind.New().Interface()
	ctx := metadata.AppendToOutgoingContext(d.t.Context(), "idempotency-key", key)
	if who != testkit.Anonymous {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+d.Token(who))
	}
	return answer, d.ask(ctx, m, request, answer)
}

// ask makes a call by gRPC and reads its answer, of a stream the first one.
func (d *district) ask(ctx context.Context, m protoreflect.MethodDescriptor, request, answer proto.Message) error {
	method := "/" + string(m.Parent().FullName()) + "/" + string(m.Name())
	if !m.IsStreamingServer() {
		return d.native.Invoke(ctx, method, request, answer)
	}
	ctx, leave := context.WithCancel(ctx)
	defer leave()
	stream, err := d.native.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, method)
	if err != nil {
		return err
	}
	if err := errors.Join(stream.SendMsg(request), stream.CloseSend()); err != nil {
		return err
	}
	return stream.RecvMsg(answer)
}

// prepare makes a call of the history before a case, by gRPC in every district; it has to succeed.
func prepare[T proto.Message](d *district, who testkit.Who, request proto.Message) T {
	d.t.Helper()
	d.Clock.Advance(time.Second) // so that no order depends on ids
	for _, m := range methodsByName(d.t) {
		if m.Descriptor.Input().FullName() != request.ProtoReflect().Descriptor().FullName() {
			continue
		}
		answer, err := d.invoke(m.Descriptor, who, request, "")
		if err != nil {
			d.t.Fatalf("%s: %v", m.FullName(), err)
		}
		body, err := protojson.Marshal(answer)
		if err != nil {
			d.t.Fatal(err)
		}
		d.anonymise(body)
		return answer.(T)
	}
	d.t.Fatalf("no RPC takes a %T", request)
	panic("not reached")
}

var (
	idPattern = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	requestID = regexp.MustCompile(`"request_id":"[^"]*"`)
	secret    = regexp.MustCompile(`"(accessToken|refreshToken|clientSecret|uri|recoveryCodes|authorizationUrl|handshake|invitation|receipt|token)":(?:"[^"]+"|\[[^\]]+\])`)
	cursor    = regexp.MustCompile(`"(nextPageToken|resumeToken)":"[^"]+"`)
	signature = regexp.MustCompile(`signature=[\w-]+`)
	digest    = regexp.MustCompile(`[0-9a-f]{64}`)
)

// anonymise writes JSON with sorted keys and replaces each id by the order in which the district saw it first, and what
// holds an id in another shape by a word.
func (d *district) anonymise(body []byte) string {
	d.t.Helper()
	var content any
	if err := json.Unmarshal(body, &content); err != nil {
		d.t.Fatalf("%v: %s", err, body)
	}
	sorted, err := json.Marshal(content)
	if err != nil {
		d.t.Fatal(err)
	}
	plain := signature.ReplaceAllString(requestID.ReplaceAllString(secret.ReplaceAllString(cursor.ReplaceAllString(string(sorted), `"$1":"more"`), `"$1":"secret"`), `"request_id":""`), "signature=")
	return idPattern.ReplaceAllStringFunc(digest.ReplaceAllString(plain, "digest"), func(id string) string {
		if _, ok := d.seen[id]; !ok {
			d.seen[id] = fmt.Sprintf("id-%04d", len(d.seen))
		}
		return d.seen[id]
	})
}

// unit and person are names of what the demo's district holds.
func (d *district) unit(code string) string { return name.Of("units", d.Unit(code)) }

func person(who testkit.Who) string { return name.Of("persons", personID(who)) }

func personID(who testkit.Who) uuid.UUID {
	for _, p := range demo.People {
		if p.Who == who {
			return p.ID()
		}
	}
	return uuid.Nil
}

func category(code string) string {
	return name.Of("categories", demo.ID(demo.Fangshan, "category", code))
}

// Codes of units of the demo's district.
const (
	xilu     = demo.Xilu
	suzhuang = "110111012005" // 苏庄一里社区
	planning = "SGZW-FS"      // 市规自委房山分局: LiaisonA
	water    = "SWJ"          // 区水务局: LiaisonB
	gardens  = "YLLHJ"        // 区园林绿化局: LiaisonC
	school   = "LXSZ"         // 良乡三中: ResourceOwner
)
