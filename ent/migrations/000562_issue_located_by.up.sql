ALTER TABLE "issue" ADD COLUMN "located_by" character varying NOT NULL DEFAULT '';
