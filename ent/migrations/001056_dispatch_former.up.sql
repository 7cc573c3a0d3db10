ALTER TABLE "dispatch" ADD COLUMN "former_id" uuid NULL;
