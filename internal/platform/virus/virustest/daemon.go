// Package virustest answers on this machine as a ClamAV daemon does, for tests.
package virustest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"sync/atomic"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/virus"
)

// Daemon knows one virus: whatever holds the word EICAR.
type Daemon struct {
	virus.Clamd
	instead atomic.Pointer[string]
}

// Start a daemon that ends with the test.
func Start(t *testing.T) *Daemon {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	d := &Daemon{Clamd: virus.Clamd{Address: l.Addr().String()}}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			d.answer(conn)
			conn.Close()
		}
	}()
	return d
}

// Say this from now on, whatever is asked.
func (d *Daemon) Say(instead string) { d.instead.Store(&instead) }

func (d *Daemon) answer(conn net.Conn) {
	in := bufio.NewReader(conn)
	if command, _ := in.ReadString(0); command != "zINSTREAM\x00" {
		return
	}
	var content []byte
	for {
		var size uint32
		if binary.Read(in, binary.BigEndian, &size) != nil || size == 0 {
			break
		}
		part := make([]byte, size)
		io.ReadFull(in, part)
		content = append(content, part...)
	}
	switch instead := d.instead.Load(); {
	case instead != nil:
		io.WriteString(conn, *instead)
	case bytes.Contains(content, []byte("EICAR")):
		io.WriteString(conn, "stream: Eicar-Signature FOUND\x00")
	default:
		io.WriteString(conn, "stream: OK\x00")
	}
}
