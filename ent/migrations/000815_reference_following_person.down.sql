ALTER TABLE "following" DROP CONSTRAINT "following_person_fkey";
