ALTER TABLE "issue" ADD COLUMN "closing_reason" character varying NOT NULL DEFAULT '';
