ALTER TABLE "issue" DROP COLUMN "cell";
