// Command agency is a sample of the system of a called unit: it is told of the unit's duties by gRPC, and works each of them to its end.
package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"os"
	"os/signal"

	"github.com/haolinju/haolinju/api/client"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

func main() {
	log.SetFlags(0)
	server := flag.String("server", "localhost:9090", "gRPC door of the district")
	id := flag.String("id", "", "id of the unit's API client")
	secret := flag.String("secret", os.Getenv("AGENCY_SECRET"), "its secret; AGENCY_SECRET when absent")
	token := flag.String("token", "agency.token", "file that keeps where the stream is to be resumed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *server, *id, *secret, *token); err != nil && !errors.Is(err, context.Canceled) {
		log.Fatal(err)
	}
}

// run until ctx is cancelled or the district refuses. The secret is exchanged over one connection; all else goes over another, which is
// signed in. In the field both are given a tls.Config.
func run(ctx context.Context, server, id, secret, token string) error {
	door, err := client.Dial(server, client.Config{})
	if err != nil {
		return err
	}
	defer door.Close()
	conn, err := client.Dial(server, client.Config{Token: client.ClientCredentials(door, id, secret)})
	if err != nil {
		return err
	}
	defer conn.Close()
	err = (&agency{duties: dispatchv1.NewDispatchServiceClient(conn), place: place(token)}).follow(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
