ALTER TABLE "comment" DROP COLUMN "withheld";
