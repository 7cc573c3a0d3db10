ALTER TABLE "category" DROP COLUMN "named_only";
