ALTER TABLE "reading" DROP CONSTRAINT "reading_unit_fkey";
