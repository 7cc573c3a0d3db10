DROP INDEX "counted_order_by_category";
