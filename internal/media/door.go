package media

import (
	"mime"
	"net/http"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/rpc"
)

// Door answers over HTTP what is no JSON: files that come in and contents that go out. It decides nothing: an upload in
// one call is CreateAttachment and FinishAttachment through the same chain as every call, and a link was given by a call.
type Door struct {
	service *Service
	gateway *runtime.ServeMux
	client  mediav1.MediaServiceClient
}

// NewDoor speaks through the channel as the gateway does.
func NewDoor(s *Service, gateway *runtime.ServeMux, channel grpc.ClientConnInterface) *Door {
	return &Door{service: s, gateway: gateway, client: mediav1.NewMediaServiceClient(channel)}
}

// Handler is the door in front of next, which gets every other request.
func (d *Door) Handler(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", next)
	mux.HandleFunc("POST /v1/attachments", func(w http.ResponseWriter, r *http.Request) {
		if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != "multipart/form-data" {
			next.ServeHTTP(w, r)
			return
		}
		d.upload(w, r)
	})
	mux.HandleFunc("PUT /v1/attachments/{attachment}/content", d.put)
	mux.HandleFunc("GET /v1/attachments/{attachment}/content", d.get)
	return mux
}

// refuse answers an error as the gateway answers that of a call.
func (d *Door) refuse(w http.ResponseWriter, r *http.Request, err error) {
	st := fault.Status(err, fault.Language(r.Header.Get("Accept-Language")))
	if st.Code() == codes.Internal || st.Code() == codes.Unavailable {
		d.service.log.ErrorContext(r.Context(), "upload or content", "code", st.Code().String(), "cause", err.Error())
	}
	rpc.Refuse(w, r, err)
}
