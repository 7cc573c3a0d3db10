ALTER TABLE "visit" DROP CONSTRAINT "visit_dispatch_fkey";
