//go:build unix

package main

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// direct calls handlers in the goroutine of the caller with a copy of the request, as the door behind REST does, through one
// interceptor in the place of the chain.
type direct struct {
	grpc.ClientConnInterface // of streams there are none
	through                  grpc.UnaryServerInterceptor
	calls                    map[string]handler
}

type handler struct {
	service any
	method  grpc.MethodDesc
}

// RegisterService offers the calls of a service.
func (d *direct) RegisterService(desc *grpc.ServiceDesc, service any) {
	for _, m := range desc.Methods {
		d.calls["/"+desc.ServiceName+"/"+m.MethodName] = handler{service, m}
	}
}

// Invoke makes one call.
func (d *direct) Invoke(ctx context.Context, method string, req, answer any, _ ...grpc.CallOption) error {
	h, ok := d.calls[method]
	if !ok {
		return status.Error(codes.Unimplemented, method)
	}
	md, _ := metadata.FromOutgoingContext(ctx)
	answered, err := h.method.Handler(h.service, metadata.NewIncomingContext(ctx, md), func(into any) error {
		proto.Merge(into.(proto.Message), req.(proto.Message))
		return nil
	}, d.through)
	if err != nil {
		return err
	}
	proto.Merge(answer.(proto.Message), answered.(proto.Message))
	return nil
}
