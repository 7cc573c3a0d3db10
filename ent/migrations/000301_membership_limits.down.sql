ALTER TABLE "membership" DROP COLUMN "duty", DROP COLUMN "area_id", DROP COLUMN "categories";
