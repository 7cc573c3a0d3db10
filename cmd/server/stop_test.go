package main_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
)

// proves AP-24
func TestAServerThatStopsTakesNoCallsByGRPCWhileOneByRESTComesToItsEnd(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	cmd, doors := serve(t, nil, dir)
	slow, err := net.Dial("tcp", strings.TrimPrefix(doors[1], "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	fmt.Fprint(slow, "POST /v1/issues HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{")
	if code, _ := get(t, doors[1]+"/readyz"); code != http.StatusOK { // a turn later the slow call has come too
		t.Fatal(code)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for {
		conn, err := net.Dial("tcp", doors[3])
		if err != nil {
			break // the door is shut
		}
		conn.Close()
	}
	fmt.Fprint(slow, "}")
	answer, err := http.ReadResponse(bufio.NewReader(slow), nil)
	if err != nil {
		t.Fatalf("the call in flight was cut off: %v", err)
	}
	answer.Body.Close()
	if err := cmd.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v", err)
	}
}
