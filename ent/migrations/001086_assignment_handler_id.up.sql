ALTER TABLE "assignment" ADD COLUMN "handler_id" uuid NULL;
