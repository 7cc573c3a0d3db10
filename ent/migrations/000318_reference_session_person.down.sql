ALTER TABLE "session" DROP CONSTRAINT "session_person_fkey";
