package app_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// atDoors serves both doors of a house on loopback with settings of an operator.
func atDoors(t *testing.T, k *testkit.Kit, args ...string) (rest, native string) {
	t.Helper()
	server, grpc := k.Servers(args...)
	listen := func() net.Listener {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	one, two := listen(), listen()
	go server.Serve(one)
	go grpc.Serve(two)
	t.Cleanup(func() { server.Close(); grpc.Stop() })
	return one.Addr().String(), two.Addr().String()
}

// dial opens a connection that ends with the test, and with it whoever reads from it.
func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(time.Minute)) // a server that does not cut fails the test by this
	return conn
}

// wantCut reads until the server closes the connection.
func wantCut(t *testing.T, what string, conn net.Conn) (answer string) {
	t.Helper()
	content, err := io.ReadAll(conn)
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		t.Errorf("%s was not cut off", what)
	}
	return string(content)
}

func TestCase41ASlowClientIsCutOffAndNobodyElseNotices(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	rest, native := atDoors(t, k, "--limit-begin", "300ms", "--limit-receive", "300ms", "--limit-send", "300ms", "--limit-idle", "300ms")
	others := func() {
		t.Helper()
		answer, err := http.Get("http://" + rest + "/v1/units?pageSize=1")
		if err != nil {
			t.Fatalf("another client: %v", err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Errorf("another client: %d", answer.StatusCode)
		}
	}
	header := dial(t, rest)
	fmt.Fprint(header, "GET /v1/units HTTP/1.1\r\nHost: x\r\nX-Half: ")
	body := dial(t, rest)
	fmt.Fprintf(body, "POST /v1/issues HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 100\r\n\r\n{", k.Token(testkit.Resident))
	handshake := dial(t, native)
	var idle []net.Conn
	for range 200 {
		idle = append(idle, dial(t, rest))
	}
	// Answers that nobody takes: once every buffer on the way is full, writing waits until the server hangs up.
	reader, ended := dial(t, rest), make(chan error, 1)
	if err := reader.SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			if _, err := fmt.Fprint(reader, "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
				ended <- err
				return
			}
		}
	}()
	others()
	wantCut(t, "half a header", header)
	if answer := wantCut(t, "half a body", body); !strings.Contains(answer, " 408 ") || !strings.Contains(answer, "REQUEST_TIMEOUT") {
		t.Errorf("half a body is answered %q", answer)
	}
	wantCut(t, "half a handshake", handshake)
	for _, conn := range idle {
		wantCut(t, "an idle connection", conn)
	}
	if err := <-ended; errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("a client that takes nothing is still served")
	}
	others()
}
