// Package virus asks a virus scanner about bytes that a stranger sent.
package virus

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
)

// Clamd is a ClamAV daemon that listens on TCP.
type Clamd struct{ Address string }

// chunk is how much the daemon is sent at once, in bytes.
const chunk = 64 << 10

// maxAnswer is more than the daemon says, in bytes.
const maxAnswer = 4 << 10

// Infected streams the content to the daemon (command INSTREAM) and tells whether it knows a virus in it. Without an
// answer there is an error, never "clean".
func (c Clamd) Infected(ctx context.Context, content []byte) (bool, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", c.Address)
	if err != nil {
		return false, fmt.Errorf("virus scanner: %w", err)
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	sent := send(conn, content)
	// A daemon that has had enough says so and closes: what it said counts more than that sending failed.
	answer, err := io.ReadAll(io.LimitReader(conn, maxAnswer))
	said := strings.TrimRight(string(answer), "\x00\n")
	switch {
	case strings.HasSuffix(said, " FOUND"):
		return true, nil
	case strings.HasSuffix(said, ": OK") && sent == nil:
		return false, nil
	}
	return false, fmt.Errorf("virus scanner: it says %q: %w", said, errors.Join(sent, err, ctx.Err(), errNoVerdict))
}

var errNoVerdict = errors.New("no verdict")

func send(to io.Writer, content []byte) error {
	if _, err := io.WriteString(to, "zINSTREAM\x00"); err != nil {
		return err
	}
	rest := bytes.NewReader(content)
	for rest.Len() > 0 {
		size := min(rest.Len(), chunk)
		if _, err := to.Write(binary.BigEndian.AppendUint32(nil, uint32(size))); err != nil {
			return err
		}
		if _, err := io.CopyN(to, rest, int64(size)); err != nil {
			return err
		}
	}
	_, err := to.Write(make([]byte, 4))
	return err
}
