ALTER TABLE "hotline_order" DROP CONSTRAINT "hotline_order_issue_fkey";
