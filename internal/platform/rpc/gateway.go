package rpc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/textproto"
	"regexp"
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
// looked for among those of its shape alone: a mux tries one after the other, and makes something for each.
type Gateway struct {
	*runtime.ServeMux // knows no path
	shapes            map[shape]*runtime.ServeMux
}

// NewGateway makes one that knows no path yet.
func NewGateway() *Gateway { return &Gateway{newTranslator(), map[shape]*runtime.ServeMux{}} }

// Add the paths of a service by its generated registration, which takes them in the order of the contract.
func (g *Gateway) Add(service protoreflect.FullName, register func(*runtime.ServeMux) error) error {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(service)
	if err != nil {
		return err
	}
	var handlers []runtime.HandlerFunc
	taken := newTranslator(runtime.WithMiddlewares(func(next runtime.HandlerFunc) runtime.HandlerFunc {
		handlers = append(handlers, next)
		return next
	}))
	if err := register(taken); err != nil {
		return err
	}
	routes := routes(found.(protoreflect.ServiceDescriptor))
	if len(routes) != len(handlers) {
		return fmt.Errorf("%s has %d paths, of which %d were registered", service, len(routes), len(handlers))
	}
	for i, r := range routes {
		shape := shapeOf(variable.ReplaceAllString(r.path, "$1"))
		if g.shapes[shape] == nil {
			g.shapes[shape] = newRouter()
		}
		if err := g.shapes[shape].HandlePath(r.method, r.path, handlers[i]); err != nil {
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
	shape := shapeOf(path)
	mux, ok := g.shapes[shape]
	if !ok { // what is behind a colon may belong to a name
		shape.verb = ""
		if mux, ok = g.shapes[shape]; !ok {
			mux = g.ServeMux
		}
	}
	mux.ServeHTTP(w, r)
}

// shape is what a path shows at a glance: what it names behind the version, how many parts it has, and the verb behind its colon;
// /v1/issues/1:triage has the shape issues, 3, triage.
type shape struct {
	collection string
	parts      int
	verb       string
}

func shapeOf(path string) shape {
	s := shape{parts: strings.Count(path, "/")}
	last := strings.LastIndexByte(path, '/') + 1
	if colon := strings.LastIndexByte(path[last:], ':'); colon >= 0 {
		path, s.verb = path[:last+colon], path[last+colon+1:]
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	s.collection, _, _ = strings.Cut(rest, "/")
	return s
}

// variable is what a request fills of a path of the contract, such as {name=issues/*}.
var variable = regexp.MustCompile(`\{[^=}]*=([^}]*)\}`)

// route is a method of HTTP and a path of the contract.
type route struct{ method, path string }

// routes of a service, in the order of the contract.
func routes(service protoreflect.ServiceDescriptor) (all []route) {
	for i := range service.Methods().Len() {
		rule, ok := proto.GetExtension(service.Methods().Get(i).Options(), annotations.E_Http).(*annotations.HttpRule)
		if !ok || rule == nil {
			continue
		}
		for _, r := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
			switch {
			case r.GetGet() != "":
				all = append(all, route{http.MethodGet, r.GetGet()})
			case r.GetPost() != "":
				all = append(all, route{http.MethodPost, r.GetPost()})
			case r.GetPatch() != "":
				all = append(all, route{http.MethodPatch, r.GetPatch()})
			case r.GetPut() != "":
				all = append(all, route{http.MethodPut, r.GetPut()})
			case r.GetDelete() != "":
				all = append(all, route{http.MethodDelete, r.GetDelete()})
			}
		}
	}
	return all
}

// newRouter makes a mux that finds the handler of a path.
func newRouter(options ...runtime.ServeMuxOption) *runtime.ServeMux {
	return runtime.NewServeMux(append(options,
		runtime.WithRoutingErrorHandler(writeRoutingError),
		runtime.WithUnescapingMode(runtime.UnescapingModeAllExceptReserved),
		runtime.WithDisableHTTPMethodOverride(),
		runtime.WithDisablePathLengthFallback(),
	)...)
}

// newTranslator makes a mux by which handlers read requests and answer, too. A service has one, a shape needs none.
func newTranslator(options ...runtime.ServeMuxOption) *runtime.ServeMux {
	return newRouter(append(options,
		runtime.WithMarshalerOption(runtime.MIMEWildcard, &strictJSON{runtime.JSONPb{MarshalOptions: library}}),
		runtime.SetQueryParameterParser(strictQuery{}),
		runtime.WithIncomingHeaderMatcher(allow(headerIdempotency, // it passes Authorization anyway
			headerLanguage, headerRequestID, headerTenant, headerIfMatch, headerActingFor, headerDevice, headerConsistency, trace.Parent, trace.State)),
		runtime.WithOutgoingHeaderMatcher(told),
		runtime.WithOutgoingTrailerMatcher(allow()),
		runtime.WithForwardResponseOption(guardAnswer),
		runtime.WithErrorHandler(writeError),
	)...)
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

// told are the headers of an answer: metadata names them in small letters, HTTP as it always does.
var told = spell(headerRequestID, headerReplayed, headerTime, headerETag, headerConsistency, headerLimit, headerRemaining, headerReset, headerDeprecation, headerSunset, headerLink)

// spell passes what metadata names and gives the names as HTTP spells them.
func spell(names ...string) runtime.HeaderMatcherFunc {
	known := map[string]string{}
	for _, name := range names {
		known[name] = textproto.CanonicalMIMEHeaderKey(name)
	}
	return func(name string) (string, bool) {
		header, ok := known[name]
		return header, ok
	}
}

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
