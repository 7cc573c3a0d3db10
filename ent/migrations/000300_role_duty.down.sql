ALTER TABLE "role" DROP COLUMN "name", DROP COLUMN "duty", DROP COLUMN "edited";
