ALTER TABLE "reveal" DROP CONSTRAINT "reveal_reader_fkey";
