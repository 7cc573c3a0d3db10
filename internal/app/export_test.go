package app

import (
	"net/http"

	"google.golang.org/grpc"
)

// Doors are the two public doors of a house as Run serves them: REST with its limit of a body, and native gRPC.
func (h *House) Doors() (http.Handler, *grpc.Server) {
	s := &Server{House: h, cfg: &Config{}}
	return s.restHandler(), s.newGRPC()
}
