CREATE TABLE "redaction" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "subject" character varying NOT NULL, "part" character varying NOT NULL, "original_cipher" bytea NULL, "reason" character varying NOT NULL, "end_time" timestamptz NULL, "issue_id" uuid NOT NULL, "unit_id" uuid NOT NULL, "author_id" uuid NULL, "redactor_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "redaction" IS 'distributed';
ALTER TABLE "redaction" ENABLE ROW LEVEL SECURITY;
