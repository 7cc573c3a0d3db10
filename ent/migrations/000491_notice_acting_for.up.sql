ALTER TABLE "notice" ADD COLUMN "acting_for_id" uuid NULL;
