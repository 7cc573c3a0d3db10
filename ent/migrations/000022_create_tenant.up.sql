CREATE TABLE "tenant" ("id" integer NOT NULL, "division_code" character varying NOT NULL, "name" character varying NOT NULL, "kind" character varying NOT NULL, "create_time" timestamptz NOT NULL, PRIMARY KEY ("id"));
COMMENT ON TABLE "tenant" IS 'reference';
