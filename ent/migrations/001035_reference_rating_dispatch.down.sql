ALTER TABLE "rating" DROP CONSTRAINT "rating_dispatch_fkey";
