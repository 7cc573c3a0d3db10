ALTER TABLE "notice" DROP CONSTRAINT "notice_person_fkey";
