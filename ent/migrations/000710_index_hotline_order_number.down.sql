DROP INDEX "hotline_order_number";
