ALTER TABLE "visit" DROP CONSTRAINT "visit_visitor_fkey";
