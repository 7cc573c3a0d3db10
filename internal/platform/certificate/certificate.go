// Package certificate keeps the certificate that a door shows, and the authorities whose certificates its callers may show. Both
// are files that may be replaced while the door is open.
package certificate

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"sync/atomic"
)

// Files are where they are, in PEM.
type Files struct {
	Certificate string // with those between it and the authority
	Key         string
	ClientCA    string // authorities of callers; empty: no certificate is asked for
}

// Keeper holds what the files say. It is safe for concurrent use.
type Keeper struct {
	files Files
	state atomic.Pointer[state]
}

// state is what the files held at one time. It never changes.
type state struct {
	content [3][]byte
	config  *tls.Config
}

// Load reads the files.
func Load(f Files) (*Keeper, error) {
	k := &Keeper{files: f}
	_, err := k.Reload()
	return k, err
}

// Reload reads the files anew and tells whether they say something else now. Files that do not belong together change
// nothing: what is at hand goes on, and half of a replacement waits for the other half.
func (k *Keeper) Reload() (bool, error) {
	next := &state{}
	for i, path := range []string{k.files.Certificate, k.files.Key, k.files.ClientCA} {
		if path == "" && i == 2 {
			continue
		}
		var err error
		if next.content[i], err = os.ReadFile(path); err != nil {
			return false, fmt.Errorf("certificate: %w", err)
		}
	}
	before := k.state.Load()
	if before != nil && bytes.Equal(before.content[0], next.content[0]) && bytes.Equal(before.content[1], next.content[1]) &&
		bytes.Equal(before.content[2], next.content[2]) {
		return false, nil
	}
	pair, err := tls.X509KeyPair(next.content[0], next.content[1])
	if err != nil {
		return false, fmt.Errorf("certificate: %s: %w", k.files.Certificate, err)
	}
	next.config = base()
	next.config.Certificates = []tls.Certificate{pair}
	if k.files.ClientCA != "" {
		next.config.ClientAuth, next.config.ClientCAs = tls.VerifyClientCertIfGiven, x509.NewCertPool()
		if !next.config.ClientCAs.AppendCertsFromPEM(next.content[2]) {
			return false, fmt.Errorf("certificate: there is none in %s", k.files.ClientCA)
		}
	}
	k.state.Store(next)
	return true, nil
}

// Config is that of a door for HTTP/2, which shows and asks for what the files say when a connection is made.
func (k *Keeper) Config() *tls.Config {
	c := base()
	c.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) { return k.state.Load().config, nil }
	return c
}

// base is common to all states. A session is never resumed: it would live on by a certificate that is no longer taken.
func base() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"h2"}, SessionTicketsDisabled: true}
}
