ALTER TABLE "hotline_order" DROP CONSTRAINT "hotline_order_lead_unit_fkey";
