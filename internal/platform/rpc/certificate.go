package rpc

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/peer"
)

// certificateSubject is the subject of the certificate that a caller at the native door has shown, where the door has verified it; empty
// otherwise.
func certificateSubject(from *peer.Peer) string {
	if from == nil {
		return ""
	}
	shown, ok := from.AuthInfo.(credentials.TLSInfo)
	if !ok || len(shown.State.VerifiedChains) == 0 {
		return ""
	}
	return distinguishedName(shown.State.VerifiedChains[0][0])
}

// distinguishedName is the subject as RFC 4514 writes it, in the order of the certificate: pkix.Name has one of its own, in which different
// subjects look alike.
func distinguishedName(c *x509.Certificate) string {
	var names pkix.RDNSequence
	if rest, err := asn1.Unmarshal(c.RawSubject, &names); err != nil || len(rest) > 0 {
		return ""
	}
	return names.String()
}
