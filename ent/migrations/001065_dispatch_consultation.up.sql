ALTER TABLE "dispatch" ADD COLUMN "consultation_id" uuid NULL;
