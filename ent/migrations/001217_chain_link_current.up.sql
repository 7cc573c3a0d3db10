ALTER TABLE "chain_link" ADD COLUMN "current" boolean NOT NULL DEFAULT false;
