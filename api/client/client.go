// Package client calls the 好邻居 API by gRPC from Go: a connection that signs in, names each change so that a lost answer can
// be asked for again, lists that are read to their end, and streams that are resumed (Follow).
//
//	conn, err := client.Dial("haolinju.example:443", client.Config{TLS: &tls.Config{}, Token: client.Static(token)})
//	…
//	issues := intakev1.NewIntakeServiceClient(conn)
//	for issue, err := range client.All(ctx, issues.ListIssues, &intakev1.ListIssuesRequest{}, (*intakev1.ListIssuesResponse).GetIssues) {
//
// An error of a call says why by client.Reason and which fields by client.Violations.
package client

import (
	"context"
	"crypto/tls"
	"strconv"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

// TokenSource gives the access token for the next call, renewed when its time is over. It is safe for concurrent use.
type TokenSource func(ctx context.Context) (string, error)

// Static is one token that is never renewed.
func Static(token string) TokenSource {
	return func(context.Context) (string, error) { return token, nil }
}

// Config of a connection. The zero value calls without sign-in and without encryption, which is for this machine only.
type Config struct {
	TLS      *tls.Config   // nil for none
	Token    TokenSource   // nil for a caller without sign-in
	Tenant   int           // district of a caller without sign-in
	Language string        // of the texts in errors: zh-CN (default) or en
	Tries    int           // of one call that has no answer or is told to come again; 4 when 0
	Pause    time.Duration // before the second try, doubled before each further one; 100 ms when 0

	changes *changes
}

// Dial makes a connection to a server; it connects at the first call. More options are added behind those of the Config.
func Dial(target string, cfg Config, more ...grpc.DialOption) (*grpc.ClientConn, error) {
	transport := insecure.NewCredentials()
	if cfg.TLS != nil {
		transport = credentials.NewTLS(cfg.TLS)
	}
	if cfg.Tries == 0 {
		cfg.Tries = 4
	}
	if cfg.Pause == 0 {
		cfg.Pause = 100 * time.Millisecond
	}
	cfg.changes = &changes{}
	options := []grpc.DialOption{grpc.WithTransportCredentials(transport), grpc.WithUnaryInterceptor(cfg.unary), grpc.WithStreamInterceptor(cfg.stream)}
	return grpc.NewClient(target, append(options, more...)...)
}

// headers of a call, in pairs.
func (cfg Config) headers(ctx context.Context) ([]string, error) {
	language := cfg.Language
	if language == "" {
		language = "zh-CN"
	}
	pairs := []string{"accept-language", language}
	if cfg.Tenant != 0 {
		pairs = append(pairs, "x-tenant", strconv.Itoa(cfg.Tenant))
	}
	if latest := cfg.changes.token(); latest != "" {
		pairs = append(pairs, consistency, latest)
	}
	if cfg.Token != nil {
		token, err := cfg.Token(ctx)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, "authorization", "Bearer "+token)
	}
	return pairs, nil
}
