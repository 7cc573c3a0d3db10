//go:build unix

package load

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
)

// client sends the n-th request of a work on a connection of its own; an answer that is not as expected is an error.
type client interface {
	send(ctx context.Context, n int) error
	close()
}

// sample is what one cell showed in one round.
type sample struct {
	requests int
	took     time.Duration
	latency  []time.Duration // of each request, ascending
	cpu      time.Duration   // of the server, for all requests
	database time.Duration   // of the database's processor time, for all requests
	mallocs  float64         // of the server, for all requests
}

func (s sample) rps() float64 { return float64(s.requests) / s.took.Seconds() }

// perRequest is a time in microseconds for each request.
func (s sample) perRequest(of time.Duration) float64 {
	return float64(of.Microseconds()) / float64(s.requests)
}

// at is the latency below which a share of the requests stay.
func (s sample) at(share float64) time.Duration {
	if len(s.latency) == 0 {
		return 0
	}
	return s.latency[min(int(share*float64(len(s.latency))), len(s.latency)-1)]
}

// drive has as many clients as there are connections send one request after the other for a time.
func drive(ctx context.Context, clients []client, next func() int, span time.Duration) (sample, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	latencies := make([][]time.Duration, len(clients))
	failures := make([]error, len(clients))
	var over atomic.Bool
	timer := time.AfterFunc(span, func() { over.Store(true) })
	defer timer.Stop()
	var all sync.WaitGroup
	began := time.Now()
	for i, c := range clients {
		all.Go(func() {
			for !over.Load() && ctx.Err() == nil {
				sent := time.Now()
				if err := c.send(ctx, next()); err != nil {
					if ctx.Err() == nil { // else another one has failed before
						failures[i] = err
					}
					cancel()
					return
				}
				latencies[i] = append(latencies[i], time.Since(sent))
			}
		})
	}
	all.Wait()
	s := sample{took: time.Since(began), latency: slices.Concat(latencies...)}
	s.requests = len(s.latency)
	slices.Sort(s.latency)
	return s, errors.Join(failures...)
}

// webClient speaks HTTP/1.1.
type webClient struct {
	w        *world
	work     work
	host     *fasthttp.HostClient
	request  *fasthttp.Request
	response *fasthttp.Response
}

func (w *world) newWebClient(address string, one work) client {
	c := &webClient{w: w, work: one, host: &fasthttp.HostClient{Addr: address, MaxConns: 1, ReadTimeout: 30 * time.Second},
		request: fasthttp.AcquireRequest(), response: fasthttp.AcquireResponse()}
	c.request.Header.SetMethod(one.method)
	c.request.Header.Set("Authorization", "Bearer "+w.tokens[one.who])
	if one.body != "" {
		c.request.Header.SetContentType("application/json")
	}
	return c
}

// fill makes the n-th request.
func (c *webClient) fill(n int) {
	values := c.work.values(c.w, n)
	c.request.SetRequestURI("http://" + c.host.Addr + filled(c.work.path, values))
	if c.work.body != "" {
		c.request.SetBodyString(filled(c.work.body, values))
		c.request.Header.Set("Idempotency-Key", newKey())
	}
}

func (c *webClient) send(_ context.Context, n int) error {
	c.fill(n)
	if err := c.host.Do(c.request, c.response); err != nil {
		return err
	}
	if c.response.StatusCode() != fasthttp.StatusOK {
		return fmt.Errorf("%s %s: %d %s", c.work.method, c.request.URI(), c.response.StatusCode(), c.response.Body())
	}
	return nil
}

func (c *webClient) close() { c.host.CloseIdleConnections() }

// filled puts values where {their names} stand.
func filled(text string, values map[string]string) string {
	for name, value := range values {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// nativeClient speaks gRPC.
type nativeClient struct {
	w    *world
	work work
	conn *grpc.ClientConn
}

func (w *world) newNativeClient(address string, one work) (client, error) {
	conn, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	return &nativeClient{w, one, conn}, err
}

func (c *nativeClient) send(ctx context.Context, n int) error {
	headers := metadata.Pairs("authorization", "Bearer "+c.w.tokens[c.work.who])
	if c.work.writes {
		headers.Set("idempotency-key", newKey())
	}
	return c.work.call(metadata.NewOutgoingContext(ctx, headers), c.conn, c.work.values(c.w, n))
}

func (c *nativeClient) close() { c.conn.Close() }
