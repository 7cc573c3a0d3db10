ALTER TABLE "voice" DROP CONSTRAINT "voice_person_fkey";
