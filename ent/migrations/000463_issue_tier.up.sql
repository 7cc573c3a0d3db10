ALTER TABLE "issue" ADD COLUMN "tier" character varying NOT NULL DEFAULT 'ORDINARY';
