package app

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/mail"
	"github.com/haolinju/haolinju/internal/platform/sms"
	"github.com/haolinju/haolinju/internal/platform/wechat"
)

// demoToken is how long the printed tokens live.
const demoToken = 12 * time.Hour

// Demo serves the demo's districts, plays the stories through the public doors, and prints lines to go on with and then the
// messages sent. Once ends it after the stories. There is no budget of idempotency keys: the stories tell weeks in seconds.
func Demo(ctx context.Context, cfg *Config, once bool, out io.Writer, log *slog.Logger) error {
	platform, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer platform.Close()
	messages := &held{out: out}
	go http.Serve(platform, demo.WeChat(func(m demo.WeChatMessage) int {
		fmt.Fprintf(messages, "WECHAT %s %s %v\n", m.To, m.Template, m.Data)
		return 0
	}))
	outside := Outside{SMS: sms.NewPrinter(messages), Mail: mail.NewPrinter(messages)}
	if outside.WeChat, err = wechat.NewClient("http://"+platform.Addr().String(), wechat.App{ID: demo.WeChatApp, Secret: demo.WeChatSecret},
		clock.System{}); err != nil {
		return err
	}
	if outside.Systems, err = cfg.systems(); err != nil {
		return err
	}
	cfg.Limits.Keys = 0
	s, err := Open(ctx, cfg, outside, log)
	if err != nil {
		return err
	}
	err = demo.Seed(ctx, s.DB, s.Keeper, Grants())
	if err != nil {
		s.closeListeners()
		s.Close()
		return fmt.Errorf("demo data: %w (%v)", err, s.ground.close(context.WithoutCancel(ctx)))
	}
	return s.Run(ctx, func(ctx context.Context) error {
		rest, grpcAddress, ops := s.Addresses()
		tokens := map[demo.Who]string{}
		for _, p := range demo.People {
			if tokens[p.Who], err = s.Issue(p.Tenant, p.ID(), demoToken); err != nil {
				return err
			}
		}
		conn, err := grpc.NewClient(local(grpcAddress), grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			return err
		}
		defer conn.Close()
		doors := demo.Doors{REST: "http://" + local(rest), GRPC: conn, Token: func(w demo.Who) string { return tokens[w] },
			Now: func() time.Time { return s.clock.Now(demo.Fangshan) }, Until: s.until, Out: messages.past()}
		end, err := demo.Tell(ctx, doors)
		if err != nil {
			return err
		}
		if once {
			return errStop
		}
		fmt.Fprintf(out, "\nREST   http://%s   documents http://%s/docs\ngRPC   %s\nops    http://%s/readyz\n\n",
			local(rest), local(rest), local(grpcAddress), local(ops))
		for _, p := range demo.People {
			fmt.Fprintf(out, "%s  %s  %s\n  %s\n", p.Who, p.Name, p.Role, tokens[p.Who])
		}
		fmt.Fprintf(out, "\nAnybody signs in by telephone; the code is shown here:\ncurl -s http://%s/v1/auth:sendCode --json '{\"phone\": \"%s\"}'\n",
			local(rest), demo.People[0].Phone())
		fmt.Fprintf(out, "and by WeChat with any code:\ncurl -s http://%s/v1/auth:loginWithWeChat --json '{\"code\": \"1\", \"phoneCode\": \"%s\"}'\n",
			local(rest), demo.People[0].Phone())
		client, secret, err := demo.Agency(ctx, doors)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "\nThe system of the water office, which works what the office is called for (examples/agency):\ngo run ./examples/agency -server %s -id %s -secret %s\n",
			local(grpcAddress), client, secret)
		token := tokens[demo.Resident]
		fmt.Fprintf(out, "\ncurl -s -H 'Authorization: Bearer %s' http://%s/v1/issues\n", token, local(rest))
		fmt.Fprintf(out, "and what the resident was told of them, in the inbox:\ncurl -s -H 'Authorization: Bearer %s' http://%s/v1/me/notices\n", token, local(rest))
		fmt.Fprintf(out, "grpcurl -plaintext -H 'authorization: Bearer %s' %s haolinju.intake.v1.IntakeService/ListIssues\n", token, local(grpcAddress))
		fmt.Fprintln(out, "\nThe messages that the stories sent, and all that follow:")
		if err := messages.release(); err != nil {
			return err
		}
		if err := end(ctx); ctx.Err() == nil {
			return err
		}
		return nil
	})
}

// until waits for a moment of the demo's district.
func (s *Server) until(ctx context.Context, at time.Time) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(at.Sub(s.clock.Now(demo.Fangshan))):
		return nil
	}
}

// local is an address that this machine reaches: a door on every interface is reached by the loopback one.
func local(address string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}
