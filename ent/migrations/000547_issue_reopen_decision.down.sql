ALTER TABLE "issue" DROP COLUMN "reopen_decision";
