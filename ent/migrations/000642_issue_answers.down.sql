ALTER TABLE "issue" DROP COLUMN "answers";
