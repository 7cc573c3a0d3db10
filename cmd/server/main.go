// Command server is the whole of 好邻居 in one binary.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/redact"
)

// commands of the binary.
type commands struct {
	app.Config

	Serve   struct{} `cmd:"" default:"1" help:"Answer REST and gRPC."`
	Migrate struct{} `cmd:"" help:"Bring the database to this binary's schema, as its owner."`
	Demo    struct {
		Once bool `help:"End after the stories."`
	} `cmd:"" help:"Load a district to try with, play the stories, serve."`
	Import struct {
		Divisions struct {
			File string `arg:"" type:"existingfile" help:"Published list of divisions (JSON)."`
		} `cmd:"" help:"Found a district and bring its units in line with a list."`
	} `cmd:"" help:"Load data."`
	Audit struct {
		Verify struct {
			Tenant int `arg:"" help:"District."`
		} `cmd:"" help:"Check that the audit is whole."`
	} `cmd:"" help:"Look after the audit."`
	Admin struct {
		Create struct {
			Tenant   int    `arg:"" help:"District, founded before."`
			Username string `required:"" help:"What the administrator signs in with." placeholder:"NAME"`
			Name     string `default:"管理员" help:"What the administrator is called." placeholder:"NAME"`
			Role     string `default:"SECURITY_ADMIN" enum:"SYSTEM_ADMIN,SECURITY_ADMIN,AUDIT_ADMIN" help:"SYSTEM_ADMIN, SECURITY_ADMIN or AUDIT_ADMIN: one person holds one of them."`
			Unit     string `help:"Code of the unit that the role is held in; that of the district when absent." placeholder:"CODE"`
		} `cmd:"" help:"Enter an administrator, whose password is read from standard input."`
	} `cmd:"" help:"Look after the administrators of a district."`
	DataKeys struct {
		Status struct{} `cmd:"" help:"List the keys and how many values each has made."`
		Add    struct {
			Use crypto.Use `arg:"" enum:"sealing,indexing" help:"sealing or indexing."`
		} `cmd:"" help:"Add a key that opens and finds, and makes nothing yet."`
		Promote struct {
			ID uint32 `arg:"" help:"Key, once every server has read the file."`
		} `cmd:"" help:"Let a key make what is new."`
		Reseal struct{} `cmd:"" help:"Seal and index everything anew with the primary keys, now."`
		Drop   struct {
			ID uint32 `arg:"" help:"Key that has no values left."`
		} `cmd:"" help:"Remove a key."`
	} `cmd:"" help:"Exchange the keys of the personal columns while the servers work."`
	TokenKeys struct {
		Status  struct{} `cmd:"" help:"List the keys and what each does."`
		Add     struct{} `cmd:"" help:"Add a key that verifies, and waits to sign."`
		Promote struct {
			ID string `arg:"" help:"Key, once every server has read the file and others have had five minutes to."`
		} `cmd:"" help:"Let a waiting key sign."`
		Drop struct {
			ID string `arg:"" help:"Key whose last token has expired."`
		} `cmd:"" help:"Remove a key that does not sign."`
	} `cmd:"" help:"Exchange the key that signs access tokens while the servers work."`
	Reset struct {
		Tenant int `arg:"" help:"District of 900000 and up."`
	} `cmd:"" help:"Empty a district that was made for tests and found it anew."`
	Version struct{} `cmd:"" help:"Print the version."`
}

func main() {
	var c commands
	parser := kong.Must(&c, kong.Name("server"), kong.Description("好邻居 (haolinju): the backend of a neighbourhood."), kong.UsageOnError())
	command, err := parser.Parse(os.Args[1:])
	if err != nil {
		fail(fmt.Errorf("%w: see `server --help`", err))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level(command.Command(), c.LogLevel), ReplaceAttr: redact.Attr}))
	if err := run(ctx, command.Command(), &c, log); err != nil {
		fail(err)
	}
}

func run(ctx context.Context, command string, c *commands, log *slog.Logger) error {
	switch command {
	case "migrate":
		return app.Migrate(ctx, &c.Config, os.Stdout)
	case "demo":
		return app.Demo(ctx, &c.Config, c.Demo.Once, os.Stdout, log)
	case "import divisions <file>":
		return app.ImportDivisions(ctx, &c.Config, c.Import.Divisions.File, os.Stdout, log)
	case "audit verify <tenant>":
		return app.VerifyAudit(ctx, &c.Config, c.Audit.Verify.Tenant, os.Stdout, log)
	case "admin create <tenant>":
		a := c.Admin.Create
		return app.CreateAdmin(ctx, &c.Config, app.Admin{Tenant: a.Tenant, Username: a.Username, Name: a.Name, Role: a.Role, Unit: a.Unit},
			os.Stdin, os.Stdout, log)
	case "data-keys status":
		return app.DataKeyStatus(ctx, &c.Config, os.Stdout, log)
	case "data-keys add <use>":
		return app.AddDataKey(ctx, &c.Config, c.DataKeys.Add.Use, os.Stdout, log)
	case "data-keys promote <id>":
		return app.PromoteDataKey(ctx, &c.Config, c.DataKeys.Promote.ID, os.Stdout, log)
	case "data-keys reseal":
		return app.Reseal(ctx, &c.Config, os.Stdout, log)
	case "data-keys drop <id>":
		return app.DropDataKey(ctx, &c.Config, c.DataKeys.Drop.ID, os.Stdout, log)
	case "token-keys status":
		return app.TokenKeyStatus(&c.Config, os.Stdout)
	case "token-keys add":
		return app.AddTokenKey(&c.Config, os.Stdout)
	case "token-keys promote <id>":
		return app.PromoteTokenKey(&c.Config, c.TokenKeys.Promote.ID, os.Stdout)
	case "token-keys drop <id>":
		return app.DropTokenKey(&c.Config, c.TokenKeys.Drop.ID, os.Stdout)
	case "reset <tenant>":
		return app.Reset(ctx, &c.Config, c.Reset.Tenant, os.Stdout, log)
	case "version":
		fmt.Println(version())
		return nil
	}
	return app.Serve(ctx, &c.Config, os.Stdout, log)
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
