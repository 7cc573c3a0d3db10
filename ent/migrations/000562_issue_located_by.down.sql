ALTER TABLE "issue" DROP COLUMN "located_by";
