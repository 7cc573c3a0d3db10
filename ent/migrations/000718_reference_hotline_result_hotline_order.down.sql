ALTER TABLE "hotline_result" DROP CONSTRAINT "hotline_result_hotline_order_fkey";
