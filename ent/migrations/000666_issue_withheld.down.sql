ALTER TABLE "issue" DROP COLUMN "withheld";
