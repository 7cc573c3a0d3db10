//go:build unix

package main

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/postgres"
	"github.com/haolinju/haolinju/internal/platform/rpc"
	"github.com/haolinju/haolinju/internal/platform/token"
	"github.com/haolinju/haolinju/internal/principal"
	"github.com/haolinju/haolinju/internal/tools/bench/load"
)

// bench is a house with the demo's district on a database of its own, and a way to its handlers past the chain.
type bench struct {
	house *app.House
	bare  *direct
	trips *trips
	token string
	stop  []func()
}

func (b *bench) close() {
	for i := len(b.stop) - 1; i >= 0; i-- {
		b.stop[i]()
	}
}

func openBench(ctx context.Context) (b *bench, err error) {
	b = &bench{trips: &trips{}}
	defer func() {
		if err != nil {
			b.close()
		}
	}()
	server, err := postgres.Temporary(ctx, nil)
	if err != nil {
		return nil, err
	}
	b.stop = append(b.stop, func() { server.Stop(context.WithoutCancel(ctx)) })
	if b.house, err = load.OpenHouse(ctx, server, crypto.Generate(crypto.AES), token.Generate(), 4, b.trips); err != nil {
		return nil, err
	}
	b.stop = append(b.stop, b.house.Close)
	return b, b.signIn(ctx)
}

// signIn makes the token of a resident and the way past the chain: it knows the caller and asks nothing.
func (b *bench) signIn(ctx context.Context) error {
	var caller access.Principal
	for _, p := range demo.People {
		if p.Who != demo.Resident {
			continue
		}
		var err error
		if b.token, err = b.house.Issue(p.Tenant, p.ID(), time.Hour); err != nil {
			return err
		}
		if caller, err = b.house.Resolver.Resolve(ctx, principal.Subject{Tenant: p.Tenant, Person: p.ID()}); err != nil {
			return err
		}
	}
	methods, err := rpc.Methods()
	if err != nil {
		return err
	}
	b.bare = &direct{calls: map[string]handler{}, through: func(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		return next(access.WithRule(access.With(ctx, caller), methods[info.FullMethod].Access), req)
	}}
	b.house.Register(b.bare)
	return nil
}

// signed is the context of a call by the resident.
func (b *bench) signed(ctx context.Context) context.Context {
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+b.token)
}

// file has the resident bring something up, under a key or none.
func (b *bench) file(ctx context.Context, key string) (issue string, err error) {
	ctx = b.signed(ctx)
	categories, err := directoryv1.NewDirectoryServiceClient(b.bare).ListCategories(ctx, &directoryv1.ListCategoriesRequest{PageSize: 1})
	if err != nil || len(categories.GetCategories()) == 0 {
		return "", errors.Join(err, errors.New("the district has no category"))
	}
	if key != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "idempotency-key", key)
	}
	filed, err := intakev1.NewIntakeServiceClient(b.house.Channel).CreateIssue(ctx, &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: categories.GetCategories()[0].GetName(), Title: "楼道灯坏了", Address: "太平庄东里小区"}})
	return filed.GetName(), err
}
