package app

import (
	"google.golang.org/grpc"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/catalogue"
	"github.com/haolinju/haolinju/internal/directory"
	"github.com/haolinju/haolinju/internal/staffing"
	"github.com/haolinju/haolinju/internal/territory"
	"github.com/haolinju/haolinju/internal/workcalendar"
)

// directoryServer answers DirectoryService out of the capabilities behind it, each with its own RPCs.
type directoryServer struct {
	directoryv1.UnsafeDirectoryServiceServer
	*units
	*offices
	*categories
	*boundaries
	*calendars
}

type (
	units      = directory.Service
	offices    = staffing.Service
	categories = catalogue.Service
	boundaries = territory.Service
	calendars  = workcalendar.Service
)

// Register offers the service to callers.
func (d *directoryServer) Register(r grpc.ServiceRegistrar) {
	directoryv1.RegisterDirectoryServiceServer(r, d)
}
