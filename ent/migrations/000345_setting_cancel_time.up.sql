ALTER TABLE "setting" ADD COLUMN "cancel_time" timestamptz NULL;
