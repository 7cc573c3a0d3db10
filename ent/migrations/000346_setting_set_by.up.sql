ALTER TABLE "setting" ADD COLUMN "set_by" uuid NULL;
