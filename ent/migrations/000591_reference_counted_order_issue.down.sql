ALTER TABLE "counted_order" DROP CONSTRAINT "counted_order_issue_fkey";
