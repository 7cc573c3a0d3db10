CREATE TABLE "word_list" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "words" jsonb NOT NULL, "word_count" integer NOT NULL, "source" character varying NOT NULL, "begin_time" timestamptz NOT NULL, "creator_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "word_list" IS 'distributed';
ALTER TABLE "word_list" ENABLE ROW LEVEL SECURITY;
