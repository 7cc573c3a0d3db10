ALTER TABLE "chain_link" DROP COLUMN "current";
