package app

import (
	"errors"
	"net/netip"
	"strings"
	"time"

	"github.com/haolinju/haolinju/internal/platform/certificate"
	"github.com/haolinju/haolinju/internal/platform/door"
	"github.com/haolinju/haolinju/internal/platform/limit"
)

// Web is who stands between the server and its callers.
type Web struct {
	Origins origins  `arg:"--cors-origins,env:HAOLINJU_CORS_ORIGINS" help:"Web pages that may call, such as https://example.cn, each spelled out." placeholder:"ORIGIN,..."`
	Proxies networks `arg:"--trusted-proxies,env:HAOLINJU_TRUSTED_PROXIES" help:"Networks of our own proxies: only they are believed where a call came from." placeholder:"CIDR,..."`
}

// origins are web pages, with commas between.
type origins []string

// UnmarshalText takes them apart.
func (o *origins) UnmarshalText(text []byte) error {
	*o = strings.Split(string(text), ",")
	return nil
}

// networks are ranges of addresses, with commas between.
type networks []netip.Prefix

// UnmarshalText takes them apart.
func (n *networks) UnmarshalText(text []byte) error {
	*n = nil
	for one := range strings.SplitSeq(string(text), ",") {
		network, err := netip.ParsePrefix(one)
		if err != nil {
			return err
		}
		*n = append(*n, network)
	}
	return nil
}

// GRPCTLS is how the gRPC door proves what it is, and asks its callers to. Without a certificate it is plain: for a proxy before it.
type GRPCTLS struct {
	Certificate string `arg:"--grpc-certificate-file,env:HAOLINJU_GRPC_CERTIFICATE_FILE" help:"Certificate of the gRPC door with those above it (PEM); none: plain, behind a proxy." placeholder:"FILE"`
	Key         string `arg:"--grpc-key-file,env:HAOLINJU_GRPC_KEY_FILE" help:"Its key (PEM)." placeholder:"FILE"`
	ClientCA    string `arg:"--grpc-client-ca-file,env:HAOLINJU_GRPC_CLIENT_CA_FILE" help:"Authorities by whose certificates API clients call without a token (PEM); none asks for none." placeholder:"FILE"`
}

// keeper of the certificates; nil for a plain door.
func (g GRPCTLS) keeper() (*certificate.Keeper, error) {
	if g.Certificate == "" && g.Key == "" && g.ClientCA == "" {
		return nil, nil
	}
	if g.Certificate == "" || g.Key == "" {
		return nil, errors.New("set --grpc-certificate-file and --grpc-key-file, both")
	}
	return certificate.Load(certificate.Files{Certificate: g.Certificate, Key: g.Key, ClientCA: g.ClientCA})
}

// Limits are how much a request and a caller may take. The budgets are calls a minute of one person, or of one address
// without sign-in; a minute's calls may come at once, and 0 sets no limit.
type Limits struct {
	Body         int64         `arg:"--limit-body,env:HAOLINJU_LIMIT_BODY" default:"1048576" help:"Bytes of a request's content."`
	Header       int           `arg:"--limit-header,env:HAOLINJU_LIMIT_HEADER" default:"16384" help:"Bytes of a request's headers."`
	URL          int           `arg:"--limit-url,env:HAOLINJU_LIMIT_URL" default:"8192" help:"Bytes of a request's address."`
	Begin        time.Duration `arg:"--limit-begin,env:HAOLINJU_LIMIT_BEGIN" default:"5s" help:"Time for the headers of a request and the handshake of a connection."`
	Receive      time.Duration `arg:"--limit-receive,env:HAOLINJU_LIMIT_RECEIVE" default:"30s" help:"Time for a request's content to come in."`
	File         time.Duration `arg:"--limit-file,env:HAOLINJU_LIMIT_FILE" default:"5m" help:"Time for a file to come in."`
	Send         time.Duration `arg:"--limit-send,env:HAOLINJU_LIMIT_SEND" default:"30s" help:"Time without progress of an answer."`
	Idle         time.Duration `arg:"--limit-idle,env:HAOLINJU_LIMIT_IDLE" default:"60s" help:"Time of a connection without a request."`
	AtOnce       int           `arg:"--limit-at-once,env:HAOLINJU_LIMIT_AT_ONCE" default:"32" help:"Calls that work at once; twice as many wait, staff before residents. 0 lets all work."`
	Patience     time.Duration `arg:"--limit-patience,env:HAOLINJU_LIMIT_PATIENCE" default:"1s" help:"Time that a call waits for its turn."`
	Streams      int           `arg:"--limit-streams,env:HAOLINJU_LIMIT_STREAMS" default:"8" help:"Streams that one caller keeps open."`
	StreamsInAll int           `arg:"--limit-streams-in-all,env:HAOLINJU_LIMIT_STREAMS_IN_ALL" default:"512" help:"Streams that all callers keep open."`
	StreamLife   time.Duration `arg:"--limit-stream-life,env:HAOLINJU_LIMIT_STREAM_LIFE" default:"25m" help:"Longest time of a stream."`
	StreamQuiet  time.Duration `arg:"--limit-stream-quiet,env:HAOLINJU_LIMIT_STREAM_QUIET" default:"20s" help:"Time without an event after which a stream gives a sign of life."`
	SignIn       int           `arg:"--limit-sign-in,env:HAOLINJU_LIMIT_SIGN_IN" default:"60" help:"Calls a minute for signing in."`
	Write        int           `arg:"--limit-write,env:HAOLINJU_LIMIT_WRITE" default:"600" help:"Calls a minute that change something."`
	Read         int           `arg:"--limit-read,env:HAOLINJU_LIMIT_READ" default:"3000" help:"Calls a minute that read."`
	Export       int           `arg:"--limit-export,env:HAOLINJU_LIMIT_EXPORT" default:"30" help:"Calls a minute for exports and imports."`
	Keys         int           `arg:"--limit-keys,env:HAOLINJU_LIMIT_KEYS" default:"100" help:"Calls a minute with an idempotency key."`
}

func (l Limits) rates() limit.Rates {
	return limit.Rates{limit.SignIn: l.SignIn, limit.Write: l.Write, limit.Read: l.Read, limit.Export: l.Export, limit.Keys: l.Keys}
}

// door of an installation.
func (c *Config) door() door.Config {
	return door.Config{Origins: c.Web.Origins, URL: c.Limits.URL, Header: c.Limits.Header, Body: c.Limits.Body,
		Receive: c.Limits.Receive, File: c.Limits.File, Send: c.Limits.Send}
}
