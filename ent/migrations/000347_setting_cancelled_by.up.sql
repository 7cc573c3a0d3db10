ALTER TABLE "setting" ADD COLUMN "cancelled_by" uuid NULL;
