ALTER TABLE "absence" DROP CONSTRAINT "absence_replacement_fkey";
