ALTER TABLE "issue" ADD COLUMN "private" boolean NOT NULL DEFAULT false;
