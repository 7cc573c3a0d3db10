package rpc

import (
	"net"
	"net/netip"
	"slices"
	"strings"

	"google.golang.org/grpc/peer"
)

// headerForwarded lists the addresses that a call came along. The gateway writes the address of its own client last.
const headerForwarded = "x-forwarded-for"

// clientAddress is the address that a call came from: that of the peer, or, where the peer is one of our proxies, the last
// hop before it that is not. What a client writes into the header itself stands before that hop and is not believed. Where the
// gateway calls, there is no peer.
func clientAddress(from *peer.Peer, forwarded []string, trusted []netip.Prefix) (client netip.Addr) {
	if from != nil {
		var ok bool
		if client, ok = peerAddress(from.Addr); !ok || !within(client, trusted) {
			return client
		}
	}
	if before := lastForeign(forwarded, trusted); before.IsValid() {
		return before
	}
	return client
}

// lastForeign is the last of the hops that no trusted proxy has. They stand in lists, parted by commas. A hop that is no address
// ends the search: who wrote it is the client.
func lastForeign(lists []string, trusted []netip.Prefix) (client netip.Addr) {
	for _, list := range slices.Backward(lists) {
		for comma := len(list); comma >= 0; {
			list = list[:comma]
			comma = strings.LastIndexByte(list, ',')
			hop, ok := address(list[comma+1:])
			if !ok {
				return client
			}
			client = hop
			if !within(hop, trusted) {
				return client
			}
		}
	}
	return client
}

// peerAddress is the address at the other end of a connection.
func peerAddress(of net.Addr) (netip.Addr, bool) {
	tcp, ok := of.(*net.TCPAddr)
	if !ok {
		return address(of.String())
	}
	a := tcp.AddrPort().Addr()
	return a.Unmap().WithZone(""), a.IsValid()
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
