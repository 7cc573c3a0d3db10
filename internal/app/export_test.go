package app

import (
	"net/http"

	"github.com/alecthomas/kong"
	"google.golang.org/grpc"
)

// Doors are the two public doors of a house as Run serves them, by the settings that an operator gets who sets none but
// those in args.
func (h *House) Doors(args ...string) (http.Handler, *grpc.Server) {
	var cfg Config
	parser, err := kong.New(&cfg)
	if err == nil {
		_, err = parser.Parse(args)
	}
	if err != nil {
		panic(err)
	}
	s := &Server{House: h, cfg: &cfg}
	rest, err := s.restHandler()
	if err != nil {
		panic(err)
	}
	return rest, s.newGRPC()
}
