package rpc

import (
	"context"
	"net/netip"
	"strings"

	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
)

// headerForwarded lists the addresses that a call came along. The gateway writes the address of its own client last.
const headerForwarded = "x-forwarded-for"

// clientAddress is the address that a call came from: that of the peer, or, where the peer is one of our proxies, the last
// hop before it that is not. What a client writes into the header itself stands before that hop and is not believed.
func clientAddress(ctx context.Context, md metadata.MD, trusted []netip.Prefix) netip.Addr {
	hops := strings.Split(strings.Join(md.Get(headerForwarded), ","), ",")
	if p, ok := peer.FromContext(ctx); ok && !inProcess(ctx) {
		hops = append(hops, p.Addr.String())
	}
	return lastForeign(hops, trusted)
}

// lastForeign is the last of the hops that no trusted proxy has. A hop that is no address ends the search: who wrote it is
// the client.
func lastForeign(hops []string, trusted []netip.Prefix) (client netip.Addr) {
	for i := len(hops) - 1; i >= 0; i-- {
		hop, ok := address(hops[i])
		if !ok {
			return client
		}
		client = hop
		if !within(hop, trusted) {
			return client
		}
	}
	return client
}

// address reads an address with or without a port.
func address(text string) (netip.Addr, bool) {
	text = strings.TrimSpace(text)
	if a, err := netip.ParseAddr(strings.Trim(text, "[]")); err == nil {
		return a.Unmap().WithZone(""), true
	}
	if p, err := netip.ParseAddrPort(text); err == nil {
		return p.Addr().Unmap().WithZone(""), true
	}
	return netip.Addr{}, false
}

func within(a netip.Addr, prefixes []netip.Prefix) bool {
	for _, p := range prefixes {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
