package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/limit"
	"github.com/haolinju/haolinju/internal/platform/migrate"
	"github.com/haolinju/haolinju/internal/platform/postgres"
	"github.com/haolinju/haolinju/internal/platform/reseal"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// Config is what an operator sets, by flags or environment.
type Config struct {
	DatabaseURL       string `arg:"--database-url,env:DATABASE_URL" help:"Postgres as the application's role; none starts a private one." placeholder:"URL"`
	DirectDatabaseURL string `arg:"--direct-database-url,env:DIRECT_DATABASE_URL" help:"The same without a pooler between: jobs; for migrate, the owner's role." placeholder:"URL"`
	ReplicaURL        string `arg:"--replica-database-url,env:REPLICA_DATABASE_URL" help:"A standby that reads may go to, as the application's role; none reads the database alone." placeholder:"URL"`
	Dir               string `arg:"--dir,env:HAOLINJU_DIR" help:"Folder of the private Postgres and of generated keys." placeholder:"DIR"`
	ListenREST        string `arg:"--listen-rest,env:HAOLINJU_LISTEN_REST" default:":8080" help:"REST and documents." placeholder:"ADDRESS"`
	ListenGRPC        string `arg:"--listen-grpc,env:HAOLINJU_LISTEN_GRPC" default:":9090" help:"gRPC." placeholder:"ADDRESS"`
	GRPCTLS
	ListenOps         string        `arg:"--listen-ops,env:HAOLINJU_LISTEN_OPS" default:"127.0.0.1:9091" help:"Health with detail and metrics." placeholder:"ADDRESS"`
	TokenKeyFile      string        `arg:"--token-key-file,env:HAOLINJU_TOKEN_KEY_FILE" help:"Keys that sign access tokens; made when missing." placeholder:"FILE"`
	DataKeyFile       string        `arg:"--data-key-file,env:HAOLINJU_DATA_KEY_FILE" help:"Keys of the personal columns; made when missing." placeholder:"FILE"`
	SMSURL            string        `arg:"--sms-url,env:HAOLINJU_SMS_URL" help:"Gateway that short messages are posted to; none sends none." placeholder:"URL"`
	SMSSecretFile     string        `arg:"--sms-secret-file,env:HAOLINJU_SMS_SECRET_FILE" help:"Secret that signs what is posted to the gateway." placeholder:"FILE"`
	HotlineURL        string        `arg:"--hotline-url,env:HAOLINJU_HOTLINE_URL" help:"Hotline 12345 that results of its orders are posted to; none is told." placeholder:"URL"`
	HotlineSecretFile string        `arg:"--hotline-secret-file,env:HAOLINJU_HOTLINE_SECRET_FILE" help:"Secret that signs what is posted to the hotline." placeholder:"FILE"`
	WeChatAppID       string        `arg:"--wechat-app-id,env:HAOLINJU_WECHAT_APP_ID" help:"Mini-program whose users sign in; none takes no WeChat code." placeholder:"ID"`
	WeChatSecretFile  string        `arg:"--wechat-secret-file,env:HAOLINJU_WECHAT_SECRET_FILE" help:"Secret of the mini-program." placeholder:"FILE"`
	OIDCFile          string        `arg:"--oidc-file,env:HAOLINJU_OIDC_FILE" help:"OpenID Connect issuers that staff signs in by (JSON, by district); none takes none." placeholder:"FILE"`
	AgencySystemsFile string        `arg:"--agency-systems-file,env:HAOLINJU_AGENCY_SYSTEMS_FILE" help:"Systems of called units that their duties are posted to (JSON, by district and unit); none is told." placeholder:"FILE"`
	SMTPURL           string        `arg:"--smtp-url,env:HAOLINJU_SMTP_URL" help:"Server that mails are given to: smtps://user@host:465, or smtp://user@host:587 for STARTTLS; none sends none." placeholder:"URL"`
	SMTPPasswordFile  string        `arg:"--smtp-password-file,env:HAOLINJU_SMTP_PASSWORD_FILE" help:"Password of the user of the server." placeholder:"FILE"`
	SMTPCAFile        string        `arg:"--smtp-ca-file,env:HAOLINJU_SMTP_CA_FILE" help:"Certificates that the server's stands on, where they are not those of the system." placeholder:"FILE"`
	MailFrom          string        `arg:"--mail-from,env:HAOLINJU_MAIL_FROM" help:"Sender of mails, with a name or without." placeholder:"ADDRESS"`
	DataCipher        crypto.Suite  `arg:"--data-cipher,env:HAOLINJU_DATA_CIPHER" default:"aes" help:"Algorithms of new data keys: AES-256-GCM with HMAC-SHA-256, or SM4-GCM with HMAC-SM3."`
	DefaultTenant     int           `arg:"--default-tenant,env:HAOLINJU_DEFAULT_TENANT" default:"110111" help:"District of a caller without sign-in who names none."`
	Connections       int32         `arg:"--connections,env:HAOLINJU_CONNECTIONS" default:"16" help:"Connections to the database."`
	StatementMode     statementMode `arg:"--statement-mode,env:HAOLINJU_STATEMENT_MODE" default:"cache_statement" help:"cache_describe behind PgBouncer."`
	TenantBinding     db.Binding    `arg:"--tenant-binding,env:HAOLINJU_TENANT_BINDING" default:"set_config" help:"set_local on Citus."`
	Deadline          time.Duration `arg:"--deadline,env:HAOLINJU_DEADLINE" default:"10s" help:"Longest time of a call."`
	KeepKeys          time.Duration `arg:"--keep-keys,env:HAOLINJU_KEEP_IDEMPOTENCY_KEYS" default:"72h" help:"How long an idempotency key is remembered."`
	Drain             time.Duration `arg:"--drain,env:HAOLINJU_DRAIN" default:"0s" help:"Pause between not ready and shutdown, for load balancers to notice."`
	Web
	Traces
	Limits
	Reflection bool `arg:"--reflection,env:HAOLINJU_REFLECTION" default:"true" help:"gRPC reflection."`
	FilesConfig
	LogLevel *slog.Level `arg:"--log-level,env:HAOLINJU_LOG_LEVEL" help:"DEBUG, INFO, WARN or ERROR; INFO, and WARN beside the stories of the demo."`
}

// statementMode is how pgx remembers statements.
type statementMode string

// UnmarshalText takes the name of a mode.
func (m *statementMode) UnmarshalText(text []byte) error {
	if mode := string(text); mode != "cache_statement" && mode != "cache_describe" {
		return errors.New("must be one of cache_statement, cache_describe")
	}
	*m = statementMode(text)
	return nil
}

// Names of the private cluster's database and roles.
const (
	databaseName = "haolinju"
	ownerRole    = "haolinju_owner"
	appRole      = "haolinju_app"
)

// ground is the database that the house stands on.
type ground struct {
	url, direct string
	private     *postgres.Server // nil with a database of the operator's
}

// openGround connects to the operator's database, or starts a private one and migrates it.
func (c *Config) openGround(ctx context.Context, log *slog.Logger) (*ground, error) {
	if c.DatabaseURL != "" {
		g := &ground{url: c.DatabaseURL, direct: c.DirectDatabaseURL}
		if g.direct == "" {
			g.direct = g.url
		}
		return g, nil
	}
	dir := c.Dir
	if dir != "" {
		dir = filepath.Join(dir, "postgres")
	}
	server, err := postgres.Start(ctx, postgres.Options{Dir: dir, Log: log})
	if err != nil {
		return nil, err
	}
	g := &ground{url: server.DSN(databaseName, appRole), private: server}
	g.direct = g.url
	if err := prepare(ctx, server); err != nil {
		return nil, errors.Join(err, server.Stop(context.WithoutCancel(ctx)))
	}
	return g, nil
}

// prepare makes the roles and the database of a private cluster where they are missing, and migrates.
func prepare(ctx context.Context, server *postgres.Server) error {
	conn, err := pgx.Connect(ctx, server.OwnerDSN("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var owner, app, database bool
	if err := conn.QueryRow(ctx, `select exists (select from pg_roles where rolname = $1), exists (select from pg_roles where rolname = $2),
		exists (select from pg_database where datname = $3)`, ownerRole, appRole, databaseName).Scan(&owner, &app, &database); err != nil {
		return err
	}
	for _, s := range []struct {
		have bool
		sql  string
	}{
		{owner, "create role " + ownerRole + " login"},
		{app, "create role " + appRole + " login"},
		{database, "create database " + databaseName + " owner " + ownerRole},
	} {
		if s.have {
			continue
		}
		if _, err := conn.Exec(ctx, s.sql); err != nil {
			return fmt.Errorf("%s: %w", s.sql, err)
		}
	}
	return migrate.Up(ctx, server.DSN(databaseName, ownerRole), appRole, time.Now())
}

func (g *ground) close(ctx context.Context) error {
	if g.private == nil {
		return nil
	}
	return g.private.Stop(ctx)
}

// keys are where the operator says, else beside the private cluster, else in the user's data folder.
func (c *Config) keys(g *ground) (*crypto.Keeper, *token.Keys, error) {
	dataFile, tokenFile := c.DataKeyFile, c.TokenKeyFile
	if dataFile == "" || tokenFile == "" {
		dir := c.Dir
		if g.private != nil {
			dir = g.private.Dir()
		}
		if dir == "" {
			return nil, nil, errors.New("set HAOLINJU_DATA_KEY_FILE and HAOLINJU_TOKEN_KEY_FILE, or HAOLINJU_DIR for keys made here")
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, nil, err
		}
		if dataFile == "" {
			dataFile = filepath.Join(dir, "data-keys.json")
		}
		if tokenFile == "" {
			tokenFile = filepath.Join(dir, "token-keys.json")
		}
	}
	keeper, err := crypto.LoadOrGenerate(dataFile, c.DataCipher)
	if err != nil {
		return nil, nil, fmt.Errorf("keys of the personal columns: %w", err)
	}
	tokens, err := token.LoadOrGenerate(tokenFile)
	if err != nil {
		return nil, nil, fmt.Errorf("keys of the tokens: %w", err)
	}
	return keeper, tokens, nil
}

// build the house on a ground.
func (c *Config) build(ctx context.Context, g *ground, o Outside, metrics prometheus.Registerer, log *slog.Logger) (*House, error) {
	keeper, tokens, err := c.keys(g)
	if err != nil {
		return nil, err
	}
	store, err := c.store(g)
	if err != nil {
		return nil, fmt.Errorf("uploaded files: %w", err)
	}
	spans, err := c.Traces.spans(ctx, log)
	if err != nil {
		return nil, err
	}
	house, err := Build(ctx, Parts{DatabaseURL: g.url, ReplicaURL: c.ReplicaURL, MaxConns: c.Connections, ExecMode: string(c.StatementMode), Binding: c.TenantBinding,
		Clock: clock.System{}, Keeper: keeper, TokenKeys: tokens, DefaultTenant: c.DefaultTenant, Deadline: c.Deadline,
		KeepKeys: c.KeepKeys, Proxies: c.Web.Proxies, Rates: c.Limits.rates(), AtOnce: c.Limits.AtOnce, Patience: c.Limits.Patience,
		Streams: limit.NewStreams(c.Limits.Streams, c.Limits.StreamsInAll), StreamLife: c.Limits.StreamLife, StreamQuiet: c.Limits.StreamQuiet, Send: c.Limits.Send, Outside: o,
		Blobs: store, Scanner: c.scanner(), MediaMemory: c.MediaMemory, Metrics: metrics, Spans: spans, Log: log})
	if err != nil {
		return nil, err
	}
	if err := house.DB.Check(ctx, migrate.Version()); err != nil {
		house.Close()
		return nil, err
	}
	if err := reseal.Check(ctx, house.DB, keeper); err != nil {
		house.Close()
		return nil, err
	}
	return house, nil
}
