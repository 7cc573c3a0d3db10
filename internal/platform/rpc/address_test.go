package rpc

import (
	"net/netip"
	"strings"
	"testing"
)

var proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}

func TestTheClientIsTheLastHopThatIsNoProxyOfOurs(t *testing.T) {
	t.Parallel()
	for hops, want := range map[string]string{
		"192.0.2.7":              "192.0.2.7", // no proxy
		"198.51.100.1,192.0.2.7": "192.0.2.7", // a header that the client made up
		"192.0.2.7,10.0.0.1":     "192.0.2.7", // one proxy
		"198.51.100.1, 192.0.2.7 ,10.0.0.2,10.0.0.1": "192.0.2.7",   // two, and a made-up header
		"192.0.2.7:4711,10.0.0.1:80":                 "192.0.2.7",   // with ports
		"[2001:db8::7]:4711,fd00::1":                 "2001:db8::7", // IPv6
		"::ffff:192.0.2.7,::ffff:10.0.0.1":           "192.0.2.7",   // IPv4 written as IPv6
		"unknown,10.0.0.1":                           "10.0.0.1",    // the proxy did not say
		"10.0.0.2,10.0.0.1":                          "10.0.0.2",    // a proxy calls for itself
		"fe80::1%eth0":                               "fe80::1",     // a zone is no part of a caller
		"":                                           "invalid IP",  // inside the process
		strings.Repeat("10.0.0.1,", 9999) + "x":      "invalid IP",  // nonsense
		strings.Repeat("192.0.2.7,", 3) + "10.1.1.1": "192.0.2.7",   // repeated
		"2001:db8:0:0:0:0:0:7":                       "2001:db8::7", // written long
	} {
		if got := lastForeign(strings.Split(hops, ","), proxies).String(); got != want {
			t.Errorf("%.60s: %s, want %s", hops, got, want)
		}
	}
	if got := lastForeign([]string{"192.0.2.7", "10.0.0.1"}, nil).String(); got != "10.0.0.1" {
		t.Errorf("without trusted proxies the peer is the client, got %s", got)
	}
}

// Whatever stands in the header, the client is one of the hops, and no hop behind it is foreign.
func FuzzForwardedFor(f *testing.F) {
	f.Add("198.51.100.1, 192.0.2.7,10.0.0.1")
	f.Add("[::1]:80,::ffff:10.0.0.1%1,999.1.1.1")
	f.Add(",,;for=\"_x\",10.0.0.1")
	f.Fuzz(func(t *testing.T, header string) {
		hops := strings.Split(header+",10.0.0.1", ",")
		client := lastForeign(hops, proxies)
		if !client.IsValid() {
			t.Fatal("the peer itself is lost")
		}
		for i := len(hops) - 1; i >= 0; i-- {
			hop, ok := address(hops[i])
			if !ok || !within(hop, proxies) {
				if ok && hop != client || !ok && !within(client, proxies) {
					t.Fatalf("%q: client %s, hop %q", header, client, hops[i])
				}
				return
			}
		}
	})
}
