// Command server is the whole of 好邻居 in one binary.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alexflint/go-arg"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/lines"
	_ "github.com/haolinju/haolinju/internal/platform/memory" // the heap's profile
	"github.com/haolinju/haolinju/internal/platform/redact"
)

// commands of the binary. Each is set when it is the one that was called.
type commands struct {
	app.Config

	Serve     *struct{}      `arg:"subcommand:serve" help:"Answer REST and gRPC; also without a command."`
	Migrate   *struct{}      `arg:"subcommand:migrate" help:"Bring the database to this binary's schema, as its owner."`
	Demo      *demo          `arg:"subcommand:demo" help:"Load a district to try with, play the stories, serve."`
	Import    *imports       `arg:"subcommand:import" help:"Load data."`
	Audit     *audit         `arg:"subcommand:audit" help:"Look after the audit."`
	Admin     *admin         `arg:"subcommand:admin" help:"Look after the administrators of a district."`
	DataKeys  *dataKeys      `arg:"subcommand:data-keys" help:"Exchange the keys of the personal columns while the servers work."`
	TokenKeys *tokenKeys     `arg:"subcommand:token-keys" help:"Exchange the key that signs access tokens while the servers work."`
	Reset     *districtReset `arg:"subcommand:reset" help:"Empty a district that was made for tests and found it anew."`
	Version   *struct{}      `arg:"subcommand:version" help:"Print the version."`
}

// Description stands above the help.
func (commands) Description() string { return "好邻居 (haolinju): the backend of a neighbourhood." }

type demo struct {
	Once bool `arg:"--once" help:"End after the stories."`
}

type imports struct {
	Divisions *struct {
		File string `arg:"positional,required" help:"Published list of divisions (JSON)."`
	} `arg:"subcommand:divisions" help:"Found a district and bring its units in line with a list."`
}

type audit struct {
	Verify *struct {
		Tenant int `arg:"positional,required" help:"District."`
	} `arg:"subcommand:verify" help:"Check that the audit is whole."`
}

type admin struct {
	Create *struct {
		Tenant   int       `arg:"positional,required" help:"District, founded before."`
		Username string    `arg:"--username,required" help:"What the administrator signs in with." placeholder:"NAME"`
		Name     string    `arg:"--name" default:"管理员" help:"What the administrator is called." placeholder:"NAME"`
		Role     adminRole `arg:"--role" default:"SECURITY_ADMIN" help:"SYSTEM_ADMIN, SECURITY_ADMIN or AUDIT_ADMIN: one person holds one of them."`
		Unit     string    `arg:"--unit" help:"Code of the unit that the role is held in; that of the district when absent." placeholder:"CODE"`
	} `arg:"subcommand:create" help:"Enter an administrator, whose password is read from standard input."`
}

type adminRole string

// UnmarshalText takes the name of a role of administrators.
func (r *adminRole) UnmarshalText(text []byte) error {
	switch role := adminRole(text); role {
	case "SYSTEM_ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN":
		*r = role
		return nil
	}
	return errors.New("must be one of SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN")
}

type dataKeys struct {
	Status *struct{} `arg:"subcommand:status" help:"List the keys and how many values each has made."`
	Add    *struct {
		Use crypto.Use `arg:"positional,required" help:"sealing or indexing."`
	} `arg:"subcommand:add" help:"Add a key that opens and finds, and makes nothing yet."`
	Promote *struct {
		ID uint32 `arg:"positional,required" help:"Key, once every server has read the file."`
	} `arg:"subcommand:promote" help:"Let a key make what is new."`
	Reseal *struct{} `arg:"subcommand:reseal" help:"Seal and index everything anew with the primary keys, now."`
	Drop   *struct {
		ID uint32 `arg:"positional,required" help:"Key that has no values left."`
	} `arg:"subcommand:drop" help:"Remove a key."`
}

type tokenKeys struct {
	Status  *struct{} `arg:"subcommand:status" help:"List the keys and what each does."`
	Add     *struct{} `arg:"subcommand:add" help:"Add a key that verifies, and waits to sign."`
	Promote *struct {
		ID string `arg:"positional,required" help:"Key, once every server has read the file and others have had five minutes to."`
	} `arg:"subcommand:promote" help:"Let a waiting key sign."`
	Drop *struct {
		ID string `arg:"positional,required" help:"Key whose last token has expired."`
	} `arg:"subcommand:drop" help:"Remove a key that does not sign."`
}

type districtReset struct {
	Tenant int `arg:"positional,required" help:"District of 900000 and up."`
}

func main() {
	app.SetGarbage()
	var c commands
	parser, err := arg.NewParser(arg.Config{Program: "server"}, &c)
	if err != nil {
		fail(err)
	}
	err = parser.Parse(os.Args[1:])
	command := strings.Join(parser.SubcommandNames(), " ")
	if errors.Is(err, arg.ErrHelp) {
		if err := parser.WriteHelpForSubcommand(os.Stdout, parser.SubcommandNames()...); err != nil {
			fail(err)
		}
		return
	}
	if err != nil {
		fail(fmt.Errorf("%w: see `server --help`", err))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	out := lines.NewWriter(os.Stderr)
	log := slog.New(redact.Handler(out.Handler(&slog.HandlerOptions{Level: level(command, c.LogLevel)})))
	if err := errors.Join(run(ctx, command, &c, log), out.Flush()); err != nil {
		fail(err)
	}
}

func run(ctx context.Context, command string, c *commands, log *slog.Logger) error {
	switch command {
	case "", "serve":
		return app.Serve(ctx, &c.Config, os.Stdout, log)
	case "migrate":
		return app.Migrate(ctx, &c.Config, os.Stdout, log)
	case "demo":
		return app.Demo(ctx, &c.Config, c.Demo.Once, os.Stdout, log)
	case "import divisions":
		return app.ImportDivisions(ctx, &c.Config, c.Import.Divisions.File, os.Stdout, log)
	case "audit verify":
		return app.VerifyAudit(ctx, &c.Config, c.Audit.Verify.Tenant, os.Stdout, log)
	case "admin create":
		a := c.Admin.Create
		return app.CreateAdmin(ctx, &c.Config, app.Admin{Tenant: a.Tenant, Username: a.Username, Name: a.Name, Role: string(a.Role), Unit: a.Unit},
			os.Stdin, os.Stdout, log)
	case "data-keys status":
		return app.DataKeyStatus(ctx, &c.Config, os.Stdout, log)
	case "data-keys add":
		return app.AddDataKey(ctx, &c.Config, c.DataKeys.Add.Use, os.Stdout, log)
	case "data-keys promote":
		return app.PromoteDataKey(ctx, &c.Config, c.DataKeys.Promote.ID, os.Stdout, log)
	case "data-keys reseal":
		return app.Reseal(ctx, &c.Config, os.Stdout, log)
	case "data-keys drop":
		return app.DropDataKey(ctx, &c.Config, c.DataKeys.Drop.ID, os.Stdout, log)
	case "token-keys status":
		return app.TokenKeyStatus(&c.Config, os.Stdout)
	case "token-keys add":
		return app.AddTokenKey(&c.Config, os.Stdout)
	case "token-keys promote":
		return app.PromoteTokenKey(&c.Config, c.TokenKeys.Promote.ID, os.Stdout)
	case "token-keys drop":
		return app.DropTokenKey(&c.Config, c.TokenKeys.Drop.ID, os.Stdout)
	case "reset":
		return app.Reset(ctx, &c.Config, c.Reset.Tenant, os.Stdout, log)
	case "version":
		fmt.Println(version())
		return nil
	}
	return fmt.Errorf("%s what: see `server %s --help`", command, command)
}

// level of the log: what the operator says, else that of the command.
func level(command string, given *slog.Level) slog.Level {
	switch {
	case given != nil:
		return *given
	case command == "demo":
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// fail tells in one line what is wrong.
func fail(err error) {
	fmt.Fprintln(os.Stderr, "server:", strings.Join(strings.Fields(redact.Text(err.Error())), " "))
	os.Exit(1)
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return info.Main.Version
}
