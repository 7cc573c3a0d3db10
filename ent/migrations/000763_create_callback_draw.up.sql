CREATE TABLE "callback_draw" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "day" character varying NOT NULL, "share" integer NOT NULL, "digest" character varying NOT NULL, "seed" bytea NOT NULL, "open_time" timestamptz NULL, "frame" integer NOT NULL DEFAULT 0, "drawn" integer NOT NULL DEFAULT 0, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "callback_draw" IS 'distributed';
ALTER TABLE "callback_draw" ENABLE ROW LEVEL SECURITY;
