ALTER TABLE "consultation_opinion" ADD COLUMN "await_time" timestamptz NULL;
