//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"time"
)

const (
	patience = 2 * time.Minute // after which a start counts as failed, the stories included
	pace     = 5 * time.Millisecond
)

// start runs the demo and gives the time from its start to readiness. The stories are then played to their end, so that the
// next start finds a complete district; a story that fails is a failed start.
func start(ctx context.Context, binary, data string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	rest, grpc, ops := freeAddress(), freeAddress(), freeAddress()
	var output bytes.Buffer
	server := exec.CommandContext(ctx, binary, "demo", "--once", "--dir", data,
		"--listen-rest", rest, "--listen-grpc", grpc, "--listen-ops", ops)
	server.Stdout, server.Stderr = &output, &output
	server.Cancel = func() error { return server.Process.Signal(os.Interrupt) }
	server.WaitDelay = 10 * time.Second
	began := time.Now()
	if err := server.Start(); err != nil {
		return 0, err
	}
	ended := make(chan struct{})
	var outcome error
	go func() {
		outcome = server.Wait()
		close(ended)
	}()
	took, err := awaitReady(ctx, began, "http://"+ops+"/readyz", "http://"+rest+"/v1/units?pageSize=1", ended)
	if err != nil {
		cancel()
	}
	<-ended
	if err = errors.Join(err, outcome); err != nil {
		return 0, fmt.Errorf("%w\n%s", err, output.String())
	}
	return took, nil
}

// awaitReady asks until the server is ready, and then whether the district is there.
func awaitReady(ctx context.Context, began time.Time, readiness, units string, ended <-chan struct{}) (time.Duration, error) {
	tick := time.NewTicker(pace)
	defer tick.Stop()
	for {
		select {
		case <-ended:
			return 0, errors.New("it ended before it was ready")
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-tick.C:
		}
		if answer, err := get(ctx, readiness); err != nil || answer.status != http.StatusOK {
			continue
		}
		took := time.Since(began)
		answer, err := get(ctx, units)
		if err != nil {
			return 0, err
		}
		var list struct{ Units []json.RawMessage }
		if err := json.Unmarshal(answer.body, &list); err != nil || len(list.Units) == 0 {
			return 0, errors.New("ready, but without the district: " + string(answer.body))
		}
		return took, nil
	}
}

type answer struct {
	status int
	body   []byte
}

func get(ctx context.Context, url string) (answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return answer{}, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(response.Body); err != nil {
		return answer{}, err
	}
	return answer{response.StatusCode, body.Bytes()}, nil
}

// freeAddress is one that nobody listens on, below the ports that systems give to clients.
func freeAddress() string {
	for {
		address := fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(12000))
		if listener, err := net.Listen("tcp", address); err == nil {
			listener.Close()
			return address
		}
	}
}
