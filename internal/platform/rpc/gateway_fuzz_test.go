package rpc

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// validating is a door behind which stands the validation of a chain and then an empty answer.
type validating struct{ *Chain }

// Invoke answers a call.
func (v validating) Invoke(_ context.Context, _ string, req, _ any, _ ...grpc.CallOption) error {
	if err := v.validate(req.(proto.Message)); err != nil {
		return fault.Status(err, fault.Chinese).Err()
	}
	return nil
}

// NewStream answers none: the service has no streams.
func (validating) NewStream(context.Context, *grpc.StreamDesc, string, ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, status.Error(codes.Unimplemented, "")
}

// Whatever the path, the query and the body, REST answers it and never by a fault of its own. Behind the gateway stands the
// validation of the chain and then an empty answer.
func FuzzGateway(f *testing.F) {
	chain, err := NewChain(Config{})
	if err != nil {
		f.Fatal(err)
	}
	gateway := NewGateway()
	if err := gateway.Add(protoreflect.FullName(intakev1.IntakeService_ServiceDesc.ServiceName), func(mux *runtime.ServeMux) error {
		return intakev1.RegisterIntakeServiceHandlerClient(f.Context(), mux, intakev1.NewIntakeServiceClient(validating{chain}))
	}); err != nil {
		f.Fatal(err)
	}
	f.Add("GET", "issues", "pageSize=-1&states=STATE_LOST&pageToken=%00", "")
	f.Add("GET", "issues/01936f0e-0000-7000-8000-000000000000", "", "")
	f.Add("GET", "issues/%2e%2e%2f:actions", "a[b]=c&a.b.c=d", "")
	f.Add("POST", "issues", "", `{"kind": "KIND_HELP", "title": "\ud800"}`)
	f.Add("POST", "issues/x:triage", "validateOnly=true", `{"etag": "v1"}`)
	f.Add("PATCH", "issues/x", "updateMask=title,,*", `{"title": null}`)
	f.Fuzz(func(t *testing.T, method, path, query, body string) {
		if _, err := http.NewRequest(method, "/", nil); err != nil {
			t.Skip("no request of HTTP")
		}
		r := httptest.NewRequest("GET", "/", strings.NewReader(body))
		r.Method, r.URL = method, &url.URL{Path: "/v1/" + path, RawQuery: query}
		w := httptest.NewRecorder()
		gateway.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("%s %q?%q %q: %d %s", method, path, query, body, w.Code, w.Body)
		}
	})
}
