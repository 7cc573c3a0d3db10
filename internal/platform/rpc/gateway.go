package rpc

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/textproto"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/trace"
)

// Gateway translates REST to calls of the contract: strict in, camelCase out, errors as application/problem+json. A path is
// looked for among those of its collection alone: a mux tries one after the other.
type Gateway struct {
	*runtime.ServeMux // knows no path
	collections       map[string]*runtime.ServeMux
}

// NewGateway makes one that knows no path yet.
func NewGateway() *Gateway { return &Gateway{newMux(), map[string]*runtime.ServeMux{}} }

// Add the paths of a service by its generated registration, which is done once for each of the service's collections.
func (g *Gateway) Add(service protoreflect.FullName, register func(*runtime.ServeMux) error) error {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(service)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, path := range paths(found.(protoreflect.ServiceDescriptor)) {
		name := collection(path)
		if done[name] {
			continue
		}
		done[name] = true
		if g.collections[name] == nil {
			g.collections[name] = newMux()
		}
		if err := register(g.collections[name]); err != nil {
			return err
		}
	}
	return nil
}

// ServeHTTP answers one request.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.RawPath // what the mux looks at, if it is there
	if path == "" {
		path = r.URL.Path
	}
	if mux, ok := g.collections[collection(path)]; ok {
		mux.ServeHTTP(w, r)
		return
	}
	g.ServeMux.ServeHTTP(w, r)
}

// collection is what a path names behind the version, be it of a request or of the contract: issues in /v1/issues/1:triage and
// in /v1/{name=issues/*}.
func collection(path string) string {
	_, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if variable, ok := strings.CutPrefix(rest, "{"); ok {
		_, rest, _ = strings.Cut(variable, "=")
	}
	if end := strings.IndexAny(rest, "/:}"); end >= 0 {
		rest = rest[:end]
	}
	return rest
}

// paths that the methods of a service have in REST.
func paths(service protoreflect.ServiceDescriptor) (all []string) {
	for i := range service.Methods().Len() {
		rule, _ := proto.GetExtension(service.Methods().Get(i).Options(), annotations.E_Http).(*annotations.HttpRule)
		for _, r := range append(rule.GetAdditionalBindings(), rule) {
			all = append(all, cmp.Or(r.GetGet(), r.GetPost(), r.GetPatch(), r.GetPut(), r.GetDelete()))
		}
	}
	return all
}

func newMux() *runtime.ServeMux {
	return runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, &strictJSON{runtime.JSONPb{MarshalOptions: library}}),
		runtime.SetQueryParameterParser(strictQuery{}),
		runtime.WithIncomingHeaderMatcher(allow(headerAuthorization, headerIdempotency, headerLanguage, headerRequestID, headerTenant, headerIfMatch, headerActingFor, headerDevice, headerConsistency, trace.Parent, trace.State)),
		runtime.WithOutgoingHeaderMatcher(told),
		runtime.WithOutgoingTrailerMatcher(allow()),
		runtime.WithForwardResponseOption(guardAnswer),
		runtime.WithErrorHandler(writeError),
		runtime.WithRoutingErrorHandler(writeRoutingError),
		runtime.WithUnescapingMode(runtime.UnescapingModeAllExceptReserved),
		runtime.WithDisableHTTPMethodOverride(),
		runtime.WithDisablePathLengthFallback(),
	)
}

// allow passes the named headers and no others.
func allow(names ...string) runtime.HeaderMatcherFunc {
	known := map[string]string{}
	for _, name := range names {
		known[textproto.CanonicalMIMEHeaderKey(name)] = name
	}
	return func(header string) (string, bool) {
		name, ok := known[textproto.CanonicalMIMEHeaderKey(header)]
		return name, ok
	}
}

// told are the headers of an answer.
var told = allow(headerRequestID, headerReplayed, headerTime, headerETag, headerConsistency, headerLimit, headerRemaining, headerReset, headerDeprecation, headerSunset, headerLink)

// writeError shows the status of a call, or of a request that never became one, as a problem document.
func writeError(ctx context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, r *http.Request, err error) {
	st := status.Convert(err)
	if fault.Reason(st) == "" {
		st = fault.Status(unreadable(st), fault.Language(r.Header.Get("Accept-Language")))
	}
	id := r.Header.Get("X-Request-Id")
	md, called := runtime.ServerMetadataFromContext(ctx)
	if refused, ok := errors.AsType[*refusal](err); ok {
		md.HeaderMD = refused.headers
	}
	if called {
		for name, values := range md.HeaderMD {
			if header, ok := told(name); ok && len(values) > 0 {
				w.Header().Set(header, values[0])
			}
		}
		id = first(md.HeaderMD.Get(headerRequestID))
	}
	if !requestID.MatchString(id) {
		id = newRequestID()
	}
	WriteProblem(w, st, id)
}

// Refuse answers a request that does not reach the contract.
func Refuse(w http.ResponseWriter, r *http.Request, err error) {
	writeError(r.Context(), nil, nil, w, r, fault.Status(err, fault.Language(r.Header.Get("Accept-Language"))).Err())
}

func writeRoutingError(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, r *http.Request, code int) {
	err := fault.ErrRouteNotFound
	switch code {
	case http.StatusMethodNotAllowed:
		err = fault.ErrMethodNotAllowed
	case http.StatusBadRequest:
		err = fault.ErrInvalid
	}
	Refuse(w, r, err)
}

// WriteProblem answers with RFC 9457 problem details.
func WriteProblem(w http.ResponseWriter, st *status.Status, id string) {
	body, err := json.Marshal(fault.Problem(st, id))
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	if id != "" {
		h.Set("X-Request-Id", id)
	}
	if wait := fault.RetryAfter(st); wait > 0 {
		h.Set("Retry-After", ceiling(wait))
	}
	if st.Code() == codes.Unauthenticated {
		h.Set("WWW-Authenticate", "Bearer")
	}
	w.WriteHeader(fault.HTTP(st))
	w.Write(body)
}

// unreadable names what is wrong with a request that could not be read into its message.
func unreadable(st *status.Status) error {
	if strings.Contains(st.Message(), "request body too large") {
		return fault.ErrTooLarge
	}
	if strings.Contains(st.Message(), "i/o timeout") {
		return fault.ErrSlow
	}
	if st.Code() != codes.InvalidArgument {
		return st.Err()
	}
	if m := fieldAtFault.FindStringSubmatch(st.Message()); m != nil {
		return fault.ErrInvalid.OnField(m[1], "无法识别的字段或取值", m[2])
	}
	return fault.ErrInvalid.OnField("body", "不是有效的 JSON", "not valid JSON for this request")
}
