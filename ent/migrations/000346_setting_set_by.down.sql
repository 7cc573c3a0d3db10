ALTER TABLE "setting" DROP COLUMN "set_by";
