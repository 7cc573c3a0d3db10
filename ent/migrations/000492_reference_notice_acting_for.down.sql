ALTER TABLE "notice" DROP CONSTRAINT "notice_acting_for_fkey";
