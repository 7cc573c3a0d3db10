package app_test

import (
	"bytes"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// wire stands between two sides and loses, when it is told to, one answer: the request arrives and is served, and who asked
// sees the connection break.
type wire struct {
	address string
	left    atomic.Int64 // messages up to the one whose answer is lost; 0 and less for none
	lost    atomic.Bool
}

// openWire lays a wire to a Unix socket. An answer ends where whole says so.
func openWire(t *testing.T, name, target string, whole func(message, answer []byte) bool) *wire {
	t.Helper()
	w := &wire{address: filepath.Join(socketFolder(t), name)}
	listener, err := net.Listen("unix", w.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			asker, err := listener.Accept()
			if err != nil {
				return
			}
			go w.carry(asker, target, whole)
		}
	}()
	return w
}

// socketFolder is a folder for sockets: t.TempDir has too long a path.
func socketFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "wire")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

// lose the answer to the n-th message from now.
func (w *wire) lose(n int) {
	w.lost.Store(false)
	w.left.Store(int64(n))
}

// sent is how many messages passed since nothing was to be lost.
func (w *wire) sent() int { return int(-w.left.Load()) }

func (w *wire) carry(asker net.Conn, target string, whole func(message, answer []byte) bool) {
	defer asker.Close()
	server, err := net.Dial("unix", target)
	if err != nil {
		return
	}
	defer server.Close()
	losing := make(chan []byte, 1)
	go func() {
		defer server.Close()
		message := make([]byte, 1<<16)
		for {
			n, err := asker.Read(message)
			if err != nil {
				return
			}
			if w.left.Add(-1) == 0 {
				losing <- bytes.Clone(message[:n])
			}
			if _, err := server.Write(message[:n]); err != nil {
				return
			}
		}
	}()
	var message, answer []byte
	chunk := make([]byte, 1<<16)
	for {
		n, err := server.Read(chunk)
		if err != nil {
			return
		}
		select {
		case message = <-losing:
		default:
		}
		if message == nil {
			if _, err := asker.Write(chunk[:n]); err != nil {
				return
			}
			continue
		}
		if answer = append(answer, chunk[:n]...); whole(message, answer) {
			w.lost.Store(true)
			return
		}
	}
}

// database lays a wire to the database of a district and gives its address for the application.
func (d *district) database(role string) (*wire, string) {
	d.t.Helper()
	dsn, err := url.Parse(d.DSN(role))
	if err != nil {
		d.t.Fatal(err)
	}
	query := dsn.Query()
	socket := ".s.PGSQL." + query.Get("port")
	w := openWire(d.t, socket, filepath.Join(query.Get("host"), socket), func(message, answer []byte) bool {
		// A message that ends in Sync is done when the database says ReadyForQuery.
		return !bytes.HasSuffix(message, []byte{'S', 0, 0, 0, 4}) ||
			len(answer) >= 6 && bytes.Equal(answer[len(answer)-6:len(answer)-1], []byte{'Z', 0, 0, 0, 5})
	})
	query.Set("host", filepath.Dir(w.address))
	dsn.RawQuery = query.Encode()
	return w, dsn.String()
}
