CREATE TABLE "import_problem" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "row" integer NOT NULL, "column" character varying NOT NULL, "severity" character varying NOT NULL, "reason" character varying NOT NULL, "issue_import_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "import_problem" IS 'distributed';
ALTER TABLE "import_problem" ENABLE ROW LEVEL SECURITY;
