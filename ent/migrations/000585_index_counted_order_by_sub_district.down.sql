DROP INDEX "counted_order_by_sub_district";
